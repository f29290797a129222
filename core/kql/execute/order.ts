import type { SortKey } from '../plan';
import type { TypedVector } from '../registry';
import type { Vector } from '../vector';
import { isNullAt } from '../vectors';

/**
 * A sort key as one number a row, so that comparing rows compares floats: smaller goes first whatever the direction.
 * Text is ranked within the rows at hand. `fine` breaks ties that Float64 cannot see (tenths, longs past 2^53).
 */
export type SortColumn = { readonly ranks: Float64Array; readonly fine?: (left: number, right: number) => number };

const jsonSortText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

const textRanks = (vector: Extract<Vector, { kind: 'text' }>, length: number): Float64Array => {
  const ranks = new Float64Array(length);
  const used = new Set<number>();
  for (let row = 0; row < length; row++) used.add(vector.codes[row] ?? -1);
  const text = (code: number): string => vector.dictionary[code] ?? '';
  const sorted = [...used].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
  const rankOf = new Map<number, number>();
  let rank = 0;
  sorted.forEach((code, index) => {
    if (index > 0 && text(code) !== text(sorted[index - 1] ?? -1)) rank++;
    rankOf.set(code, rank);
  });
  for (let row = 0; row < length; row++) ranks[row] = rankOf.get(vector.codes[row] ?? -1) ?? 0;
  return ranks;
};

const jsonRanks = (vector: Extract<Vector, { kind: 'json' }>, length: number): Float64Array => {
  const texts = Array.from({ length }, (_, row) => jsonSortText(vector.values[row]));
  const sorted = [...new Set(texts)].sort();
  const rankOf = new Map(sorted.map((text, rank) => [text, rank]));
  return Float64Array.from(texts, (text) => rankOf.get(text) ?? 0);
};

/** A later key of text: compared where the keys before it tie, which is cheaper than ranking every text. */
const textTies = (vector: Extract<Vector, { kind: 'text' }>, key: SortKey, length: number): SortColumn => {
  const { codes, dictionary } = vector;
  const text = (row: number): string => dictionary[codes[row] ?? -1] ?? '';
  const sign = key.descending ? -1 : 1;
  const nullSign = key.nullsFirst ? -1 : 1;
  return {
    ranks: new Float64Array(length),
    fine: (left, right) => {
      const leftNull = (codes[left] ?? -1) < 0;
      const rightNull = (codes[right] ?? -1) < 0;
      if (leftNull || rightNull) return leftNull === rightNull ? 0 : leftNull ? nullSign : -nullSign;
      const a = text(left);
      const b = text(right);
      return a === b ? 0 : (a < b ? -1 : 1) * sign;
    },
  };
};

/** Ranks of a key. Nulls and NaN are placed by `nullsFirst`; NaN stands beside the nulls, nearer the values. */
export const sortColumn = (key: SortKey, column: TypedVector, length: number, primary = true): SortColumn => {
  const { vector } = column;
  if (vector.kind === 'text' && !primary && !column.constant) return textTies(vector, key, length);
  if (column.constant) return { ranks: new Float64Array(length) };
  const sign = key.descending ? -1 : 1;
  const source =
    vector.kind === 'text'
      ? textRanks(vector, length)
      : vector.kind === 'json'
        ? jsonRanks(vector, length)
        : vector.values;
  const ranks = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const value = source[row] ?? 0;
    if (isNullAt(vector, row)) ranks[row] = key.nullsFirst ? -Infinity : Infinity;
    else if (Number.isNaN(value)) ranks[row] = key.nullsFirst ? -Number.MAX_VALUE : Number.MAX_VALUE;
    else ranks[row] = value * sign;
  }
  if (vector.kind !== 'number' || (!vector.tenths && !vector.big)) return { ranks };
  const { tenths, big, values } = vector;
  const exact = (row: number): bigint => big?.get(row) ?? BigInt(Math.trunc(values[row] ?? 0));
  return {
    ranks,
    fine: (left, right) => {
      if (isNullAt(vector, left) || isNullAt(vector, right)) return 0;
      if (big) {
        const a = exact(left);
        const b = exact(right);
        return a === b ? 0 : (a < b ? -1 : 1) * sign;
      }
      return ((tenths?.[left] ?? 0) - (tenths?.[right] ?? 0)) * sign;
    },
  };
};

/** Row numbers in sorted order; equal rows keep their order. */
export const sortRows = (columns: readonly SortColumn[], length: number): Int32Array => {
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  const compare = (left: number, right: number): number => {
    for (const { ranks, fine } of columns) {
      const a = ranks[left] ?? 0;
      const b = ranks[right] ?? 0;
      if (a < b) return -1;
      if (a > b) return 1;
      const finer = fine ? fine(left, right) : 0;
      if (finer !== 0) return finer;
    }
    return left - right;
  };
  let sorted = true;
  for (let row = 1; row < length && sorted; row++) sorted = compare(row - 1, row) < 0;
  return sorted ? rows : rows.sort(compare);
};

/** The `count`-th smallest rank (`count` at least 1), by a heap with the largest of the smallest on top. */
export const rankBound = (ranks: Float64Array, length: number, count: number): number => {
  const heap = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  // Newest-first questions over rows in time order find their bound at the end.
  for (let row = length - 1; row >= 0; row--) {
    const rank = ranks[row] ?? 0;
    if (rank >= (heap[0] ?? 0)) continue;
    let at = 0;
    for (let child = 1; child < count; child = at * 2 + 1) {
      if (child + 1 < count && (heap[child + 1] ?? 0) > (heap[child] ?? 0)) child++;
      if ((heap[child] ?? 0) <= rank) break;
      heap[at] = heap[child] ?? 0;
      at = child;
    }
    heap[at] = rank;
  }
  return heap[0] ?? Number.POSITIVE_INFINITY;
};
