import type { Json, Vector } from '../vector';
import type { NumberVector, TextVector } from '../vectors';

/**
 * Results per dictionary entry. A pure function of one text column and constants is computed once per distinct text
 * that occurs, then looked up by code. Stored columns keep one dictionary for all batches, so results also last across
 * batches and queries; a few functions are kept per dictionary, the longest unused goes first.
 */
const keptPerDictionary = 24;
const caches = new WeakMap<readonly string[], Map<string, unknown>>();

const cached = <T>(
  dictionary: readonly string[],
  key: string,
  isMine: (value: unknown) => value is T,
  make: () => T,
) => {
  let entries = caches.get(dictionary);
  if (!entries) {
    entries = new Map();
    caches.set(dictionary, entries);
  }
  const found = entries.get(key);
  if (isMine(found)) {
    entries.delete(key);
    entries.set(key, found);
    return found;
  }
  const made = make();
  entries.set(key, made);
  if (entries.size > keptPerDictionary) {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }
  return made;
};

class Flags {
  bytes = new Uint8Array(0);
}
const isFlags = (value: unknown): value is Flags => value instanceof Flags;

const room = (known: number, wanted: number): number => Math.max(wanted, Math.min(known * 2, wanted + 65_536));

/**
 * Truth per dictionary entry: 0 not computed yet, 1 false, 2 true. Compute a missing one and store it; the array has
 * room for every entry the dictionary has now.
 */
export const flagsFor = (dictionary: readonly string[], key: string): Uint8Array => {
  const flags = cached(dictionary, `flags ${key}`, isFlags, () => new Flags());
  if (flags.bytes.length < dictionary.length) {
    const grown = new Uint8Array(room(flags.bytes.length, dictionary.length));
    grown.set(flags.bytes);
    flags.bytes = grown;
  }
  return flags.bytes;
};

class Values<T> {
  readonly list: (T | undefined)[] = [];
}
const isValues = (value: unknown): value is Values<never> => value instanceof Values;

/** Applies a function to each distinct text that occurs; -1 codes are passed as null. */
const valuesFor = <T>(vector: TextVector, key: string, length: number, compute: (text: string | null) => T): T[] => {
  const known: (T | undefined)[] = cached(vector.dictionary, `values ${key}`, isValues, () => new Values<never>()).list;
  const { codes, dictionary } = vector;
  const results: T[] = [];
  let ofNull: T | undefined;
  for (let row = 0; row < length; row++) {
    const code = codes[row] ?? -1;
    if (code < 0) {
      ofNull ??= compute(null);
      results.push(ofNull);
      continue;
    }
    let value = known[code];
    if (value === undefined) {
      value = compute(dictionary[code] ?? '');
      known[code] = value;
    }
    results.push(value);
  }
  return results;
};

export const memoJson = (
  vector: TextVector,
  key: string,
  length: number,
  compute: (text: string | null) => Json,
): Vector => ({
  kind: 'json',
  values: valuesFor(vector, key, length, compute),
});

class Texts {
  readonly dictionary: string[] = [''];
  readonly known = new Map<string, number>([['', 0]]);
  /** Code in `dictionary` plus 2 (so 1 is null), by code of the input; 0 is not computed yet. */
  codes = new Int32Array(0);
}
const isTexts = (value: unknown): value is Texts => value instanceof Texts;

/** Text to text, with an output dictionary that also lasts. */
export const memoText = (
  vector: TextVector,
  key: string,
  length: number,
  compute: (text: string) => string | null,
  ofNull: string | null,
): TextVector => {
  const texts = cached(vector.dictionary, `texts ${key}`, isTexts, () => new Texts());
  if (texts.codes.length < vector.dictionary.length) {
    const grown = new Int32Array(room(texts.codes.length, vector.dictionary.length));
    grown.set(texts.codes);
    texts.codes = grown;
  }
  const { dictionary, known, codes: memo } = texts;
  const intern = (text: string | null): number => {
    if (text === null) return 1;
    let code = known.get(text);
    if (code === undefined) {
      code = dictionary.length;
      known.set(text, code);
      dictionary.push(text);
    }
    return code + 2;
  };
  const codes = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const code = vector.codes[row] ?? -1;
    let result = code < 0 ? intern(ofNull) : (memo[code] ?? 0);
    if (result === 0) {
      result = intern(compute(vector.dictionary[code] ?? ''));
      memo[code] = result;
    }
    codes[row] = result - 2;
  }
  return { kind: 'text', dictionary, codes };
};

class Numbers {
  values = new Float64Array(0);
  /** 0 not computed yet, 1 a value, 2 null. */
  states = new Uint8Array(0);
}
const isNumbers = (value: unknown): value is Numbers => value instanceof Numbers;

/** Text to number (whole and safe, or real), null where `compute` says null. */
export const memoNumber = (
  vector: TextVector,
  key: string,
  length: number,
  compute: (text: string | null) => number | null,
): NumberVector => {
  const numbers = cached(vector.dictionary, `numbers ${key}`, isNumbers, () => new Numbers());
  if (numbers.values.length < vector.dictionary.length) {
    const size = room(numbers.values.length, vector.dictionary.length);
    const values = new Float64Array(size);
    values.set(numbers.values);
    const states = new Uint8Array(size);
    states.set(numbers.states);
    numbers.values = values;
    numbers.states = states;
  }
  const { values: known, states } = numbers;
  const values = new Float64Array(length);
  let nulls: Uint8Array | undefined;
  for (let row = 0; row < length; row++) {
    const code = vector.codes[row] ?? -1;
    let state = code < 0 ? 0 : (states[code] ?? 0);
    let value = code < 0 ? 0 : (known[code] ?? 0);
    if (state === 0) {
      const computed = compute(code < 0 ? null : (vector.dictionary[code] ?? ''));
      state = computed === null ? 2 : 1;
      value = computed ?? 0;
      if (code >= 0) {
        states[code] = state;
        known[code] = value;
      }
    }
    if (state === 2) (nulls ??= new Uint8Array(length))[row] = 1;
    else values[row] = value;
  }
  return { kind: 'number', values, ...(nulls && { nulls }) };
};
