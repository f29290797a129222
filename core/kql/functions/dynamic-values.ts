import type { Json } from '../vector';
import { type Cell, jsonText } from './read';

/** Values inside a dynamic: bags, arrays, paths, equality and order. */

export type Bag = { [key: string]: Json };

export const isBag = (value: Cell | undefined): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isArray = (value: Cell | undefined): value is Json[] => Array.isArray(value);

/** Equality of dynamic values: by content. */
export const sameJson = (left: Json, right: Json): boolean =>
  left === right || (typeof left === 'object' && JSON.stringify(left) === JSON.stringify(right));

/** Steps of a JSON path such as `$.a['b'][0]`. */
export const pathSteps = (path: string): (string | number)[] =>
  [...path.matchAll(/\.([^.[\]]+)|\[(-?\d+)\]|\[['"]([^'"]+)['"]\]/g)].map(([, name, index, quoted]) =>
    index === undefined ? (name ?? quoted ?? '') : Number(index),
  );

/** `$.a.b` names a member of a member, anything else a member by its own name. */
export const pathOf = (key: string): readonly string[] =>
  key.startsWith('$.') ? pathSteps(key.slice(1)).map(String) : [key];

export const compareJson = (left: Json, right: Json): number => {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const a = jsonText(left);
  const b = jsonText(right);
  return a < b ? -1 : a > b ? 1 : 0;
};

export const distinct = (values: Json[]): Json[] => {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = JSON.stringify(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
