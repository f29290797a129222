import { DuckDBDataChunk, type DuckDBAppender } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Vector } from '#core/kql/vector';
import type { Storage } from './duckdb-types';

/**
 * Rows into DuckDB, a chunk of 2,048 at a time through the appender. Cells cross into native code in bulk: numbers as one
 * copy per column, and each distinct long string of a chunk once (its 16-byte handle is then repeated for the other
 * rows). Cell by cell it is ten times slower.
 */

type RawVector = ReturnType<typeof duckdb.data_chunk_get_vector>;

/** What to store in one column: a vector, or one value for every row (`undefined`: the column's empty value). */
export type ColumnSource =
  | { readonly kind: 'vector'; readonly storage: Storage; readonly vector: Vector }
  | { readonly kind: 'constant'; readonly storage: Storage; readonly value: number | undefined };

const chunkRows = 2048;
/** DuckDB keeps strings up to this many UTF-8 bytes inside the 16-byte handle. */
const inlineBytes = 12;
const two32 = 2 ** 32;

type Scratch = { readonly bytes: Uint8Array; readonly view: DataView; readonly validity: Uint8Array };

const newScratch = (): Scratch => {
  const bytes = new Uint8Array(chunkRows * 16);
  return { bytes, view: new DataView(bytes.buffer), validity: new Uint8Array(chunkRows / 8) };
};

/** Writes rows to the appender's table, whose columns are stored as `storages` say. */
export function createRowWriter(appender: DuckDBAppender, storages: readonly Storage[]) {
  const chunk = DuckDBDataChunk.create(storages.map(({ duckType }) => duckType));
  const scratch = newScratch();
  return {
    /** Appends the given rows (indexes into the source vectors); `sources` are in the table's column order. */
    write: (sources: readonly ColumnSource[], rows: Int32Array): void => {
      for (let from = 0; from < rows.length; from += chunkRows) {
        const slice = rows.subarray(from, Math.min(from + chunkRows, rows.length));
        chunk.reset();
        chunk.rowCount = slice.length;
        sources.forEach((source, index) =>
          writeColumn(duckdb.data_chunk_get_vector(chunk.chunk, index), source, slice, scratch),
        );
        appender.appendDataChunk(chunk);
      }
    },
  };
}

function writeColumn(target: RawVector, source: ColumnSource, rows: Int32Array, scratch: Scratch): void {
  if (source.kind === 'constant') return writeConstant(target, source, rows.length, scratch);
  const { storage, vector } = source;
  switch (storage.kind) {
    case 'text':
      if (vector.kind !== 'text') throw mismatch(storage, vector);
      return writeText(target, vector.dictionary, vector.codes, rows, storage.nullable, scratch);
    case 'json': {
      if (vector.kind !== 'json') throw mismatch(storage, vector);
      const texts: string[] = [];
      const codes = new Int32Array(rows.length);
      rows.forEach((row, index) => {
        const value = vector.values[row] ?? null;
        codes[index] = value === null ? -1 : texts.push(JSON.stringify(value)) - 1;
      });
      return writeText(target, texts, codes, Int32Array.from(rows.keys()), true, scratch);
    }
    case 'int64':
    case 'double':
    case 'bool':
      if (vector.kind !== 'number') throw mismatch(storage, vector);
      return writeNumbers(target, storage.kind, vector, rows, scratch);
  }
}

const mismatch = (storage: Storage, vector: Vector): Error =>
  new Error(`A ${vector.kind} vector cannot be stored in a ${storage.kind} column.`);

function writeConstant(
  target: RawVector,
  { storage, value }: Extract<ColumnSource, { kind: 'constant' }>,
  count: number,
  scratch: Scratch,
): void {
  const { bytes, view } = scratch;
  const width = storage.kind === 'text' || storage.kind === 'json' ? 16 : storage.kind === 'bool' ? 1 : 8;
  bytes.fill(0, 0, count * width);
  if (value !== undefined) for (let row = 0; row < count; row++) setInt64(view, row * 8, value);
  duckdb.copy_data_to_vector(target, 0, bytes.buffer as ArrayBuffer, 0, count * width);
  if (value === undefined && storage.nullable) {
    scratch.validity.fill(0);
    flushValidity(target, scratch, count);
  }
}

function setInt64(view: DataView, offset: number, value: number): void {
  const high = Math.floor(value / two32);
  view.setUint32(offset, value - high * two32, true);
  view.setInt32(offset + 4, high, true);
}

