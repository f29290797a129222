import type { Expr } from '#core/kql/plan';
import type { ColumnType } from '#core/kql/schema';
import type { Scalar } from '#core/kql/vector';
import { quoteText, timestamp } from './duckdb-dialect';

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

/** Order of numbers and times; text has one of its own (see `orderedText`). */
export const isOrdered = (kind: Kind): boolean => kind === 'whole' || kind === 'datetime' || kind === 'timespan';

type LiteralExpr = Extract<Expr, { kind: 'literal' }>;

export const isNullLiteral = (expr: Expr): boolean => expr.kind === 'literal' && expr.value === null;
export const isValueLiteral = (expr: Expr): boolean => expr.kind === 'literal' && expr.value !== null;

/** Text that UTF-8 can carry: no half of a surrogate pair. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

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

/** A whole number written in the query: a long, or microseconds of a datetime or timespan. */
export const wholeLiteral = (expr: Expr | undefined, type: ColumnType): bigint | undefined =>
  expr?.kind === 'literal' &&
  expr.type === type &&
  typeof expr.value === 'number' &&
  Number.isSafeInteger(expr.value) &&
  (expr.tenths ?? 0) === 0
    ? BigInt(expr.value)
    : undefined;
