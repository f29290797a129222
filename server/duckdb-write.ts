import { DuckDBDataChunk, type DuckDBAppender } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Vector } from '#core/kql/vector';
import type { Storage } from './duckdb-types';

/**
 * Rows into DuckDB, a chunk of 2,048 at a time through the appender. Cells cross into native code in bulk: numbers as one
 * copy per column, the distinct long strings of a column as one (a row has a handle of 16 bytes, which says where in it
 * its text is). Cell by cell it is ten times slower.
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
const encoder = new TextEncoder();

/** Memory that is used for one column of one chunk after the other. */
type Scratch = {
  /** Cells of the column, in three views. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly words: Int32Array;
  readonly validity: Uint8Array;
  /** By code: where it was met last, see `newMarks`. */
  marks: Float64Array;
  stamp: number;
  /** UTF-8 of texts. */
  text: Uint8Array;
};

const newScratch = (): Scratch => {
  const bytes = new Uint8Array(chunkRows * 16);
  return {
    bytes,
    view: new DataView(bytes.buffer),
    words: new Int32Array(bytes.buffer),
    validity: new Uint8Array(chunkRows / 8),
    marks: new Float64Array(chunkRows),
    stamp: 0,
    text: new Uint8Array(0),
  };
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
  const { bytes, validity } = scratch;
  const count = rows.length;
  const { marks, stamp } = newMarks(scratch, dictionary.length);
  const origin = new Int32Array(count);
  /** Where texts stand first that DuckDB has to keep itself. */
  const longRows: number[] = [];
  const longTexts: string[] = [];
  let anyNull = false;
  bytes.fill(0, 0, count * 16);
  for (let index = 0; index < count; index++) {
    const code = codes[rows[index] ?? 0] ?? -1;
    origin[index] = index;
    if (code < 0) {
      if (!nullable) continue;
      if (!anyNull) validity.fill(0xff);
      anyNull = true;
      validity[index >> 3] = (validity[index >> 3] ?? 0) & ~(1 << (index & 7));
      continue;
    }
    const seen = (marks[code] ?? 0) - stamp;
    if (seen >= 0) {
      origin[index] = seen;
      continue;
    }
    marks[code] = stamp + index;
    const text = dictionary[code] ?? '';
    if (writeInline(scratch, index * 16, text)) continue;
    longRows.push(index);
    longTexts.push(text);
  }
  if (longRows.length > 0) writeLong(target, longTexts, longRows, count, scratch);
  repeatHandles(scratch, origin);
  duckdb.copy_data_to_vector(target, 0, bytes.buffer as ArrayBuffer, 0, count * 16);
  if (anyNull) flushValidity(target, scratch, count);
}

/** Marks of a column's codes in a chunk: `stamp` and more where the code was met in it, the row where it was first. */
function newMarks(scratch: Scratch, size: number): Pick<Scratch, 'marks' | 'stamp'> {
  if (scratch.marks.length < size) scratch.marks = new Float64Array(size * 2);
  scratch.stamp += chunkRows;
  return scratch;
}

/** Copies the handle of each text to the rows that repeat it. */
function repeatHandles({ words }: Scratch, origin: Int32Array): void {
  for (let index = 0; index < origin.length; index++) {
    const from = (origin[index] ?? index) * 4;
    const to = index * 4;
    if (from === to) continue;
    words[to] = words[from] ?? 0;
    words[to + 1] = words[from + 1] ?? 0;
    words[to + 2] = words[from + 2] ?? 0;
    words[to + 3] = words[from + 3] ?? 0;
  }
}

/**
 * Handles of texts that do not fit into theirs. Where all are ASCII they go to DuckDB as one string, which costs one call,
 * and the handles point into it; it lives as long as any string of the chunk.
 */
function writeLong(
  target: RawVector,
  texts: readonly string[],
  rows: readonly number[],
  count: number,
  scratch: Scratch,
): void {
  const { bytes, view } = scratch;
  const joined = texts.join('');
  if (scratch.text.length < joined.length) scratch.text = new Uint8Array(joined.length * 2);
  const { read, written } = encoder.encodeInto(joined, scratch.text);
  const isAscii = read === joined.length && written === read;
  const [first = 0] = rows;
  if (isAscii) {
    duckdb.vector_assign_string_element_len(target, first, scratch.text.subarray(0, written));
  } else {
    for (const [index, row] of rows.entries()) duckdb.vector_assign_string_element(target, row, texts[index] ?? '');
  }
  const assigned = duckdb.vector_get_data(target, count * 16);
  if (!isAscii) {
    for (const row of rows) bytes.set(assigned.subarray(row * 16, row * 16 + 16), row * 16);
    return;
  }
  const handle = new DataView(assigned.buffer, assigned.byteOffset + first * 16, 16);
  // A pointer has 48 bits, which a number holds.
  let pointer = handle.getUint32(8, true) + handle.getUint32(12, true) * two32;
  for (const [index, row] of rows.entries()) {
    const text = texts[index] ?? '';
    const offset = row * 16;
    view.setUint32(offset, text.length, true);
    for (let at = 0; at < 4; at++) bytes[offset + 4 + at] = text.charCodeAt(at);
    const high = Math.floor(pointer / two32);
    view.setUint32(offset + 8, pointer - high * two32, true);
    view.setUint32(offset + 12, high, true);
    pointer += text.length;
  }
}

/** Writes the handle of a short text, into zeros; false, and zeros, for one that needs DuckDB's own heap. */
function writeInline({ bytes, view }: Scratch, offset: number, text: string): boolean {
  const { length } = text;
  if (length > inlineBytes) return false;
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) {
      bytes.fill(0, offset, offset + 16);
      return writeInlineUtf8({ bytes, view }, offset, text);
    }
    bytes[offset + 4 + index] = unit;
  }
  view.setUint32(offset, length, true);
  return true;
}

function writeInlineUtf8({ bytes, view }: Pick<Scratch, 'bytes' | 'view'>, offset: number, text: string): boolean {
  const encoded = encoder.encode(text);
  if (encoded.length > inlineBytes) return false;
  bytes.set(encoded, offset + 4);
  view.setUint32(offset, encoded.length, true);
  return true;
}
