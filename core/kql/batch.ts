import {
  boolOfCell,
  datetimeOfCell,
  dynamicOfCell,
  guidOfText,
  intOf,
  longOfCell,
  realOfCell,
  stringOfCell,
  timespanOfCell,
} from './cells';
import type { ColumnSchema, ColumnType } from './schema';
import type { Batch, Json, Vector } from './vector';
import { nullVector } from './vectors';

/** Grows one column. `add` takes a cell as on the wire; the typed setters are for hot loops and skip conversion. */
export type ColumnBuilder = {
  readonly add: (cell: Json | undefined) => void;
  /** Text as it is (string, guid); null is empty for a string. */
  readonly addText: (value: string | null) => void;
  /** Number as it is held: microseconds for datetime and timespan, 0 or 1 for bool. */
  readonly addNumber: (value: number | null) => void;
  readonly finish: (length: number) => Vector;
};

const textColumn = (type: 'string' | 'guid'): ColumnBuilder => {
  const dictionary: string[] = type === 'string' ? [''] : [];
  const known = new Map<string, number>(type === 'string' ? [['', 0]] : []);
  const missing = type === 'string' ? 0 : -1;
  let codes = new Int32Array(1024);
  let length = 0;
  let last = '';
  let lastCode = missing;
  const addText = (value: string | null): void => {
    if (length === codes.length) {
      const grown = new Int32Array(length * 2);
      grown.set(codes);
      codes = grown;
    }
    if (value === null) {
      codes[length++] = missing;
      return;
    }
    if (value !== last || lastCode < 0) {
      let code = known.get(value);
      if (code === undefined) {
        code = dictionary.length;
        known.set(value, code);
        dictionary.push(value);
      }
      last = value;
      lastCode = code;
    }
    codes[length++] = lastCode;
  };
  return {
    add:
      type === 'string'
        ? (cell) => addText(stringOfCell(cell))
        : (cell) => addText(typeof cell === 'string' ? guidOfText(cell) : null),
    addText,
    addNumber: (value) => addText(value === null ? null : String(value)),
    finish: (count) => {
      for (let rest = count - length; rest > 0; rest--) addText(null);
      return { kind: 'text', dictionary, codes: codes.subarray(0, count) };
    },
  };
};

const numberColumn = (type: ColumnType): ColumnBuilder => {
  let values = new Float64Array(1024);
  let nulls: Uint8Array | undefined;
  let tenths: Uint8Array | undefined;
  let big: Map<number, bigint> | undefined;
  let length = 0;
  const grownBytes = (bytes: Uint8Array | undefined): Uint8Array => {
    const grown = new Uint8Array(values.length);
    if (bytes) grown.set(bytes);
    return grown;
  };
  const addNumber = (value: number | null): void => {
    if (length === values.length) {
      const grown = new Float64Array(length * 2);
      grown.set(values);
      values = grown;
      if (nulls) nulls = grownBytes(nulls);
      if (tenths) tenths = grownBytes(tenths);
    }
    if (value === null) {
      nulls ??= grownBytes(undefined);
      nulls[length++] = 1;
    } else {
      values[length++] = value;
    }
  };
  const addTicks = (ticks: { micros: number; tenths: number } | null): void => {
    addNumber(ticks ? ticks.micros : null);
    if (ticks && ticks.tenths !== 0) (tenths ??= grownBytes(undefined))[length - 1] = ticks.tenths;
  };
  const addLong = (value: number | bigint | null): void => {
    addNumber(value === null ? null : Number(value));
    if (typeof value === 'bigint') (big ??= new Map()).set(length - 1, value);
  };
  const adders: Partial<Record<ColumnType, (cell: Json | undefined) => void>> = {
    bool: (cell) => {
      const value = boolOfCell(cell);
      addNumber(value === null ? null : Number(value));
    },
    int: (cell) => addNumber(intOf(longOfCell(cell))),
    long: (cell) => addLong(longOfCell(cell)),
    datetime: (cell) => addTicks(datetimeOfCell(cell)),
    timespan: (cell) => addTicks(timespanOfCell(cell)),
  };
  return {
    add: adders[type] ?? ((cell) => addNumber(realOfCell(cell))),
    addText: (value) => (adders[type] ?? ((cell) => addNumber(realOfCell(cell))))(value),
    addNumber,
    finish: (count) => {
      for (let rest = count - length; rest > 0; rest--) addNumber(null);
      return {
        kind: 'number',
        values: values.subarray(0, count),
        ...(nulls && { nulls: nulls.subarray(0, count) }),
        ...(tenths && { tenths: tenths.subarray(0, count) }),
        ...(big && { big }),
      };
    },
  };
};

const jsonColumn = (): ColumnBuilder => {
  const values: Json[] = [];
  return {
    add: (cell) => {
      values.push(dynamicOfCell(cell));
    },
    addText: (value) => {
      values.push(value);
    },
    addNumber: (value) => {
      values.push(value);
    },
    finish: (count) => {
      while (values.length < count) values.push(null);
      return { kind: 'json', values };
    },
  };
};

/** A growing column of a type; `finish(length)` fills up with nulls and must be called once. */
export const createColumnBuilder = (type: ColumnType): ColumnBuilder =>
  type === 'string' || type === 'guid' ? textColumn(type) : type === 'dynamic' ? jsonColumn() : numberColumn(type);

