import { decimalText } from './cells';
import { formatDatetime, formatTimespan } from './datetime';
import type { ColumnType } from './schema';
import type { Batch, Json, Vector } from './vector';

/** A real as JSON can carry it: NaN and the infinities as strings. */
export const wireReal = (value: number): number | string =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';

const numberReader = (type: ColumnType, vector: Extract<Vector, { kind: 'number' }>): ((row: number) => Json) => {
  const { values, nulls, tenths } = vector;
  const orNull =
    (read: (value: number, row: number) => Json) =>
    (row: number): Json =>
      nulls && nulls[row] === 1 ? null : read(values[row] ?? 0, row);
  switch (type) {
    case 'bool':
      return orNull((value) => value !== 0);
    case 'datetime':
      return orNull((value, row) => formatDatetime(value, tenths ? tenths[row] : 0));
    case 'timespan':
      return orNull((value, row) => formatTimespan(value, tenths ? tenths[row] : 0));
    case 'decimal':
      return orNull((value, row) => vector.big?.get(row)?.toString() ?? decimalText(value));
    default:
      return orNull(wireReal);
  }
};

/** Reads cells of a column in the form of the query API's `rows`. A long past 2^53 loses its last digits (see `wireLines`). */
export const wireReader = (type: ColumnType, vector: Vector): ((row: number) => Json) => {
  switch (vector.kind) {
    case 'text':
      return (row) => vector.dictionary[vector.codes[row] ?? -1] ?? (type === 'string' ? '' : null);
    case 'number':
      return numberReader(type, vector);
    case 'json':
      return (row) => {
        const value = vector.values[row] ?? null;
        return value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
      };
  }
};

/**
 * Rows as the query API sends them (design, values in the executor): datetimes in ISO with up to 7 fraction digits,
 * timespans as text, decimals, NaN and infinities as strings, dynamic as JSON text (a dynamic string as that string).
 */
export const wireRows = (batch: Batch): Json[][] => {
  const readers = batch.columns.map(({ type }, index) => {
    const vector = batch.vectors[index];
    return vector ? wireReader(type, vector) : () => null;
  });
  return Array.from({ length: batch.length }, (_, row) => readers.map((read) => read(row)));
};

/** JSON text of each row, `[...]`: as `JSON.stringify` of a row of `wireRows`, with longs past 2^53 exact. */
export const wireLines = (batch: Batch): string[] => {
  const writers = batch.columns.map(({ type }, index) => {
    const vector = batch.vectors[index];
    if (!vector) return () => 'null';
    const read = wireReader(type, vector);
    const big = vector.kind === 'number' && type !== 'decimal' ? vector.big : undefined;
    if (vector.kind === 'text') {
      const quoted: string[] = [];
      return (row: number) => {
        const code = vector.codes[row] ?? -1;
        return code < 0 ? JSON.stringify(read(row)) : (quoted[code] ??= JSON.stringify(read(row)));
      };
    }
    return (row: number) => big?.get(row)?.toString() ?? JSON.stringify(read(row));
  });
  return Array.from({ length: batch.length }, (_, row) => `[${writers.map((write) => write(row)).join(',')}]`);
};
