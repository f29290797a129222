import type { Expr } from '#core/kql/plan';
import { kindOf, wholeLiteral } from './duckdb-literal';

/** Microseconds from the first day of year 1, where Kusto's bins of datetimes begin, to 1970. */
const yearOne = 62_135_596_800_000_000n;

/** A bin of time: its number, which is cheaper to group by, and the time a number stands for. */
export type TimeBin = { readonly number: string; readonly time: (number: string) => string };

/** `bin(value, size)` of a datetime; undefined where the size is not a positive constant timespan. */
export function timeBin(value: Expr, sql: string, size: Expr | undefined): TimeBin | undefined {
  const step = wholeLiteral(size, 'timespan');
  if (value.type !== 'datetime' || step === undefined || step <= 0n) return undefined;
  return {
    // Times are on or after year 1, so that the division is never of a negative.
    number: `((epoch_us(${sql}) + ${yearOne}) // ${step})`,
    time: (number) => `make_timestamp(${number} * ${step} - ${yearOne})`,
  };
}

/** `bin(value, size)` of a value whose SQL is known; undefined where the size is not a positive constant of its kind. */
export function binSql(value: Expr, sql: string, size: Expr | undefined): string | undefined {
  if (size?.kind !== 'literal') return undefined;
  const step = wholeLiteral(size, size.type);
  if (step === undefined || step <= 0n) return undefined;
  const kind = kindOf(value.type);
  const bins = timeBin(value, sql, size);
  if (bins !== undefined) return bins.time(bins.number);
  const sameKind =
    (kind === 'whole' && kindOf(size.type) === 'whole') || (kind === 'timespan' && size.type === 'timespan');
  return sameKind ? `(${sql} - ((${sql} % ${step}) + ${step}) % ${step})` : undefined;
}

/** `bin_at`: bins of datetimes that start at a point of their own, as clocks and calendars of a zone need. */
export function timeBinAt(
  value: Expr,
  sql: string,
  size: Expr | undefined,
  fixed: Expr | undefined,
): TimeBin | undefined {
  const step = wholeLiteral(size, 'timespan');
  const point = wholeLiteral(fixed, 'datetime');
  if (value.type !== 'datetime' || step === undefined || step <= 0n || point === undefined) return undefined;
  // The last edge on or before year 1, so that the division is never of a negative.
  const edge = point - ((point + yearOne) / step + 1n) * step;
  return {
    number: `((epoch_us(${sql}) - (${edge})) // ${step})`,
    time: (number) => `make_timestamp(${number} * ${step} + (${edge}))`,
  };
}