/**
 * Builds a batch row by row. Either `append` whole rows of wire cells, or add one value to each of `columns[i]` and then
 * count the row with `endRow` (columns left behind are padded with null only at the end, so add to every column).
 */
export const createBatchBuilder = (columns: readonly ColumnSchema[]) => {
  const builders = columns.map((column) => createColumnBuilder(column.type));
  let length = 0;
  return {
    columns: builders,
    append: (row: Readonly<Record<string, Json | undefined>>): void => {
      for (let index = 0; index < builders.length; index++) builders[index]?.add(row[columns[index]?.name ?? '']);
      length++;
    },
    endRow: (): void => {
      length++;
    },
    finish: (): Batch => ({ columns, vectors: builders.map((builder) => builder.finish(length)), length }),
  };
};

/**
 * A batch from rows of wire cells: ISO datetimes, timespan text, numbers, JSON values or JSON text for dynamic. Missing
 * or unconvertible cells are null (empty for string), as in Azure's ingestion.
 */
export const batchFromRows = (
  columns: readonly ColumnSchema[],
  rows: readonly Readonly<Record<string, Json | undefined>>[],
): Batch => ({
  columns,
  vectors: columns.map(({ name, type }) => {
    const builder = createColumnBuilder(type);
    let last = rows.length;
    while (last > 0 && rows[last - 1]?.[name] === undefined) last--;
    if (last === 0) return nullVector(type, rows.length);
    for (let row = 0; row < last; row++) builder.add(rows[row]?.[name]);
    return builder.finish(rows.length);
  }),
  length: rows.length,
});

const concatText = (parts: readonly { vector: Vector; length: number }[], total: number): Vector => {
  const codes = new Int32Array(total);
  const first = parts[0]?.vector;
  const shared = first?.kind === 'text' ? first.dictionary : [];
  const same = parts.every(({ vector }) => vector.kind === 'text' && vector.dictionary === shared);
  const dictionary: string[] = [];
  const known = new Map<string, number>();
  const maps = new Map<readonly string[], Int32Array>();
  let offset = 0;
  for (const { vector, length } of parts) {
    if (vector.kind !== 'text') continue;
    if (same) {
      codes.set(vector.codes.subarray(0, length), offset);
    } else {
      let map = maps.get(vector.dictionary);
      if (!map) {
        map = new Int32Array(vector.dictionary.length).fill(-2);
        maps.set(vector.dictionary, map);
      }
      for (let row = 0; row < length; row++) {
        const code = vector.codes[row] ?? -1;
        let mapped = code < 0 ? -1 : (map[code] ?? -2);
        if (mapped === -2) {
          const text = vector.dictionary[code] ?? '';
          mapped = known.get(text) ?? -1;
          if (mapped < 0) {
            mapped = dictionary.length;
            known.set(text, mapped);
            dictionary.push(text);
          }
          map[code] = mapped;
        }
        codes[offset + row] = mapped;
      }
    }
    offset += length;
  }
  return { kind: 'text', dictionary: same ? shared : dictionary, codes };
};

const concatNumbers = (parts: readonly { vector: Vector; length: number }[], total: number): Vector => {
  const values = new Float64Array(total);
  let nulls: Uint8Array | undefined;
  let tenths: Uint8Array | undefined;
  let big: Map<number, bigint> | undefined;
  let offset = 0;
  for (const { vector, length } of parts) {
    if (vector.kind === 'number') {
      values.set(vector.values.subarray(0, length), offset);
      if (vector.nulls) (nulls ??= new Uint8Array(total)).set(vector.nulls.subarray(0, length), offset);
      if (vector.tenths) (tenths ??= new Uint8Array(total)).set(vector.tenths.subarray(0, length), offset);
      if (vector.big)
        for (const [row, exact] of vector.big) if (row < length) (big ??= new Map()).set(offset + row, exact);
    }
    offset += length;
  }
  return { kind: 'number', values, ...(nulls && { nulls }), ...(tenths && { tenths }), ...(big && { big }) };
};

const concatJson = (parts: readonly { vector: Vector; length: number }[]): Vector => {
  const values: Json[] = [];
  for (const { vector, length } of parts) {
    if (vector.kind === 'json') for (let row = 0; row < length; row++) values.push(vector.values[row] ?? null);
  }
  return { kind: 'json', values };
};

/** One batch with the rows of all, in order. All have the given columns, in the same order. */
export const concatBatches = (columns: readonly ColumnSchema[], batches: readonly Batch[]): Batch => {
  const [only] = batches;
  if (only && batches.length === 1) return only;
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const vectors = columns.map(({ type }, index) => {
    const parts = batches.flatMap((batch) => {
      const vector = batch.vectors[index];
      return vector ? [{ vector, length: batch.length }] : [];
    });
    if (parts.length === 0) return nullVector(type, 0);
    switch (parts[0]?.vector.kind) {
      case 'text':
        return concatText(parts, length);
      case 'json':
        return concatJson(parts);
      default:
        return concatNumbers(parts, length);
    }
  });
  return { columns, vectors, length };
};
