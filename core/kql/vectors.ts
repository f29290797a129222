import type { ColumnType } from './schema';
import type { Json, Vector } from './vector';

export type TextVector = Extract<Vector, { kind: 'text' }>;
export type NumberVector = Extract<Vector, { kind: 'number' }>;
export type JsonVector = Extract<Vector, { kind: 'json' }>;

/** How values of a type are kept in a vector. */
export const vectorKind = (type: ColumnType): Vector['kind'] =>
  type === 'string' || type === 'guid' ? 'text' : type === 'dynamic' ? 'json' : 'number';

/** True where the row holds Kusto's null; a string never does. */
export const isNullAt = (vector: Vector, row: number): boolean => {
  switch (vector.kind) {
    case 'text':
      return (vector.codes[row] ?? -1) < 0;
    case 'number':
      return vector.nulls !== undefined && vector.nulls[row] === 1;
    case 'json':
      return (vector.values[row] ?? null) === null;
  }
};

/** Text of a row; the empty string for null. */
export const textAt = (vector: TextVector, row: number): string => vector.dictionary[vector.codes[row] ?? -1] ?? '';

/** Reads text cells of any vector kind as strings is `toText`; this one only wraps strings into a fresh vector. */
export const textVector = (values: readonly (string | null)[]): TextVector => {
  const builder = textBuilder(values.length);
  for (let row = 0; row < values.length; row++) builder.set(row, values[row] ?? null);
  return builder.finish();
};

/** Builds one dictionary-encoded vector; each distinct text is stored once. */
export const textBuilder = (length: number) => {
  const dictionary: string[] = [];
  const known = new Map<string, number>();
  const codes = new Int32Array(length).fill(-1);
  return {
    set: (row: number, value: string | null): void => {
      if (value === null) return;
      let code = known.get(value);
      if (code === undefined) {
        code = dictionary.length;
        known.set(value, code);
        dictionary.push(value);
      }
      codes[row] = code;
    },
    finish: (): TextVector => ({ kind: 'text', dictionary, codes }),
  };
};

/** Builds a number vector row by row; nulls, tenths and exact big longs are only kept when they occur. */
export const numberBuilder = (length: number) => {
  const values = new Float64Array(length);
  let nulls: Uint8Array | undefined;
  let tenths: Uint8Array | undefined;
  let big: Map<number, bigint> | undefined;
  return {
    values,
    set: (row: number, value: number): void => {
      values[row] = value;
    },
    setNull: (row: number): void => {
      nulls ??= new Uint8Array(length);
      nulls[row] = 1;
    },
    setTicks: (row: number, micros: number, tenth: number): void => {
      values[row] = micros;
      if (tenth !== 0) {
        tenths ??= new Uint8Array(length);
        tenths[row] = tenth;
      }
    },
    setBig: (row: number, value: bigint): void => {
      values[row] = Number(value);
      if (!Number.isSafeInteger(Number(value))) {
        big ??= new Map();
        big.set(row, value);
      }
    },
    finish: (): NumberVector => ({
      kind: 'number',
      values,
      ...(nulls && { nulls }),
      ...(tenths && { tenths }),
      ...(big && { big }),
    }),
  };
};

export const jsonVector = (values: readonly Json[]): JsonVector => ({ kind: 'json', values });

/** Null (or empty text) in every row. */
export const nullVector = (type: ColumnType, length: number): Vector => {
  switch (vectorKind(type)) {
    case 'text':
      return { kind: 'text', dictionary: [''], codes: new Int32Array(length).fill(type === 'string' ? 0 : -1) };
    case 'number':
      return { kind: 'number', values: new Float64Array(length), nulls: new Uint8Array(length).fill(1) };
    case 'json':
      return { kind: 'json', values: Array.from<Json>({ length }).fill(null) };
  }
};

const gatherNumbers = (vector: NumberVector, rows: Int32Array, length: number): NumberVector => {
  const source = vector.values;
  const values = new Float64Array(length);
  for (let row = 0; row < length; row++) values[row] = source[rows[row] ?? 0] ?? 0;
  const bytes = (from: Uint8Array | undefined): Uint8Array | undefined => {
    if (!from) return undefined;
    const to = new Uint8Array(length);
    for (let row = 0; row < length; row++) to[row] = from[rows[row] ?? 0] ?? 0;
    return to;
  };
  const nulls = bytes(vector.nulls);
  const tenths = bytes(vector.tenths);
  let big: Map<number, bigint> | undefined;
  if (vector.big && vector.big.size > 0) {
    for (let row = 0; row < length; row++) {
      const exact = vector.big.get(rows[row] ?? 0);
      if (exact !== undefined) (big ??= new Map()).set(row, exact);
    }
  }
  return { kind: 'number', values, ...(nulls && { nulls }), ...(tenths && { tenths }), ...(big && { big }) };
};

/** The rows `rows[0..length)` of a vector, in that order. */
export const gather = (vector: Vector, rows: Int32Array, length: number): Vector => {
  switch (vector.kind) {
    case 'text': {
      const source = vector.codes;
      const codes = new Int32Array(length);
      for (let row = 0; row < length; row++) codes[row] = source[rows[row] ?? 0] ?? -1;
      return { kind: 'text', dictionary: vector.dictionary, codes };
    }
    case 'number':
      return gatherNumbers(vector, rows, length);
    case 'json': {
      const source = vector.values;
      const values: Json[] = [];
      for (let row = 0; row < length; row++) values.push(source[rows[row] ?? 0] ?? null);
      return { kind: 'json', values };
    }
  }
};

/** As `gather`, where row -1 gives null (empty for a string): the unmatched side of an outer join. */
export const gatherOrNull = (vector: Vector, type: ColumnType, rows: Int32Array, length: number): Vector => {
  let missing = false;
  for (let row = 0; row < length && !missing; row++) missing = (rows[row] ?? -1) < 0;
  if (!missing) return gather(vector, rows, length);
  const found = gather(
    vector,
    rows.map((row) => Math.max(row, 0)),
    length,
  );
  switch (found.kind) {
    case 'text': {
      if (type !== 'string') {
        for (let row = 0; row < length; row++) if ((rows[row] ?? -1) < 0) found.codes[row] = -1;
        return found;
      }
      const builder = textBuilder(length);
      for (let row = 0; row < length; row++) builder.set(row, (rows[row] ?? -1) < 0 ? '' : textAt(found, row));
      return builder.finish();
    }
    case 'number': {
      const nulls = found.nulls ?? new Uint8Array(length);
      for (let row = 0; row < length; row++) if ((rows[row] ?? -1) < 0) nulls[row] = 1;
      return { ...found, nulls };
    }
    case 'json':
      return { kind: 'json', values: found.values.map((value, row) => ((rows[row] ?? -1) < 0 ? null : value)) };
  }
};
