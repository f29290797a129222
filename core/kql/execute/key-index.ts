import type { ColumnType } from '../schema';
import type { Json, Vector } from '../vector';
import { type NumberVector, numberBuilder, type TextVector } from '../vectors';

/**
 * Numbers distinct values 0, 1, 2 ... in the order they first occur: what group-by, distinct counts and joins work with.
 * Null is a value of its own. `find` only looks: -1 for a value not seen.
 */
export type KeyIndex = {
  readonly size: () => number;
  /** Numbers of the rows, in `out` or, where dictionary codes serve as they are, in the vector's own array. */
  readonly assign: (vector: Vector, step: 0 | 1, length: number, out: Int32Array) => Int32Array;
  readonly find: (vector: Vector, step: 0 | 1, length: number, out: Int32Array) => void;
  /** The distinct values by number. */
  readonly values: () => Vector;
};

const unknown = -2;

/** Dictionaries up to this size are small enough for a table over all their codes, used or not. */
const directTexts = 4096;

const textIndex = (type: ColumnType, sparse: boolean): KeyIndex => {
  // While there is one dictionary its codes stand for the texts; texts are hashed from the second dictionary on.
  let first: readonly string[] | undefined;
  let firstCodes = new Int32Array(256);
  let count = 0;
  let known: Map<string, number> | undefined;
  const texts: (string | null)[] = [];
  const idsByDictionary = new WeakMap<readonly string[], Int32Array>();
  let nullId = -1;
  // Sparse: the codes of the first dictionary are the numbers, also of texts that do not occur.
  let direct = sparse && type === 'string';

  const leaveDirect = (): void => {
    if (!direct) return;
    direct = false;
    if (!first) return;
    firstCodes = new Int32Array(Math.max(256, count));
    for (let id = 0; id < count; id++) firstCodes[id] = id;
    const ids = new Int32Array(Math.max(first.length, count)).fill(unknown);
    ids.set(firstCodes.subarray(0, count));
    idsByDictionary.set(first, ids);
  };

  const startHashing = (): void => {
    known = new Map();
    for (let id = 0; id < count; id++) {
      const text = first?.[firstCodes[id] ?? -1] ?? null;
      texts.push(text);
      if (text !== null) known.set(text, id);
    }
  };

  const add = (code: number, text: string | null): number => {
    if (known) {
      texts.push(text);
      if (text !== null) known.set(text, count);
    } else {
      if (count === firstCodes.length) {
        const grown = new Int32Array(count * 2);
        grown.set(firstCodes);
        firstCodes = grown;
      }
      firstCodes[count] = code;
    }
    return count++;
  };

  const idsFor = (dictionary: readonly string[]): Int32Array => {
    first ??= dictionary;
    if (first !== dictionary && !known) startHashing();
    let ids = idsByDictionary.get(dictionary);
    if (!ids || ids.length < dictionary.length) {
      const grown = new Int32Array(Math.max(dictionary.length, (ids?.length ?? 0) * 2)).fill(unknown);
      if (ids) grown.set(ids);
      ids = grown;
      idsByDictionary.set(dictionary, ids);
    }
    return ids;
  };

  /** Number of a text not looked up in its dictionary before. */
  const resolve = (code: number, dictionary: readonly string[], create: boolean): number => {
    const text = dictionary[code] ?? '';
    const found = known?.get(text);
    if (found !== undefined) return found;
    return create ? add(code, text) : unknown;
  };

  const run = (vector: TextVector, step: 0 | 1, length: number, out: Int32Array, create: boolean): void => {
    const ids = idsFor(vector.dictionary);
    const { codes, dictionary } = vector;
    for (let row = 0; row < length; row++) {
      const code = codes[row * step] ?? -1;
      if (code < 0) {
        if (nullId < 0 && create) nullId = add(-1, null);
        out[row] = nullId;
        continue;
      }
      let id = ids[code] ?? unknown;
      if (id === unknown) {
        id = resolve(code, dictionary, create);
        if (id >= 0) ids[code] = id;
        else id = -1;
      }
      out[row] = id;
    }
  };

  return {
    size: () => count,
    assign: (vector, step, length, out) => {
      if (vector.kind !== 'text') return out;
      const { dictionary, codes } = vector;
      if (direct && step === 1 && (first === undefined || first === dictionary) && dictionary.length <= directTexts) {
        first = dictionary;
        count = dictionary.length;
        return codes;
      }
      leaveDirect();
      run(vector, step, length, out, true);
      return out;
    },
    find: (vector, step, length, out) => {
      leaveDirect();
      if (vector.kind === 'text') run(vector, step, length, out, false);
    },
    values: () => {
      leaveDirect();
      if (first && !known) return { kind: 'text', dictionary: first, codes: firstCodes.slice(0, count) };
      const dictionary = texts.map((text) => text ?? '');
      const codes = Int32Array.from({ length: count }, (_, id) => (texts[id] === null && type === 'guid' ? -1 : id));
      return { kind: 'text', dictionary, codes };
    },
  };
};

