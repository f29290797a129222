import type { ColumnType } from '../schema';

/** Uniform in [0, 1), the same sequence for the same seed (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export type Random = () => number;

export const pick = <T>(random: Random, from: readonly [T, ...T[]]): T =>
  from[Math.floor(random() * from.length)] ?? from[0];
export const chance = (random: Random, probability: number): boolean => random() < probability;

export type Column = { readonly name: string; readonly type: ColumnType };

/** A query that grows step by step, and what columns it has by now. */
export type Pipe = { readonly steps: string[]; columns: readonly Column[]; ordered: boolean };

export const of = (columns: readonly Column[], ...wanted: ColumnType[]): readonly Column[] =>
  columns.filter((column) => wanted.includes(column.type));

/** At least `least` of the items, in any order. */
export const some = <T>(random: Random, items: readonly T[], least = 1): readonly T[] => {
  const shuffled = items.map((item) => ({ item, key: random() })).toSorted((a, b) => a.key - b.key);
  return shuffled.slice(0, least + Math.floor(random() * 3)).map(({ item }) => item);
};
