import type { Expr } from '#core/kql/plan';
import type { ColumnType } from '#core/kql/schema';
import type { Scalar } from '#core/kql/vector';
import { quoteText, timestamp } from './duckdb-dialect';
import { isOddText, termRanges } from './duckdb-text';

/**
 * Expressions as SQL: a whitelist. Each form here gives the same value as its definition in core/kql/functions for every
 * input, nulls included; everything else is undefined and runs in TypeScript. Where a filter is concerned (`asFilter`),
 * null and false are the same and `x = 1` may stand for the total equality of Kusto.
 */

/** How SQL calls a column, and whether its text is free of characters the two languages treat differently. */
export type SqlColumn = { readonly sql: string; readonly type: ColumnType; readonly even: boolean };

export type SqlScope = ReadonlyMap<string, SqlColumn>;

type Kind = 'text' | 'guid' | 'whole' | 'datetime' | 'timespan' | 'bool' | 'other';

/** Types whose values compare alike in SQL. Reals are left out: NaN and the order of addition differ. */
export const kindOf = (type: ColumnType): Kind => {
  switch (type) {
    case 'string':
      return 'text';
    case 'int':
    case 'long':
      return 'whole';
    case 'guid':
    case 'datetime':
    case 'timespan':
    case 'bool':
      return type;
    default:
      return 'other';
  }
};

type CallExpr = Extract<Expr, { kind: 'call' }>;
type LiteralExpr = Extract<Expr, { kind: 'literal' }>;

/** Text that UTF-8 can carry: no half of a surrogate pair. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

const wholeSql = (value: Scalar): string | undefined =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))
    ? `${value}::BIGINT`
    : undefined;

/** A literal of a comparable type; null has its own form per type, and 100 ns cannot be written. */
export function literalSql({ type, value, tenths }: LiteralExpr): string | undefined {
  if ((tenths ?? 0) !== 0) return undefined;
  const kind = kindOf(type);
  switch (kind) {
    case 'text':
    case 'guid':
      if (value === null) return kind === 'guid' ? 'NULL::VARCHAR' : undefined;
      return typeof value === 'string' && isWellFormed(value) ? quoteText(value) : undefined;
    case 'whole':
    case 'timespan':
      return value === null ? 'NULL::BIGINT' : wholeSql(value);
    case 'datetime':
      if (value === null) return 'NULL::TIMESTAMP';
      return typeof value === 'number' && Number.isSafeInteger(value) ? timestamp(value) : undefined;
    case 'bool':
      return value === null ? 'NULL::BOOLEAN' : typeof value === 'boolean' ? String(value) : undefined;
    case 'other':
      return undefined;
  }
}

/** A value of a comparable type. */
export function valueSql(expr: Expr, scope: SqlScope): string | undefined {
  if (kindOf(expr.type) === 'other') return undefined;
  switch (expr.kind) {
    case 'literal':
      return literalSql(expr);
    case 'column':
      return scope.get(expr.name)?.sql;
    case 'call':
      if (expr.name === 'bin') return binSql(expr, scope);
      return expr.name === 'bin_at'
        ? binAtSql(expr, scope)
        : expr.type === 'bool'
          ? conditionSql(expr, scope)
          : undefined;
  }
}

/** Microseconds from the first day of year 1, where Kusto's bins of datetimes begin, to 1970. */
const yearOne = 62_135_596_800_000_000n;

function binSql({ args }: CallExpr, scope: SqlScope): string | undefined {
  const [value, size] = args;
  if (value === undefined || size?.kind !== 'literal') return undefined;
  const sql = valueSql(value, scope);
  const step = size.value;
  if (sql === undefined || typeof step !== 'number' || !Number.isSafeInteger(step) || step <= 0) return undefined;
  if ((size.tenths ?? 0) !== 0) return undefined;
  const kind = kindOf(value.type);
  if (kind === 'datetime' && size.type === 'timespan') {
    // Times are on or after year 1, so that the division is never of a negative.
    return `make_timestamp(((epoch_us(${sql}) + ${yearOne}) // ${step}) * ${step} - ${yearOne})`;
  }
  const sameKind =
    (kind === 'whole' && kindOf(size.type) === 'whole') || (kind === 'timespan' && size.type === 'timespan');
  return sameKind ? `(${sql} - ((${sql} % ${step}) + ${step}) % ${step})` : undefined;
}

const wholeOf = (expr: Expr | undefined, type: Expr['type']): bigint | undefined =>
  expr?.kind === 'literal' &&
  expr.type === type &&
  typeof expr.value === 'number' &&
  Number.isSafeInteger(expr.value) &&
  (expr.tenths ?? 0) === 0
    ? BigInt(expr.value)
    : undefined;

