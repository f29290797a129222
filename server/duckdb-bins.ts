import type { Expr } from '#core/kql/plan';
import { kindOf, wholeLiteral } from './duckdb-literal';

/** Microseconds from the first day of year 1, where Kusto's bins of datetimes begin, to 1970. */
const yearOne = 62_135_596_800_000_000n;

/** `bin(value, size)` of a value whose SQL is known; undefined where the size is not a positive constant of its kind. */
export function binSql(value: Expr, sql: string, size: Expr | undefined): string | undefined {
  if (size?.kind !== 'literal') return undefined;
  const step = wholeLiteral(size, size.type);
  if (step === undefined || step <= 0n) return undefined;
  const kind = kindOf(value.type);
  if (kind === 'datetime' && size.type === 'timespan') {
    // Times are on or after year 1, so that the division is never of a negative.
    return `make_timestamp(((epoch_us(${sql}) + ${yearOne}) // ${step}) * ${step} - ${yearOne})`;
  }
  const sameKind =
    (kind === 'whole' && kindOf(size.type) === 'whole') || (kind === 'timespan' && size.type === 'timespan');
  return sameKind ? `(${sql} - ((${sql} % ${step}) + ${step}) % ${step})` : undefined;
}

/** `bin_at`: bins of datetimes that start at a point of their own, as clocks and calendars of a zone need. */
export function binAtSql(
  value: Expr,
  sql: string,
  size: Expr | undefined,
  fixed: Expr | undefined,
): string | undefined {
  const step = wholeLiteral(size, 'timespan');
  const point = wholeLiteral(fixed, 'datetime');
  if (value.type !== 'datetime' || step === undefined || step <= 0n || point === undefined) return undefined;
  // The last edge on or before year 1, so that the division is never of a negative.
  const edge = point - ((point + yearOne) / step + 1n) * step;
  return `make_timestamp(((epoch_us(${sql}) - (${edge})) // ${step}) * ${step} + (${edge}))`;
}
