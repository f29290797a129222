import { datetimeText, formatTimespan } from '../datetime';
import type { ColumnType } from '../schema';
import type { Json } from '../vector';

/**
 * Sketch of a distribution as a dynamic value: `["tdigest", type, [values], [weights]]`, values ascending. It is exact
 * while it is small; beyond that neighbours are merged, the more the farther from both ends (Dunning, 2019).
 */
export type Digest = {
  type: ColumnType;
  values: number[];
  weights: number[];
  sorted: boolean;
  /** As many values are kept before neighbours are merged. */
  room: number;
};

const exactUpTo = 4096;
const compressedTo = 1000;

export const emptyDigest = (): Digest => ({ type: 'real', values: [], weights: [], sorted: true, room: exactUpTo });

const sort = (digest: Digest): void => {
  if (digest.sorted) return;
  const order = Array.from(digest.values.keys()).sort((a, b) => (digest.values[a] ?? 0) - (digest.values[b] ?? 0));
  digest.values = order.map((at) => digest.values[at] ?? 0);
  digest.weights = order.map((at) => digest.weights[at] ?? 0);
  digest.sorted = true;
};

const total = ({ weights }: Digest): number => weights.reduce((sum, weight) => sum + weight, 0);

const compress = (digest: Digest): void => {
  sort(digest);
  const all = total(digest);
  const values: number[] = [];
  const weights: number[] = [];
  let passed = 0;
  for (const [at, value] of digest.values.entries()) {
    const weight = digest.weights[at] ?? 0;
    const last = values.length - 1;
    const before = weights[last] ?? 0;
    const share = (passed + weight / 2) / all;
    const most = (4 * all * share * (1 - share)) / compressedTo;
    if (last >= 0 && before + weight <= most) {
      values[last] = ((values[last] ?? 0) * before + value * weight) / (before + weight);
      weights[last] = before + weight;
    } else {
      values.push(value);
      weights.push(weight);
    }
    passed += weight;
  }
  digest.values = values;
  digest.weights = weights;
  // What cannot be merged further must not be tried again for each value.
  digest.room = Math.max(exactUpTo, values.length * 2);
};

export const addValue = (digest: Digest, value: number, weight: number): void => {
  digest.values.push(value);
  digest.weights.push(weight);
  digest.sorted = false;
  if (digest.values.length > digest.room) compress(digest);
};

export const mergeDigest = (into: Digest, other: Digest): void => {
  if (into.values.length === 0) into.type = other.type;
  other.values.forEach((value, at) => addValue(into, value, other.weights[at] ?? 1));
};

export const digestJson = (digest: Digest): Json => {
  sort(digest);
  return digest.values.length === 0 ? null : ['tdigest', digest.type, digest.values, digest.weights];
};

const types: readonly ColumnType[] = ['real', 'datetime', 'timespan'];

/** The digest a dynamic value holds; undefined where it holds none. */
export const digestOf = (value: Json): Digest | undefined => {
  if (!Array.isArray(value) || value[0] !== 'tdigest') return undefined;
  const [, name, values, weights] = value;
  const type = types.find((known) => known === name);
  if (type === undefined || !Array.isArray(values) || !Array.isArray(weights)) return undefined;
  return { type, values: values.map(Number), weights: weights.map(Number), sorted: true, room: exactUpTo };
};

/** Smallest value that so many percent of the weight lie at or below: a number, or the text of a time. */
export const digestPercentile = (digest: Digest, percent: number): Json => {
  if (digest.values.length === 0) return null;
  const wanted = (Math.min(100, Math.max(0, percent)) / 100) * total(digest);
  let passed = 0;
  const found =
    digest.values.find((_, at) => {
      passed += digest.weights[at] ?? 0;
      return passed >= wanted - 1e-9 && passed > 0;
    }) ?? digest.values.at(-1);
  if (found === undefined) return null;
  if (digest.type === 'datetime') return datetimeText(found);
  return digest.type === 'timespan' ? formatTimespan(found) : found;
};

/** How much weight lies at or below a value. */
export const digestRank = (digest: Digest, value: number): number =>
  digest.weights.reduce((sum, weight, at) => ((digest.values[at] ?? 0) <= value ? sum + weight : sum), 0);

export const digestWeight = total;