/** Bins of datetimes that start at a point of their own, as clocks and calendars of a zone need. */
function binAtSql({ args }: CallExpr, scope: SqlScope): string | undefined {
  const [value, size, fixed] = args;
  const step = wholeOf(size, 'timespan');
  const point = wholeOf(fixed, 'datetime');
  if (value?.type !== 'datetime' || step === undefined || step <= 0n || point === undefined) return undefined;
  const sql = valueSql(value, scope);
  if (sql === undefined) return undefined;
  // The last edge on or before year 1, so that the division is never of a negative.
  const edge = point - ((point + yearOne) / step + 1n) * step;
  return `make_timestamp(((epoch_us(${sql}) - (${edge})) // ${step}) * ${step} + (${edge}))`;
}

const isNull = (expr: Expr): boolean => expr.kind === 'literal' && expr.value === null;
const isValue = (expr: Expr): boolean => expr.kind === 'literal' && expr.value !== null;

function equalitySql({ name, args }: CallExpr, scope: SqlScope, asFilter: boolean): string | undefined {
  const [left, right] = args;
  if (left === undefined || right === undefined || kindOf(left.type) !== kindOf(right.type)) return undefined;
  const a = valueSql(left, scope);
  const b = valueSql(right, scope);
  if (a === undefined || b === undefined) return undefined;
  const text = kindOf(left.type) === 'text';
  if (name === '!=') return text ? `(${a} <> ${b})` : `(${a} IS DISTINCT FROM ${b})`;
  const plain = text || (asFilter && (isValue(left) || isValue(right)));
  return plain ? `(${a} = ${b})` : `(${a} IS NOT DISTINCT FROM ${b})`;
}

const orders = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

/** Order of numbers and times; text is left out, since JavaScript orders it by UTF-16. */
const ordered = (kind: Kind): boolean => kind === 'whole' || kind === 'datetime' || kind === 'timespan';

function orderSql({ name, args }: CallExpr, scope: SqlScope): string | undefined {
  const [left, right] = args;
  const operator = orders.get(name);
  if (left === undefined || right === undefined || operator === undefined) return undefined;
  const kind = kindOf(left.type);
  if (!ordered(kind) || kind !== kindOf(right.type)) return undefined;
  const a = valueSql(left, scope);
  const b = valueSql(right, scope);
  return a === undefined || b === undefined ? undefined : `(${a} ${operator} ${b})`;
}

function betweenSql({ name, args }: CallExpr, scope: SqlScope): string | undefined {
  const [value, low, high] = args;
  if (value === undefined || low === undefined || high === undefined) return undefined;
  const kind = kindOf(value.type);
  if (!ordered(kind) || kindOf(low.type) !== kind || kindOf(high.type) !== kind) return undefined;
  const [v, a, b] = [value, low, high].map((expr) => valueSql(expr, scope));
  if (v === undefined || a === undefined || b === undefined) return undefined;
  return name === 'between' ? `(${v} >= ${a} AND ${v} <= ${b})` : `(${v} < ${a} OR ${v} > ${b})`;
}

const letterOrDigit = /^[\p{L}\p{N}]$/u;

const hex = (code: number): string => `\\x{${code.toString(16)}}`;
const noTermCharacter = `[^${termRanges.map(([from, to]) => `${hex(from)}-${hex(to)}`).join('')}]`;

const escapePattern = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{N}]/gu, (character) => hex(character.codePointAt(0) ?? 0));

/** Where a letter or digit stands at the operand's edge, none may stand beyond it (see text-operators.ts). */
function termPattern(term: string, atStart: boolean, atEnd: boolean): string | undefined {
  const boundStart = atStart && letterOrDigit.test(term[0] ?? '');
  const boundEnd = atEnd && letterOrDigit.test(term.at(-1) ?? '');
  if (!boundStart && !boundEnd) return undefined;
  const edge = noTermCharacter;
  return `${boundStart ? `(?:\\A|${edge})` : ''}${escapePattern(term)}${boundEnd ? `(?:\\z|${edge})` : ''}`;
}

const termSql = (subject: string, term: string, atStart: boolean, atEnd: boolean): string => {
  if (term === '') return 'true';
  const pattern = termPattern(term, atStart, atEnd);
  const contains = `contains(${subject}, ${quoteText(term)})`;
  return pattern === undefined ? contains : `(${contains} AND regexp_matches(${subject}, ${quoteText(pattern)}))`;
};

const families: Readonly<Record<string, (subject: string, operand: string) => string>> = {
  contains: (subject, operand) => `contains(${subject}, ${quoteText(operand)})`,
  startswith: (subject, operand) => `starts_with(${subject}, ${quoteText(operand)})`,
  endswith: (subject, operand) => `ends_with(${subject}, ${quoteText(operand)})`,
  has: (subject, operand) => termSql(subject, operand, true, true),
  hasprefix: (subject, operand) => termSql(subject, operand, true, false),
  hassuffix: (subject, operand) => termSql(subject, operand, false, true),
};

/** The string column a text operator looks at; `even` where it must not hold text the languages treat differently. */
function subjectSql(expr: Expr | undefined, scope: SqlScope, even: boolean): string | undefined {
  if (expr?.kind !== 'column' || expr.type !== 'string') return undefined;
  const column = scope.get(expr.name);
  return column === undefined || (even && !column.even) ? undefined : column.sql;
}

