import type { TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Vector } from '../vector';
import { gather } from '../vectors';
import { createKeyIndex } from './key-index';
import { PairIndex } from './pair-index';

/** Numbers distinct tuples of values in the order they first occur. Without keys all rows are group 0. */
export type GroupIndex = {
  readonly size: () => number;
  /** The group of each row. The array is reused by the next call. */
  readonly assign: (keys: readonly TypedVector[], length: number) => Int32Array;
  /** As `assign`, without adding: -1 for a tuple not seen. */
  readonly find: (keys: readonly TypedVector[], length: number) => Int32Array;
  /** One vector per key, by group. */
  readonly values: () => readonly Vector[];
};

const stepOf = (key: TypedVector): 0 | 1 => (key.constant ? 0 : 1);

const pick = (from: Int32Array, rows: Int32Array): Int32Array<ArrayBuffer> => {
  const picked = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = from[rows[at] ?? 0] ?? 0;
  return picked;
};

export const createGroupIndex = (types: readonly ColumnType[]): GroupIndex => {
  const indexes = types.map((type) => createKeyIndex(type, types.length > 1));
  // Pair i joins the tuple of keys 0..i with key i + 1.
  const pairs = indexes.slice(1).map(() => new PairIndex());
  let first = new Int32Array(0);
  let second = new Int32Array(0);
  let seen = false;

  const run = (keys: readonly TypedVector[], length: number, create: boolean): Int32Array => {
    if (second.length < length) second = new Int32Array(length);
    if (first.length < length) first = new Int32Array(length);
    const out = first;
    if (keys.length === 0) out.fill(0, 0, length);
    let firsts: Int32Array = out;
    keys.forEach((key, position) => {
      const index = indexes[position];
      const pair = pairs[position - 1];
      const into = position === 0 ? out : second;
      let ids: Int32Array = into;
      if (create) ids = index?.assign(key.vector, stepOf(key), length, into) ?? into;
      else index?.find(key.vector, stepOf(key), length, into);
      if (!pair) firsts = ids;
      else if (create) pair.assignAll(out, firsts, ids, length);
      else for (let row = 0; row < length; row++) out[row] = pair.find(firsts[row] ?? -1, ids[row] ?? -1);
      if (pair) firsts = out;
    });
    if (length > 0) seen = true;
    return out;
  };

  const size = (): number => {
    if (types.length === 0) return seen ? 1 : 0;
    return pairs.at(-1)?.size ?? indexes[0]?.size() ?? 0;
  };

  return {
    size,
    assign: (keys, length) => run(keys, length, true),
    find: (keys, length) => run(keys, length, false),
    values: () => {
      const total = size();
      const vectors: Vector[] = [];
      let rows = new Int32Array(total);
      for (let row = 0; row < total; row++) rows[row] = row;
      for (let position = types.length - 1; position >= 0; position--) {
        const values = indexes[position]?.values();
        const pair = pairs[position - 1];
        const own = pair ? pick(pair.seconds, rows) : rows;
        if (values) vectors.unshift(gather(values, own, total));
        if (pair) rows = pick(pair.firsts, rows);
      }
      return vectors;
    },
  };
};
