import type { ColumnSchema } from './schema';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * One value outside a vector. datetime and timespan: microseconds (UTC since 1970, or length) as a number, with whole
 * tenths of a microsecond kept apart only inside expressions. long past 2^53: bigint. dynamic: `{ json }`.
 */
export type Scalar = null | boolean | number | bigint | string | { readonly json: Json };

/**
 * A column of one batch.
 * - `text` (string, guid): dictionary-encoded. `codes[row]` indexes `dictionary`; -1 is null and occurs for guid only,
 *   because a Kusto string is never null, it is empty. Batches of one stored column share one dictionary array, which may
 *   grow but never changes what it holds (and holds each text once), so a predicate can be evaluated once per entry and cached by array identity.
 * - `number` (bool as 0/1, int, long, real, decimal, datetime and timespan in microseconds). `nulls[row] === 1` is null
 *   (absent array: no nulls). `tenths`: 0-9 tenths of a microsecond to add, only where 100 ns matter. `big`: exact
 *   values of longs past 2^53, by row.
 * - `json` (dynamic): values as parsed JSON, null for null.
 */
export type Vector =
  | { readonly kind: 'text'; readonly dictionary: readonly string[]; readonly codes: Int32Array }
  | {
      readonly kind: 'number';
      readonly values: Float64Array;
      readonly nulls?: Uint8Array;
      readonly tenths?: Uint8Array;
      readonly big?: ReadonlyMap<number, bigint>;
      /** Bounds that all values keep, where a store knows them: a filter may then decide a batch without reading it. */
      readonly range?: readonly [least: number, greatest: number];
    }
  | { readonly kind: 'json'; readonly values: readonly Json[] };

/** Rows in columns. `vectors[i]` holds `columns[i]`; every vector has at least `length` entries, the rest is ignored. */
export type Batch = {
  readonly columns: readonly ColumnSchema[];
  readonly vectors: readonly Vector[];
  readonly length: number;
};