/** Texts of literal operands, or undefined where one is no text or cannot be written; folded where case is ignored. */
function operandTexts(operands: readonly Expr[], fold: boolean): string[] | undefined {
  const texts: string[] = [];
  for (const operand of operands) {
    if (operand.kind !== 'literal') return undefined;
    const { value } = operand;
    const text = operand.type === 'string' ? value : typeof value === 'object' ? value?.json : undefined;
    if (typeof text !== 'string' || !isWellFormed(text) || (fold && isOddText(text))) return undefined;
    texts.push(fold ? text.toLowerCase() : text);
  }
  return texts;
}

const negate = (sql: string | undefined, negated: boolean): string | undefined =>
  sql === undefined || !negated ? sql : `(NOT ${sql})`;

function textSql(name: string, args: readonly Expr[], scope: SqlScope): string | undefined {
  const caseSensitive = name.endsWith('_cs');
  const family = caseSensitive ? name.slice(0, -3) : name;
  const make = families[family];
  if (make === undefined) return undefined;
  const term = family.startsWith('has');
  const subject = subjectSql(args[0], scope, term || !caseSensitive);
  const operand = operandTexts(args.slice(1), !caseSensitive)?.[0];
  if (subject === undefined || operand === undefined || (term && isOddText(operand))) return undefined;
  return make(caseSensitive ? subject : `lower(${subject})`, operand);
}

function anyTermSql(name: string, args: readonly Expr[], scope: SqlScope): string | undefined {
  const subject = subjectSql(args[0], scope, true);
  const operands = operandTexts(args.slice(1), true);
  if (subject === undefined || operands === undefined || operands.length === 0) return undefined;
  const tests = operands.map((operand) => termSql(`lower(${subject})`, operand, true, true));
  return `(${tests.join(name === 'has_any' ? ' OR ' : ' AND ')})`;
}

function membershipSql(fold: boolean, [value, ...candidates]: readonly Expr[], scope: SqlScope): string | undefined {
  if (value === undefined || candidates.length === 0) return undefined;
  if (value.type === 'string') {
    const subject = subjectSql(value, scope, fold);
    const texts = operandTexts(candidates, fold);
    if (subject === undefined || texts === undefined) return undefined;
    return `(${fold ? `lower(${subject})` : subject} IN (${texts.map(quoteText).join(', ')}))`;
  }
  const kind = kindOf(value.type);
  if (fold || (kind !== 'whole' && kind !== 'datetime' && kind !== 'timespan')) return undefined;
  const sql = valueSql(value, scope);
  const items = candidates.map((candidate) =>
    kindOf(candidate.type) === kind && isValue(candidate) ? valueSql(candidate, scope) : undefined,
  );
  if (sql === undefined || items.some((item) => item === undefined)) return undefined;
  return `coalesce(${sql} IN (${items.join(', ')}), false)`;
}

const folded = (name: string): boolean => name.endsWith('~');

function callSql(expr: CallExpr, scope: SqlScope, asFilter: boolean): string | undefined {
  const { name, args } = expr;
  switch (name) {
    case 'and':
    case 'or': {
      const parts = args.map((arg) => conditionSql(arg, scope, asFilter));
      return parts.some((part) => part === undefined) ? undefined : `(${parts.join(` ${name.toUpperCase()} `)})`;
    }
    case 'not':
      return args[0] === undefined ? undefined : negate(conditionSql(args[0], scope), true);
    case '==':
    case '!=':
      return equalitySql(expr, scope, asFilter);
    case 'between':
    case '!between':
      return betweenSql(expr, scope);
    case '=~':
    case '!~':
      return negate(membershipSql(true, args, scope), name === '!~');
    case 'in':
    case '!in':
    case 'in~':
    case '!in~':
      return negate(membershipSql(folded(name), args, scope), name.startsWith('!'));
    case 'has_any':
    case 'has_all':
      return anyTermSql(name, args, scope);
    case 'isempty':
    case 'isnotempty': {
      const subject = subjectSql(args[0], scope, false);
      return subject === undefined ? undefined : `(${subject} ${name === 'isempty' ? '=' : '<>'} '')`;
    }
    case 'isnull':
    case 'isnotnull': {
      const [arg] = args;
      if (arg?.kind !== 'column' || arg.type === 'string') return undefined;
      const sql = valueSql(arg, scope);
      return sql === undefined ? undefined : `(${sql} IS ${name === 'isnull' ? '' : 'NOT '}NULL)`;
    }
    default:
      if (orders.has(name)) return orderSql(expr, scope);
      return name.startsWith('!') ? negate(textSql(name.slice(1), args, scope), true) : textSql(name, args, scope);
  }
}

/** A condition, three-valued unless it stands `asFilter`. */
export function conditionSql(expr: Expr, scope: SqlScope, asFilter = false): string | undefined {
  if (expr.type !== 'bool' || isNull(expr)) return undefined;
  switch (expr.kind) {
    case 'literal':
      return literalSql(expr);
    case 'column':
      return scope.get(expr.name)?.sql;
    case 'call':
      return callSql(expr, scope, asFilter);
  }
}
