import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/**
 * Text out of a chunk. DuckDB holds a string of up to 12 bytes in its handle of 16, a longer one elsewhere: the handle has
 * its length and address. Looking at an address is a call into the native side, so strings that lie one behind the other,
 * as in most results, are fetched together.
 */
const handleBytes = 16;
const inlineBytes = 12;
const two32 = 2 ** 32;

type Bytes = ReturnType<typeof duckdb.vector_get_data>;

export const isValid = (validity: Uint8Array | null, row: number): boolean =>
  validity === null || ((validity[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;

/** Bits that say which rows of a vector have a value; null where all have. */
export const validityOf = (
  vector: Parameters<typeof duckdb.vector_get_validity>[0],
  count: number,
): Uint8Array | null =>
  // Typed as never null, but it is where every row is valid.
  duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8) ?? null;

/** A stretch of memory without gaps, so that all of it is text of the chunk. */
type Stretch = {
  readonly from: number;
  to: number;
  /** Where the first string's address stands among the handles. */
  readonly pointerAt: number;
  text?: (at: number, length: number) => string;
};

const openStretch = ({ from, to, pointerAt }: Stretch, data: Bytes): ((at: number, length: number) => string) => {
  const raw = duckdb.get_data_from_pointer(data.buffer as ArrayBuffer, data.byteOffset + pointerAt, to - from);
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const all = bytes.toString('utf8');
  // As many characters as bytes: ASCII, whose characters are where their bytes are.
  if (all.length === bytes.length) return (at, length) => all.slice(at - from, at - from + length);
  return (at, length) => bytes.toString('utf8', at - from, at - from + length);
};

/** Calls `visit` for each row with what `decode` makes of its text, or null; equal neighbours are decoded once. */
export function eachText<T>(
  chunk: DuckDBDataChunk,
  index: number,
  count: number,
  decode: (text: string) => T,
  visit: (row: number, value: T | null) => void,
): void {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
  const data = duckdb.vector_get_data(vector, count * handleBytes);
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const words = new Uint32Array(data.buffer, data.byteOffset, count * 4);
  const validity = validityOf(vector, count);
  const stretchOf = findStretches(words, validity, count);

  /** By address: strings of one chunk stay where they are while it lives, equal ones often share their bytes. */
  const byAddress = new Map<number, { readonly length: number; readonly value: T }>();
  let previous: { readonly value: T } | undefined;
  let previousWord = 0;
  for (let row = 0; row < count; row++) {
    if (!isValid(validity, row)) {
      visit(row, null);
      continue;
    }
    const word = row * 4;
    if (previous === undefined || !sameHandle(words, previousWord, word)) {
      const length = words[word] ?? 0;
      if (length <= inlineBytes) {
        const at = row * handleBytes + 4;
        previous = { value: decode(bytes.toString('utf8', at, at + length)) };
      } else {
        const address = addressOf(words, word);
        const known = byAddress.get(address);
        if (known !== undefined && known.length === length) previous = known;
        else {
          const stretch = stretchOf(address, length);
          stretch.text ??= openStretch(stretch, data);
          const entry = { length, value: decode(stretch.text(address, length)) };
          byAddress.set(address, entry);
          previous = entry;
        }
      }
      previousWord = word;
    }
    visit(row, previous.value);
  }
}

const addressOf = (words: Uint32Array, word: number): number => (words[word + 3] ?? 0) * two32 + (words[word + 2] ?? 0);

/** The stretch a string lies in. They are asked for in the order of the rows, as they were found. */
function findStretches(words: Uint32Array, validity: Uint8Array | null, count: number) {
  const stretches: Stretch[] = [];
  let last: Stretch | undefined;
  for (let row = 0; row < count; row++) {
    const word = row * 4;
    const length = words[word] ?? 0;
    if (length <= inlineBytes || !isValid(validity, row)) continue;
    const address = addressOf(words, word);
    if (last !== undefined && address >= last.from && address + length <= last.to) continue;
    if (last?.to === address) last.to += length;
    else {
      last = { from: address, to: address + length, pointerAt: row * handleBytes + 8 };
      stretches.push(last);
    }
  }
  let at = 0;
  return (address: number, length: number): Stretch => {
    for (;;) {
      const stretch = stretches[at];
      if (stretch === undefined) throw new RangeError('A string lies in no stretch of its chunk.');
      if (address >= stretch.from && address + length <= stretch.to) return stretch;
      at++;
    }
  };
}

const sameHandle = (words: Uint32Array, a: number, b: number): boolean =>
  words[a] === words[b] &&
  words[a + 1] === words[b + 1] &&
  words[a + 2] === words[b + 2] &&
  words[a + 3] === words[b + 3];
