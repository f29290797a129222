import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { ColumnSchema } from '#core/kql/schema';
import type { Batch, Json, Vector } from '#core/kql/vector';
import { eachText, isValid, validityOf } from './duckdb-strings';
import { storageOf } from './duckdb-types';

/**
 * Rows out of DuckDB. `transported` casts a column to what crosses the boundary cheaply (datetimes as doubles), and a
 * `BatchReader` turns chunks of a result with such columns into batches.
 */

const two32 = 2 ** 32;
/** Rows gathered into one batch: large enough to amortise the executor's work per batch. */
const batchRows = 32 * 2048;
/** A dictionary grows over the batches of a scan up to here, then the next batch starts a new one. */
const dictionaryLimit = 262_144;

/** SQL that yields a column in the form `BatchReader` reads. */
export const transported = (sql: string, column: ColumnSchema): string => {
  switch (column.type) {
    case 'datetime':
      return `epoch_us(${sql})::DOUBLE`;
    case 'timespan':
      return `(${sql})::DOUBLE`;
    default:
      return sql;
  }
};

type ColumnReader = {
  /** Takes in the next chunk's column. */
  readonly add: (chunk: DuckDBDataChunk, index: number, count: number) => void;
  /** Vector of all rows since the last call. */
  readonly take: (length: number) => Vector;
};

/** Room for `needed` entries: small replies stay small, big scans double their way up. */
const grown = (length: number, needed: number): number => Math.max(length * 2, needed);

function numberReader(kind: 'int64' | 'double' | 'bool'): ColumnReader {
  let values = new Float64Array(0);
  let nulls: Uint8Array | undefined;
  let big: Map<number, bigint> | undefined;
  let filled = 0;
  return {
    add: (chunk, index, count) => {
      const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
      const data = duckdb.vector_get_data(vector, count * (kind === 'bool' ? 1 : 8));
      const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
      const validity = validityOf(vector, count);
      if (filled + count > values.length) {
        const wider = new Float64Array(grown(values.length, filled + count));
        wider.set(values);
        values = wider;
      }
      for (let row = 0; row < count; row++) {
        const at = filled + row;
        if (!isValid(validity, row)) {
          nulls ??= new Uint8Array(batchRows);
          nulls[at] = 1;
          values[at] = 0;
        } else if (kind === 'double') values[at] = view.getFloat64(row * 8, true);
        else if (kind === 'bool') values[at] = data[row] ?? 0;
        else {
          const value = view.getInt32(row * 8 + 4, true) * two32 + view.getUint32(row * 8, true);
          values[at] = value;
          if (!Number.isSafeInteger(value)) (big ??= new Map()).set(at, view.getBigInt64(row * 8, true));
        }
      }
      filled += count;
    },
    take: (length) => {
      const vector: Vector = {
        kind: 'number',
        values: values.subarray(0, length),
        ...(nulls === undefined ? {} : { nulls: nulls.subarray(0, length) }),
        ...(big === undefined ? {} : { big }),
      };
      values = new Float64Array(0);
      nulls = undefined;
      big = undefined;
      filled = 0;
      return vector;
    },
  };
}

function textReader(nullable: boolean): ColumnReader {
  let dictionary: string[] = [];
  let codeOf = new Map<string, number>();
  let codes = new Int32Array(0);
  let filled = 0;
  const encode = (text: string): number => {
    const known = codeOf.get(text);
    if (known !== undefined) return known;
    const code = dictionary.push(text) - 1;
    codeOf.set(text, code);
    return code;
  };
  return {
    add: (chunk, index, count) => {
      if (filled + count > codes.length) {
        const wider = new Int32Array(grown(codes.length, filled + count));
        wider.set(codes);
        codes = wider;
      }
      eachText(chunk, index, count, encode, (row, code) => {
        codes[filled + row] = code ?? (nullable ? -1 : encode(''));
      });
      filled += count;
    },
    take: (length) => {
      const vector: Vector = { kind: 'text', dictionary, codes: codes.subarray(0, length) };
      codes = new Int32Array(0);
      filled = 0;
      if (dictionary.length > dictionaryLimit) {
        dictionary = [];
        codeOf = new Map();
      }
      return vector;
    },
  };
}

function jsonReader(): ColumnReader {
  let values: Json[] = [];
  return {
    add: (chunk, index, count) => {
      const from = values.length;
      eachText(
        chunk,
        index,
        count,
        (text): Json => JSON.parse(text),
        (row, value) => {
          values[from + row] = value;
        },
      );
    },
    take: () => {
      const vector: Vector = { kind: 'json', values };
      values = [];
      return vector;
    },
  };
}

const readerFor = (column: ColumnSchema): ColumnReader => {
  const storage = storageOf(column.type);
  if (storage.kind === 'text') return textReader(storage.nullable);
  if (storage.kind === 'json') return jsonReader();
  return numberReader(column.type === 'datetime' || column.type === 'timespan' ? 'double' : storage.kind);
};

export type BatchReader = {
  /** Takes in a chunk; returns a batch when enough rows are gathered. */
  readonly add: (chunk: DuckDBDataChunk) => Batch | undefined;
  /** The remaining rows, if any. */
  readonly finish: () => Batch | undefined;
};

/** Reads chunks whose columns are `columns` in order, each as `transported` yields it. */
export function createBatchReader(columns: readonly ColumnSchema[]): BatchReader {
  const readers = columns.map(readerFor);
  let length = 0;
  const take = (): Batch | undefined => {
    if (length === 0) return undefined;
    const batch: Batch = { columns, vectors: readers.map((reader) => reader.take(length)), length };
    length = 0;
    return batch;
  };
  return {
    add: (chunk) => {
      const count = chunk.rowCount;
      readers.forEach((reader, index) => reader.add(chunk, index, count));
      length += count;
      return length + 2048 > batchRows ? take() : undefined;
    },
    finish: take,
  };
}
