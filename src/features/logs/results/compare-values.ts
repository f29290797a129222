import { parseTimespanTicks } from '#core/kql/datetime';
import type { Json } from '#core/kql/vector';
import { type ColumnKind, cellText, isNull } from './result-table';

/** What a value is compared by: numbers or strings of one column, null for null. */
export type SortKey = number | string | null;

const timePattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z$/;

/** A wire datetime padded to seven digits: such texts order as their moments do, to 100 ns. */
const timeKey = (text: string): string => {
  const match = timePattern.exec(text);
  return match ? `${match[1]}.${(match[2] ?? '').padEnd(7, '0')}` : text;
};

const spanKey = (text: string): number => {
  const ticks = parseTimespanTicks(text);
  return ticks ? ticks.micros * 10 + ticks.tenths : Number.NaN;
};

/** Reads what values of a kind of column are compared by. */
export const keyReader = (kind: ColumnKind): ((value: Json | undefined) => SortKey) => {
  switch (kind) {
    case 'number':
      return (value) => (isNull(value) ? null : Number(value));
    case 'bool':
      return (value) => (isNull(value) ? null : value === true || value === 1 ? 1 : 0);
    case 'time':
      return (value) => (isNull(value) ? null : timeKey(cellText(value)));
    case 'span':
      return (value) => (isNull(value) ? null : spanKey(cellText(value)));
    case 'text':
    case 'guid':
    case 'dynamic':
      return (value) => (isNull(value) ? null : cellText(value));
  }
};

/** Distinct keys in ascending order: null, NaN, numbers, strings by code unit (Kusto's order of strings). */
const inOrder = (keys: Iterable<SortKey>): readonly SortKey[] => {
  const numbers: number[] = [];
  const strings: string[] = [];
  const first: SortKey[] = [];
  for (const key of keys) {
    if (typeof key === 'string') strings.push(key);
    else if (key === null) first.unshift(null);
    else if (Number.isNaN(key)) first.push(key);
    else numbers.push(key);
  }
  // oxlint-disable-next-line unicorn/require-array-sort-compare
  return [...first, ...Float64Array.from(numbers).sort(), ...strings.sort()];
};

/**
 * `order` (row numbers) sorted by what `keyAt` gives for each row; rows that are equal keep their order, nulls are the smallest.
 * Distinct keys are sorted once and rows by their rank, as numbers: no comparison function runs per pair of rows.
 */
export const sortRows = (order: Int32Array, keyAt: (row: number) => SortKey, desc: boolean): Int32Array => {
  const ranks = new Map<SortKey, number>();
  const keys = Array.from(order, keyAt);
  for (const key of keys) ranks.set(key, 0);
  const sorted = inOrder(ranks.keys());
  for (const [rank, key] of sorted.entries()) ranks.set(key, desc ? sorted.length - 1 - rank : rank);
  const size = Math.max(1, order.length);
  const packed = new Float64Array(order.length);
  for (let at = 0; at < packed.length; at++) packed[at] = (ranks.get(keys[at] ?? null) ?? 0) * size + at;
  packed.sort();
  return Int32Array.from(packed, (value) => order[value % size] ?? 0);
};
