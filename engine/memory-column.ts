import type { ColumnType } from '#core/kql/schema';
import type { Json, Vector } from '#core/kql/vector';
import { isNullAt, vectorKind } from '#core/kql/vectors';

/** Rows of a chunk at most: the executor's batch size. */
export const chunkRows = 65_536;

/** Shared nothing, for columns a chunk never received: no memory and no time is spent on them. */
const zeroCodes = new Int32Array(chunkRows);
const nullCodes = new Int32Array(chunkRows).fill(-1);
const zeroValues = new Float64Array(chunkRows);
const allNull = new Uint8Array(chunkRows).fill(1);
const nullJson: readonly Json[] = Array.from<Json>({ length: chunkRows }).fill(null);

/** Texts of a column of a table, shared by all its chunks and workspaces; it only grows. Entry 0 is empty. */
export class Dictionary {
  readonly texts: string[] = [''];
  readonly #codes = new Map<string, number>([['', 0]]);

  code(text: string): number {
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.texts.length;
      this.texts.push(text);
      this.#codes.set(text, code);
    }
    return code;
  }
}

const grownSize = (known: number, wanted: number): number => Math.min(chunkRows, Math.max(wanted, known * 2, 256));

/** One column of one chunk, growing at its end. Rows it was not given are null (empty for a string). */
type StoredColumn = {
  /** Puts `rows[from..to)` of a vector at `start` and after. */
  readonly add: (vector: Vector, rows: Int32Array, from: number, to: number, start: number) => void;
  /** The first `length` rows; rows added later do not show in it. */
  readonly view: (length: number) => Vector;
};

const textColumn = (type: ColumnType, dictionary: Dictionary): StoredColumn => {
  const blank = type === 'string' ? 0 : -1;
  let codes = new Int32Array(0);
  const reserve = (size: number): void => {
    if (codes.length >= size) return;
    const grown = new Int32Array(grownSize(codes.length, size)).fill(blank);
    grown.set(codes);
    codes = grown;
  };
  return {
    add: (vector, rows, from, to, start) => {
      if (vector.kind !== 'text') return;
      reserve(start + to - from);
      const known = new Int32Array(vector.dictionary.length).fill(-1);
      for (let row = from; row < to; row++) {
        const code = vector.codes[rows[row] ?? 0] ?? -1;
        let own = code < 0 ? blank : (known[code] ?? -1);
        if (own < 0 && code >= 0) {
          own = dictionary.code(vector.dictionary[code] ?? '');
          known[code] = own;
        }
        codes[start + row - from] = own;
      }
    },
    view: (length) => {
      reserve(length);
      return { kind: 'text', dictionary: dictionary.texts, codes: codes.subarray(0, length) };
    },
  };
};

const numberColumn = (): StoredColumn => {
  let values = new Float64Array(0);
  // Unwritten rows are null; rows without any null among them need no array in the view.
  let nulls = new Uint8Array(0);
  let tenths: Uint8Array | undefined;
  let big: Map<number, bigint> | undefined;
  let written = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  let anyNull = false;
  const reserve = (size: number): void => {
    if (values.length >= size) return;
    const room = grownSize(values.length, size);
    const grown = new Float64Array(room);
    grown.set(values);
    values = grown;
    const grownNulls = new Uint8Array(room).fill(1);
    grownNulls.set(nulls);
    nulls = grownNulls;
    if (tenths) {
      const grownTenths = new Uint8Array(room);
      grownTenths.set(tenths);
      tenths = grownTenths;
    }
  };
  return {
    add: (vector, rows, from, to, start) => {
      if (vector.kind !== 'number') return;
      reserve(start + to - from);
      if (start > written) anyNull = true;
      for (let row = from; row < to; row++) {
        const source = rows[row] ?? 0;
        const at = start + row - from;
        if (vector.nulls && vector.nulls[source] === 1) {
          anyNull = true;
          continue;
        }
        nulls[at] = 0;
        const value = vector.values[source] ?? 0;
        values[at] = value;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        const tenth = vector.tenths?.[source] ?? 0;
        if (tenth !== 0) (tenths ??= new Uint8Array(values.length))[at] = tenth;
        const exact = vector.big?.get(source);
        if (exact !== undefined) (big ??= new Map()).set(at, exact);
      }
      written = start + to - from;
    },
    view: (length) => {
      reserve(length);
      return {
        kind: 'number',
        values: values.subarray(0, length),
        range: [least, greatest],
        ...((anyNull || length > written) && { nulls: nulls.subarray(0, length) }),
        ...(tenths && { tenths: tenths.subarray(0, length) }),
        ...(big && { big }),
      };
    },
  };
};

const jsonColumn = (): StoredColumn => {
  const values: Json[] = [];
  return {
    add: (vector, rows, from, to, start) => {
      if (vector.kind !== 'json') return;
      while (values.length < start) values.push(null);
      for (let row = from; row < to; row++) values.push(vector.values[rows[row] ?? 0] ?? null);
    },
    view: () => ({ kind: 'json', values }),
  };
};

const missing = (type: ColumnType, length: number, dictionary: Dictionary): Vector => {
  switch (vectorKind(type)) {
    case 'text':
      return {
        kind: 'text',
        dictionary: dictionary.texts,
        codes: (type === 'string' ? zeroCodes : nullCodes).subarray(0, length),
      };
    case 'number':
      return { kind: 'number', values: zeroValues.subarray(0, length), nulls: allNull.subarray(0, length) };
    case 'json':
      return { kind: 'json', values: nullJson };
  }
};

const isBlank = (vector: Vector, row: number): boolean =>
  vector.kind === 'text' ? (vector.dictionary[vector.codes[row] ?? -1] ?? '') === '' : isNullAt(vector, row);

/** Rows of one workspace and one stretch of time, at most `chunkRows`. */
export class Chunk {
  length = 0;
  minTime = Number.POSITIVE_INFINITY;
  maxTime = Number.NEGATIVE_INFINITY;
  readonly #columns = new Map<string, StoredColumn>();

  get room(): number {
    return chunkRows - this.length;
  }

  /** Adds `rows[from..to)` of a vector to a column. The caller then moves `length` on, once for all columns. */
  add(
    name: string,
    type: ColumnType,
    dictionary: Dictionary,
    vector: Vector,
    rows: Int32Array,
    from: number,
    to: number,
  ): void {
    let column = this.#columns.get(name);
    if (!column) {
      let first = from;
      while (first < to && isBlank(vector, rows[first] ?? 0)) first++;
      if (first === to) return;
      const kind = vectorKind(type);
      column = kind === 'text' ? textColumn(type, dictionary) : kind === 'number' ? numberColumn() : jsonColumn();
      this.#columns.set(name, column);
    }
    column.add(vector, rows, from, to, this.length);
  }

  view(name: string, type: ColumnType, dictionary: Dictionary): Vector {
    return this.#columns.get(name)?.view(this.length) ?? missing(type, this.length, dictionary);
  }
}