const directRange = 65_536;

/** Key of a number that needs more than its Float64: tenths of a microsecond or a long past 2^53. */
const fineKey = (vector: NumberVector, at: number): string | undefined => {
  const big = vector.big?.get(at);
  if (big !== undefined) return `${big}`;
  const tenth = vector.tenths?.[at] ?? 0;
  return tenth === 0 ? undefined : `${vector.values[at]}+${tenth}`;
};

const numberIndex = (): KeyIndex => {
  const builders: { value: number; tenth: number; big: bigint | undefined; isNull: boolean }[] = [];
  let plain = new Float64Array(256);
  let count = 0;
  const byValue = new Map<number, number>();
  const byFine = new Map<string, number>();
  let direct: Int32Array | undefined;
  let nullId = -1;
  let special = false;

  const add = (value: number): number => {
    if (count === plain.length) {
      const grown = new Float64Array(count * 2);
      grown.set(plain);
      plain = grown;
    }
    plain[count] = value;
    return count++;
  };
  const note = (id: number, value: number, tenth: number, big: bigint | undefined, isNull: boolean): void => {
    special = true;
    builders[id] = { value, tenth, big, isNull };
  };

  const idOf = (value: number, create: boolean): number => {
    if (value >= 0 && value < directRange && (value | 0) === value) {
      direct ??= new Int32Array(directRange).fill(-1);
      let id = direct[value] ?? -1;
      if (id < 0 && create) {
        id = add(value);
        direct[value] = id;
      }
      return id;
    }
    let id = byValue.get(value);
    if (id === undefined) {
      if (!create) return -1;
      id = add(value);
      byValue.set(value, id);
    }
    return id;
  };

  const run = (vector: NumberVector, step: 0 | 1, length: number, out: Int32Array, create: boolean): void => {
    const { values, nulls, tenths, big } = vector;
    let last = Number.NaN;
    let lastId = -1;
    if (!nulls && !tenths && !big) {
      for (let row = 0; row < length; row++) {
        const value = values[row * step] ?? 0;
        if (value !== last) {
          last = value;
          lastId = idOf(value, create);
        }
        out[row] = lastId;
      }
      return;
    }
    for (let row = 0; row < length; row++) {
      const at = row * step;
      if (nulls && nulls[at] === 1) {
        if (nullId < 0 && create) {
          nullId = add(0);
          note(nullId, 0, 0, undefined, true);
        }
        out[row] = nullId;
        continue;
      }
      const key = tenths || big ? fineKey(vector, at) : undefined;
      if (key === undefined) {
        out[row] = idOf(values[at] ?? 0, create);
        continue;
      }
      let id = byFine.get(key);
      if (id === undefined && create) {
        id = add(values[at] ?? 0);
        note(id, values[at] ?? 0, tenths?.[at] ?? 0, big?.get(at), false);
        byFine.set(key, id);
      }
      out[row] = id ?? -1;
    }
  };

  return {
    size: () => count,
    assign: (vector, step, length, out) => {
      if (vector.kind === 'number') run(vector, step, length, out, true);
      return out;
    },
    find: (vector, step, length, out) => {
      if (vector.kind === 'number') run(vector, step, length, out, false);
    },
    values: () => {
      if (!special) return { kind: 'number', values: plain.slice(0, count) };
      const builder = numberBuilder(count);
      for (let id = 0; id < count; id++) {
        const noted = builders[id];
        if (noted?.isNull) builder.setNull(id);
        else if (noted?.big !== undefined) builder.setBig(id, noted.big);
        else builder.setTicks(id, plain[id] ?? 0, noted?.tenth ?? 0);
      }
      return builder.finish();
    },
  };
};

const jsonIndex = (): KeyIndex => {
  const list: Json[] = [];
  const ids = new Map<string, number>();
  const run = (vector: Vector, step: 0 | 1, length: number, out: Int32Array, create: boolean): void => {
    if (vector.kind !== 'json') return;
    for (let row = 0; row < length; row++) {
      const value = vector.values[row * step] ?? null;
      const key = JSON.stringify(value);
      let id = ids.get(key);
      if (id === undefined && create) {
        id = list.push(value) - 1;
        ids.set(key, id);
      }
      out[row] = id ?? -1;
    }
  };
  return {
    size: () => list.length,
    assign: (vector, step, length, out) => {
      run(vector, step, length, out, true);
      return out;
    },
    find: (vector, step, length, out) => run(vector, step, length, out, false),
    values: () => ({ kind: 'json', values: list }),
  };
};

/** `sparse` allows numbers for values that do not occur, which only a `PairIndex` above makes dense again. */
export const createKeyIndex = (type: ColumnType, sparse = false): KeyIndex =>
  type === 'string' || type === 'guid' ? textIndex(type, sparse) : type === 'dynamic' ? jsonIndex() : numberIndex();
