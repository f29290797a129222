import type { LiteralNode } from './ast';
import { decimalOfText } from './cells';
import { parseDatetimeTicks, parseTimespanTicks, ticksOf, utcMicros } from './datetime';
import type { Ticks } from './datetime';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { parseDynamic } from './dynamic-literal';
import type { Token } from './lexer';
import { tokenize } from './lexer';
import type { ColumnType } from './schema';
import type { Scalar } from './vector';

/** Column type named in `datatable (a: long)`, `typeof(long)` and parameters; undefined for anything else. */
export const columnTypeOf = (word: string): ColumnType | undefined => {
  switch (word) {
    case 'bool':
    case 'boolean':
      return 'bool';
    case 'date':
    case 'datetime':
      return 'datetime';
    case 'time':
    case 'timespan':
      return 'timespan';
    case 'real':
    case 'double':
      return 'real';
    case 'guid':
    case 'uuid':
    case 'uniqueid':
      return 'guid';
    case 'int':
    case 'long':
    case 'decimal':
    case 'string':
    case 'dynamic':
      return word;
    default:
      return undefined;
  }
};

const invalid = (token: Token, type: string) =>
  new QueryProblem(diagnosticCodes.syntax, `Not a ${type} literal: ${token.text.slice(0, 60)}`, token, token.text);

const literal = (span: Span, type: ColumnType, value: Scalar, tenths = 0): LiteralNode => ({
  kind: 'literal',
  type,
  value,
  span: { start: span.start, end: span.end },
  ...(tenths === 0 ? {} : { tenths }),
});

const ticksLiteral = (token: Token, type: 'datetime' | 'timespan', ticks: Ticks | undefined): LiteralNode => {
  if (ticks === undefined) throw invalid(token, type);
  return literal(token, type, ticks.micros, ticks.tenths);
};

/** A long as a number while it is exact, else as a bigint; undefined past 64 bits. */
const longValue = (text: string): number | bigint | undefined => {
  const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
  if (BigInt.asIntN(64, value) !== value && BigInt.asUintN(64, value) !== value) return undefined;
  const signed = BigInt.asIntN(64, value);
  const narrow = Number(signed);
  return Number.isSafeInteger(narrow) ? narrow : signed;
};

/** `12`, `0x1F`, `1.5`, `1e3`, `10ms`. */
export const numberLiteral = (token: Token): LiteralNode => {
  const { text } = token;
  if (/^(?:\d+|0[xX][0-9A-Fa-f]+)$/.test(text)) {
    const value = longValue(text);
    if (value === undefined) throw invalid(token, 'long');
    return literal(token, 'long', value);
  }
  if (/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return literal(token, 'real', Number(text));
  const match = /^(\d+\.?\d*|\.\d+)([A-Za-z]+)$/.exec(text);
  const ticks = match === null ? undefined : parseTimespanTicks(`${Number(match[1])}${match[2] ?? ''}`);
  if (ticks === undefined) throw invalid(token, 'number or timespan');
  return literal(token, 'timespan', ticks.micros, ticks.tenths);
};

/** The one string inside `datetime("...")`, or the text as it stands. */
const unquoted = (text: string): string => {
  if (!/^[@hH]?["']/.test(text)) return text;
  const [first, second] = tokenize(text);
  return first?.kind === 'string' && second?.kind === 'end' ? first.text : text;
};

const guidPattern = /^[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}$/;

const guidText = (text: string): string => {
  const hex = text.replaceAll('-', '').toLowerCase();
  return [0, 8, 12, 16, 20].map((from, at, all) => hex.slice(from, all[at + 1])).join('-');
};

const realValues: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['+inf', Number.POSITIVE_INFINITY],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

const integerPattern = /^[+-]?(?:\d+|0[xX][0-9A-Fa-f]+)$/;

const integerLiteral = (token: Token, type: 'int' | 'long', text: string): LiteralNode => {
  const value = integerPattern.test(text) ? longValue(text.replace(/^\+/, '')) : undefined;
  if (value === undefined || (type === 'int' && (value < -2_147_483_648 || value > 0xffffffff))) {
    throw invalid(token, type);
  }
  return literal(token, type, type === 'int' ? Number(value) | 0 : value);
};

/** `datetime(2025, 6, 14, 12, 30, 5)`: the parts in order. */
const datetimeOfParts = (text: string): Ticks | undefined => {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length < 3 || parts.length > 6 || !parts.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  const [year = 0, month = 0, day = 0, hour, minute, second] = parts.map(Number);
  const micros = utcMicros(year, month, day, hour, minute, second);
  return micros === undefined ? undefined : { micros, tenths: 0 };
};

/** `datetime(2024-01-01)`, `timespan(1.02:03:04)`, `guid(...)`, `dynamic(...)`, `long(null)` and their kind. */
export const typedLiteral = (token: Token): LiteralNode => {
  const type = columnTypeOf(token.type ?? '');
  if (type === undefined) throw invalid(token, token.type ?? '');
  const text = unquoted(token.text.trim());
  if (text === 'null') return literal(token, type, null);
  switch (type) {
    case 'dynamic':
      return literal(token, type, {
        json: parseDynamic(token, (part) => (part.kind === 'number' ? numberLiteral(part) : typedLiteral(part))),
      });
    case 'datetime':
      if (text === 'now') throw invalid(token, type);
      return ticksLiteral(
        token,
        type,
        parseDatetimeTicks(text) ?? parseDatetimeTicks(text.replace(/ *- */g, '-')) ?? datetimeOfParts(text),
      );
    case 'timespan':
      return ticksLiteral(token, type, parseTimespanTicks(text));
    case 'guid':
      if (!guidPattern.test(text)) throw invalid(token, type);
      return literal(token, type, guidText(text));
    case 'bool': {
      const lower = text.toLowerCase();
      if (lower === 'true' || lower === 'false') return literal(token, type, lower === 'true');
      if (/^[+-]?\d+$/.test(text)) return literal(token, type, Number(text) !== 0);
      throw invalid(token, type);
    }
    case 'int':
    case 'long':
      return integerLiteral(token, type, text);
    case 'real':
    case 'decimal': {
      const special = realValues.get(text.toLowerCase());
      if (special !== undefined && type === 'real') return literal(token, type, special);
      if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw invalid(token, type);
      return literal(token, type, type === 'decimal' ? decimalOfText(text) : Number(text));
    }
    default:
      throw invalid(token, type);
  }
};

/** Negative of a numeric or timespan literal: `-1d`, `-5`. */
export const negatedLiteral = (node: LiteralNode, span: Span): LiteralNode | undefined => {
  const { type, value } = node;
  if (type === 'long' && typeof value === 'bigint') return literal(span, type, -value);
  if (typeof value !== 'number') return undefined;
  if (type === 'timespan') {
    const ticks = ticksOf(-(value + (node.tenths ?? 0) / 10));
    return literal(span, type, ticks.micros, ticks.tenths);
  }
  return type === 'long' || type === 'int' || type === 'real' || type === 'decimal'
    ? literal(span, type, value === 0 && type !== 'real' ? 0 : -value)
    : undefined;
};