function flushValidity(target: RawVector, { validity }: Scratch, count: number): void {
  duckdb.vector_ensure_validity_writable(target);
  duckdb.copy_data_to_vector_validity(target, 0, validity.buffer as ArrayBuffer, 0, Math.ceil(count / 64) * 8);
}

function writeNumbers(
  target: RawVector,
  kind: 'int64' | 'double' | 'bool',
  vector: Extract<Vector, { kind: 'number' }>,
  rows: Int32Array,
  scratch: Scratch,
): void {
  const { bytes, view, validity } = scratch;
  const { values, nulls, big } = vector;
  let anyNull = false;
  if (nulls !== undefined) validity.fill(0xff);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    const isNull = nulls !== undefined && nulls[row] === 1;
    const value = isNull ? 0 : (values[row] ?? 0);
    if (isNull) {
      anyNull = true;
      validity[index >> 3] = (validity[index >> 3] ?? 0) & ~(1 << (index & 7));
    }
    if (kind === 'double') view.setFloat64(index * 8, value, true);
    else if (kind === 'bool') bytes[index] = value === 0 ? 0 : 1;
    else {
      const exact = big?.get(row);
      if (exact === undefined) setInt64(view, index * 8, Math.trunc(value));
      else view.setBigInt64(index * 8, exact, true);
    }
  }
  duckdb.copy_data_to_vector(target, 0, bytes.buffer as ArrayBuffer, 0, rows.length * (kind === 'bool' ? 1 : 8));
  if (anyNull) flushValidity(target, scratch, rows.length);
}

function writeText(
  target: RawVector,
  dictionary: readonly string[],
  codes: Int32Array,
  rows: Int32Array,
  nullable: boolean,
  scratch: Scratch,
): void {
  const { bytes, view, validity } = scratch;
  const count = rows.length;
  bytes.fill(0, 0, count * 16);
  /** Row in this chunk where a code was first met. */
  const firstRow = new Map<number, number>();
  const origin = new Int32Array(count);
  let longStrings = false;
  let anyNull = false;
  let lastCode = -2;
  let lastOrigin = 0;
  for (let index = 0; index < count; index++) {
    const code = codes[rows[index] ?? 0] ?? -1;
    if (code !== lastCode) {
      lastCode = code;
      const seen = firstRow.get(code);
      lastOrigin = seen ?? index;
      if (seen === undefined) {
        firstRow.set(code, index);
        const text = code < 0 ? '' : (dictionary[code] ?? '');
        if (!writeInline(bytes, view, index * 16, text)) {
          duckdb.vector_assign_string_element(target, index, text);
          longStrings = true;
        }
      }
    }
    origin[index] = lastOrigin;
    if (code < 0 && nullable) {
      if (!anyNull) validity.fill(0xff);
      anyNull = true;
      validity[index >> 3] = (validity[index >> 3] ?? 0) & ~(1 << (index & 7));
    }
  }
  if (longStrings) {
    const assigned = duckdb.vector_get_data(target, count * 16);
    for (const row of firstRow.values()) {
      // Inline strings were written to the scratch bytes only; a long one is not there yet and its length shows it.
      if (view.getUint32(row * 16, true) === longMarker)
        bytes.set(assigned.subarray(row * 16, row * 16 + 16), row * 16);
    }
  }
  for (let index = 0; index < count; index++) {
    const from = origin[index] ?? index;
    if (from !== index) bytes.copyWithin(index * 16, from * 16, from * 16 + 16);
  }
  duckdb.copy_data_to_vector(target, 0, bytes.buffer as ArrayBuffer, 0, count * 16);
  if (anyNull) flushValidity(target, scratch, count);
}

const longMarker = 0xffffffff;

/** Writes the handle of a short string; false (and a marker in its place) for one that needs DuckDB's own heap. */
function writeInline(bytes: Uint8Array, view: DataView, offset: number, text: string): boolean {
  const { length } = text;
  if (length <= inlineBytes) {
    let index = 0;
    for (; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) break;
      bytes[offset + 4 + index] = unit;
    }
    if (index === length) {
      view.setUint32(offset, length, true);
      return true;
    }
    const encoded = Buffer.from(text, 'utf8');
    if (encoded.length <= inlineBytes) {
      bytes.set(encoded, offset + 4);
      view.setUint32(offset, encoded.length, true);
      return true;
    }
    bytes.fill(0, offset, offset + 16);
  }
  view.setUint32(offset, longMarker, true);
  return false;
}
