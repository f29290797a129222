import type { LiteralNode } from './ast';
import { datetimeText, formatTimespan, parseTimespanTicks } from './datetime';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import type { Token } from './lexer';
import { tokenize } from './lexer';
import type { Json } from './vector';

const maxDepth = 100;

/** Values of KQL's own literals inside `dynamic(...)`: datetimes and timespans become their text. */
const literalJson = ({ type, value, tenths }: LiteralNode): Json => {
  if (value === null) return null;
  if (type === 'datetime' && typeof value === 'number') return datetimeText(value, tenths);
  if (type === 'timespan' && typeof value === 'number') return formatTimespan(value, tenths);
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'object' ? value.json : value;
};

const words: ReadonlyMap<string, Json> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const withinDepth = (value: Json, left: number): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((item) => withinDepth(item, left - 1));
};

const plainJson = (text: string): { readonly json: Json } | undefined => {
  try {
    const json: Json = JSON.parse(text);
    return { json };
  } catch {
    return undefined;
  }
};

/**
 * JSON inside a `dynamic(...)` token, with KQL's strings and literals allowed: `literalOf` reads those.
 * Throws `QueryProblem`.
 */
export const parseDynamic = (token: Token, literalOf: (token: Token) => LiteralNode): Json => {
  const plain = plainJson(token.text);
  if (plain !== undefined && withinDepth(plain.json, maxDepth)) return plain.json;
  const tokens = tokenize(token.text);
  let at = 0;
  const fail = () => new QueryProblem(diagnosticCodes.syntax, 'Not a dynamic literal', token, token.text.slice(0, 60));
  const next = (): Token => {
    const found = tokens[at++];
    if (found === undefined) throw fail();
    return found;
  };
  const accept = (symbol: string): boolean => {
    const found = tokens[at];
    if (found?.kind !== 'operator' || found.text !== symbol) return false;
    at++;
    return true;
  };
  const value = (depth: number): Json => {
    if (depth > maxDepth) throw fail();
    const first = next();
    if (first.kind === 'string') return first.text;
    if (first.kind === 'number' || first.kind === 'typed') return literalJson(literalOf(first));
    if (first.kind === 'name') {
      const word = words.get(first.text);
      if (word === undefined) throw fail();
      return word;
    }
    switch (first.text) {
      case '-': {
        const number = next();
        if (number.kind !== 'number') throw fail();
        const positive = literalJson(literalOf(number));
        if (typeof positive === 'number') return -positive;
        const ticks = parseTimespanTicks(`-${number.text}`);
        if (ticks === undefined) throw fail();
        return formatTimespan(ticks.micros, ticks.tenths);
      }
      case '[': {
        const items: Json[] = [];
        if (accept(']')) return items;
        do items.push(value(depth + 1));
        while (accept(','));
        if (!accept(']')) throw fail();
        return items;
      }
      case '{': {
        const bag: [string, Json][] = [];
        if (accept('}')) return {};
        do {
          const key = next();
          if (key.kind !== 'string' && key.kind !== 'name') throw fail();
          if (!accept(':')) throw fail();
          bag.push([key.text, value(depth + 1)]);
        } while (accept(','));
        if (!accept('}')) throw fail();
        // Entries, so that a key such as `__proto__` stays a plain key.
        return Object.fromEntries(bag);
      }
      default:
        throw fail();
    }
  };
  const result = value(0);
  if (tokens[at]?.kind !== 'end') throw fail();
  return result;
};
