import { diagnosticCodes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';

/**
 * `typed`: `datetime(...)`, `dynamic(...)`, `long(...)` and the like, whose inside is not KQL; `text` is the inside and
 * `type` the word before it. `operator`: punctuation, and word operators with their mark (`!contains`, `in~`).
 */
export type Token = Span & {
  readonly kind: 'name' | 'number' | 'string' | 'typed' | 'operator' | 'end';
  /** Name, operator, number as written, or the decoded string. */
  readonly text: string;
  readonly type?: string;
};

const typedWords = new Set(
  'datetime date timespan time guid uuid dynamic long int real double decimal bool boolean'.split(' '),
);

const punctuation = ['..', '==', '!=', '=~', '!~', '<=', '>=', '=>', '<>', ...'|()[]{},;:.<>=+-*/%'];

const problem = (message: string, start: number, end: number, text: string) =>
  new QueryProblem(diagnosticCodes.syntax, message, { start, end }, text.slice(start, end));

const nameStart = /[A-Za-z_$]/;
const namePart = /\w/;
const space = /[\s\uFEFF\u200B]/;

/** Position after whitespace and `//` comments. */
const skipBlank = (text: string, from: number): number => {
  let at = from;
  for (;;) {
    const char = text.charAt(at);
    if (char !== '' && space.test(char)) at++;
    else if (char === '/' && text.charAt(at + 1) === '/') {
      while (at < text.length && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at++;
    } else return at;
  }
};

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

const codeEscape = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{1,3}))/y;

/** One escape at `at`: what it stands for and where it ends; undefined when there is no such escape. */
const readEscape = (text: string, at: number): { readonly value: string; readonly end: number } | undefined => {
  const simple = simpleEscapes.get(text.charAt(at + 1));
  if (simple !== undefined) return { value: simple, end: at + 2 };
  codeEscape.lastIndex = at;
  const match = codeEscape.exec(text);
  if (match === null) return undefined;
  const hex = match[1] ?? match[2] ?? match[3];
  const code = hex === undefined ? Number.parseInt(match[4] ?? '', 8) : Number.parseInt(hex, 16);
  if (code > 0x10ffff) return undefined;
  return {
    value: code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code),
    end: at + match[0].length,
  };
};

type Piece = { readonly value: string; readonly end: number };

/** String literal at `at` (after an optional `h`), or undefined when none starts there. */
const readString = (text: string, from: number): Piece | undefined => {
  let at = from;
  if (/[hH]/.test(text.charAt(at)) && /["'@`~]/.test(text.charAt(at + 1))) at++;
  for (const fence of ['```', '~~~']) {
    if (!text.startsWith(fence, at)) continue;
    const close = text.indexOf(fence, at + 3);
    if (close < 0) throw problem('The string is not closed', from, text.length, text);
    return { value: text.slice(at + 3, close), end: close + 3 };
  }
  const verbatim = text.charAt(at) === '@';
  if (verbatim) at++;
  const quote = text.charAt(at);
  if (quote !== '"' && quote !== "'") return undefined;
  at++;
  const parts: string[] = [];
  let plain = at;
  for (;;) {
    const char = text.charAt(at);
    if (char === '' || char === '\n' || char === '\r') {
      throw problem('The string is not closed on its line', from, at, text);
    }
    if (char === quote) {
      parts.push(text.slice(plain, at));
      if (!verbatim || text.charAt(at + 1) !== quote) return { value: parts.join(''), end: at + 1 };
      parts.push(quote);
      at += 2;
      plain = at;
    } else if (char === '\\' && !verbatim) {
      const escape = readEscape(text, at);
      if (escape === undefined) throw problem('Unknown escape in a string', at, at + 2, text);
      parts.push(text.slice(plain, at), escape.value);
      at = escape.end;
      plain = at;
    } else at++;
  }
};

const maxLiteralDepth = 100;

/** End of the typed literal whose `(` is at `open`: the matching `)`, strings skipped. */
const closingParenthesis = (text: string, open: number, start: number): number => {
  let depth = 0;
  let at = open;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '(') {
      // Literals inside literals are read by recursion.
      if (++depth > maxLiteralDepth) throw problem('The literal is nested too deep', start, at, text);
    } else if (char === ')' && --depth === 0) return at;
    else if (char === '"' || char === "'" || char === '@') {
      at = readString(text, at)?.end ?? at + 1;
      continue;
    }
    at++;
  }
  throw problem('The literal is not closed', start, text.length, text);
};

const numberPattern =
  /0[xX][0-9A-Fa-f]+|\d+(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?[A-Za-z]*|\.\d+(?:[eE][+-]?\d+)?[A-Za-z]*/y;
const wordOperator = /!(?:[A-Za-z]\w*)|in~/y;

const stringToken = (text: string, start: number): Token | undefined => {
  const first = readString(text, start);
  if (first === undefined) return undefined;
  const parts = [first.value];
  let end = first.end;
  // String literals that follow one another are one literal.
  for (;;) {
    const next = readString(text, skipBlank(text, end));
    if (next === undefined) break;
    parts.push(next.value);
    end = next.end;
  }
  return { kind: 'string', text: parts.join(''), start, end };
};

const wordToken = (text: string, start: number): Token => {
  let end = start + 1;
  while (namePart.test(text.charAt(end))) end++;
  const word = text.slice(start, end);
  wordOperator.lastIndex = start;
  const marked = wordOperator.exec(text)?.[0];
  if (marked !== undefined && marked.length === word.length + 1) {
    return { kind: 'operator', text: marked, start, end: end + 1 };
  }
  if (typedWords.has(word)) {
    const open = skipBlank(text, end);
    if (text.charAt(open) === '(') {
      const close = closingParenthesis(text, open, start);
      return { kind: 'typed', type: word, text: text.slice(open + 1, close), start, end: close + 1 };
    }
  }
  return { kind: 'name', text: word, start, end };
};

const tokenAt = (text: string, start: number): Token => {
  const char = text.charAt(start);
  const string = /["'@`~hH]/.test(char) ? stringToken(text, start) : undefined;
  if (string !== undefined) return string;
  if (nameStart.test(char)) return wordToken(text, start);
  numberPattern.lastIndex = start;
  const number = numberPattern.exec(text)?.[0];
  if (number !== undefined) return { kind: 'number', text: number, start, end: start + number.length };
  wordOperator.lastIndex = start;
  const word = char === '!' ? wordOperator.exec(text)?.[0] : undefined;
  if (word !== undefined) {
    const marked = text.charAt(start + word.length) === '~' && word === '!in' ? '!in~' : word;
    return { kind: 'operator', text: marked, start, end: start + marked.length };
  }
  const symbol = punctuation.find((candidate) => text.startsWith(candidate, start));
  if (symbol !== undefined) return { kind: 'operator', text: symbol, start, end: start + symbol.length };
  throw problem(`Unexpected character '${char}'`, start, start + 1, text);
};

/** Tokens of a query, `end` last. Throws `QueryProblem`. Reads each character a bounded number of times. */
export const tokenize = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = skipBlank(text, token.end);
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
};
