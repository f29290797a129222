import type { Name } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import type { Token } from './lexer';

/** Deeper nesting than this is refused: it bounds the stack of parser, binder and executor. */
export const maxNesting = 200;

const shown = (token: Token): string =>
  token.kind === 'end' ? 'the end of the query' : `'${token.text.slice(0, 40)}'`;

/** Reading position over the tokens of a query. Every method throws `QueryProblem` where the text does not fit. */
export class TokenStream {
  private at = 0;
  private depth = 0;
  /** Tokens looked at, for the tests that bound the parser's work. */
  steps = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: Token,
  ) {}

  peek(ahead = 0): Token {
    this.steps++;
    return this.tokens[this.at + ahead] ?? this.end;
  }

  next(): Token {
    const token = this.peek();
    if (this.at < this.tokens.length) this.at++;
    return token;
  }

  /** True when the next token is this operator or punctuation. */
  is(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'operator' && token.text === symbol;
  }

  /** True when the next token is this word. */
  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'name' && token.text === word;
  }

  accept(symbol: string): boolean {
    if (!this.is(symbol)) return false;
    this.at++;
    return true;
  }

  acceptWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at++;
    return true;
  }

  expect(symbol: string): Token {
    if (!this.is(symbol)) throw this.unexpected(`'${symbol}'`);
    return this.next();
  }

  expectWord(word: string): Token {
    if (!this.isWord(word)) throw this.unexpected(`'${word}'`);
    return this.next();
  }

  /** `name`, `['any name']` or `["any name"]`. */
  name(what = 'a name'): Name {
    const token = this.peek();
    if (token.kind === 'name') {
      this.at++;
      return { text: token.text, span: { start: token.start, end: token.end } };
    }
    const inner = this.peek(1);
    if (this.is('[') && inner.kind === 'string' && this.is(']', 2)) {
      const end = this.peek(2).end;
      this.at += 3;
      return { text: inner.text, span: { start: token.start, end } };
    }
    throw this.unexpected(what);
  }

  /** True when `name()` would succeed. */
  atName(ahead = 0): boolean {
    return (
      this.peek(ahead).kind === 'name' ||
      (this.is('[', ahead) && this.peek(ahead + 1).kind === 'string' && this.is(']', ahead + 2))
    );
  }

  /** Tokens `name()` would take. */
  nameLength(ahead = 0): number {
    return this.peek(ahead).kind === 'name' ? 1 : 3;
  }

  /** Words joined by `-` without blanks: `project-away`, `mv-expand`. */
  hyphenated(): Name {
    const first = this.name('an operator');
    let { text } = first;
    let end = first.span.end;
    while (
      this.is('-') &&
      this.peek().start === end &&
      this.peek(1).kind === 'name' &&
      this.peek(1).start === end + 1
    ) {
      this.at++;
      const part = this.next();
      text += `-${part.text}`;
      end = part.end;
    }
    return { text, span: { start: first.span.start, end } };
  }

  /** From `start` to the last token read. */
  since(start: number): Span {
    return { start, end: Math.max(start, this.tokens[this.at - 1]?.end ?? start) };
  }

  unexpected(expected: string, token: Token = this.peek()): QueryProblem {
    return new QueryProblem(
      diagnosticCodes.syntax,
      `Query could not be parsed at ${shown(token)}: expected ${expected}`,
      { start: token.start, end: token.end },
      token.text,
    );
  }

  /** Runs `parse` one level deeper, refusing to go past `maxNesting`. */
  nested<T>(parse: () => T): T {
    if (this.depth >= maxNesting) {
      const token = this.peek();
      throw new QueryProblem(
        diagnosticCodes.syntax,
        `The query is nested deeper than ${maxNesting} levels`,
        { start: token.start, end: token.end },
        token.text,
      );
    }
    this.depth++;
    try {
      return parse();
    } finally {
      this.depth--;
    }
  }
}
