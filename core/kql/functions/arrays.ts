import type { ScalarFunction, TypedVector } from '../registry';
import type { Json } from '../vector';
import { arraySort } from './array-sort';
import { alias, argAt, define } from './define';
import { distinct, isArray, isBag, pathOf, sameJson } from './dynamic-values';
import { mergeSketch, sketchCount, sketchJson, sketchOf } from './hyper-log-log';
import { type Cell, dynamicReader, jsonText, vectorOfCells } from './read';
import { num, rowFunction, text } from './row-function';

/** Arrays and bags beyond the everyday functions: zipping, sets as wholes, sketches. */

/** Element `at` of an array, the value itself where it is none. */
const elementReader = (arg: TypedVector): ((row: number, at: number) => Json) => {
  const read = dynamicReader(arg);
  return (row, at) => {
    const value = read(row);
    return isArray(value) ? (value[at] ?? null) : value;
  };
};

const arrayIff = define(
  {
    name: 'array_iff',
    params: ['condition_array:array', 'when_true:any', 'when_false:any'],
    result: 'dynamic',
    summary: 'Takes each element from one of two arrays (or values) by an array of conditions.',
  },
  (args, length) => {
    const conditions = dynamicReader(argAt(args, 0));
    const whenTrue = elementReader(argAt(args, 1));
    const whenFalse = elementReader(argAt(args, 2));
    return vectorOfCells('dynamic', length, (row): Json => {
      const list = conditions(row);
      if (!isArray(list)) return null;
      return list.map((condition, at): Json => {
        const truth = typeof condition === 'number' ? condition !== 0 : condition;
        return truth === true ? whenTrue(row, at) : truth === false ? whenFalse(row, at) : null;
      });
    });
  },
);

const asArray = (cell: Cell | undefined): Json[] => (isArray(cell) ? cell : []);

const withKey = (value: Json, [first, ...rest]: readonly string[], item: Json): Json => {
  if (first === undefined) return item;
  const bag = isBag(value) ? value : {};
  const { [first]: _, ...others } = bag;
  return { ...others, [first]: withKey(bag[first] ?? null, rest, item) };
};

const sortedKeys = (value: Json): Json => {
  if (isArray(value)) return value.map(sortedKeys);
  if (!isBag(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortedKeys(item)]),
  );
};

/** Paths of all members, arrays by their first element of a kind: `['a']`, `['a'][0]`, `['a'][0]['b']`. */
const treePaths = (value: Json, prefix: string, found: Set<string>): Set<string> => {
  const nested = (path: string, item: Json): void => {
    if (isBag(item) || isArray(item)) {
      if (isArray(item)) found.add(path);
      treePaths(item, path, found);
    } else found.add(path);
  };
  if (isBag(value)) for (const [key, item] of Object.entries(value)) nested(`${prefix}['${key}']`, item);
  if (isArray(value)) {
    for (const item of value) {
      if (isBag(item) || isArray(item)) nested(`${prefix}[0]`, item);
      else found.add(`${prefix}[0]`);
    }
  }
  return found;
};

const sameSet = (left: Json[], right: Json[]): boolean =>
  left.every((value) => right.some((other) => sameJson(value, other))) &&
  right.every((value) => left.some((other) => sameJson(value, other)));

export const arrayFunctions: readonly ScalarFunction[] = [
  arraySort('array_sort_asc', false),
  arraySort('array_sort_desc', true),
  arrayIff,
  alias('array_iif', arrayIff),
  define(
    { name: 'zip', params: ['array:array'], variadic: true, result: 'dynamic', summary: 'Arrays element by element.' },
    (args, length) => {
      const readers = args.map(dynamicReader);
      return vectorOfCells('dynamic', length, (row): Json => {
        const arrays = readers.map((read) => read(row));
        if (!arrays.every(isArray)) return null;
        const longest = Math.max(...arrays.map((array) => array.length));
        return Array.from({ length: longest }, (_, at): Json => arrays.map((array) => array[at] ?? null));
      });
    },
  ),
  rowFunction(
    {
      name: 'bag_zip',
      params: ['keys:array', 'values:array'],
      nulls: true,
      result: 'dynamic',
      summary: 'Property bag of an array of names and an array of values.',
    },
    ([keys, values]) => {
      if (!isArray(keys)) return null;
      const items = asArray(values);
      return Object.fromEntries(
        keys.flatMap((key, at): [string, Json][] => (typeof key === 'string' ? [[key, items[at] ?? null]] : [])),
      );
    },
  ),
  define(
    {
      name: 'bag_set_key',
      params: ['bag:array', 'key:string', 'value:any'],
      result: 'dynamic',
      summary: 'Bag with a property set, by name or JSON path.',
    },
    (args, length) => {
      const [bag, key, value] = args.map(dynamicReader);
      return vectorOfCells('dynamic', length, (row): Json => {
        const target = bag?.(row) ?? null;
        return isBag(target) ? withKey(target, pathOf(text(key?.(row))), value?.(row) ?? null) : null;
      });
    },
  ),
  rowFunction(
    {
      name: 'set_equals',
      params: ['set1:array', 'set2:array'],
      result: 'bool',
      summary: 'Whether two arrays have the same elements.',
    },
    ([left, right]) => (isArray(left) && isArray(right) ? sameSet(left, right) : null),
  ),
  rowFunction(
    {
      name: 'jaccard_index',
      params: ['set1:array', 'set2:array'],
      result: 'real',
      summary: 'Share of the elements of two arrays that both have.',
    },
    ([left, right]) => {
      if (!isArray(left) || !isArray(right)) return null;
      const all = distinct([...left, ...right]);
      const both = distinct(left).filter((value) => right.some((other) => sameJson(value, other)));
      return all.length === 0 ? Number.NaN : both.length / all.length;
    },
  ),
  define(
    {
      name: 'dynamic_to_json',
      params: ['dynamic:any'],
      result: 'string',
      summary: 'JSON text of a value, the names in its bags sorted.',
    },
    (args, length) => {
      const read = dynamicReader(argAt(args, 0));
      return vectorOfCells('string', length, (row) => {
        const value = read(row);
        return value === null ? '' : JSON.stringify(sortedKeys(value));
      });
    },
  ),
  rowFunction(
    {
      name: 'treepath',
      params: ['object:array'],
      result: 'dynamic',
      summary: 'Paths of all the leaves of a dynamic value.',
    },
    ([object]) => (isBag(object) ? [...treePaths(object, '', new Set())] : null),
  ),
  define(
    {
      name: 'repeat',
      params: ['value:any', 'count:integer'],
      result: 'dynamic',
      summary: 'Array of one value several times.',
    },
    (args, length) => {
      const value = dynamicReader(argAt(args, 0));
      const count = dynamicReader(argAt(args, 1));
      return vectorOfCells('dynamic', length, (row): Json => {
        const times = count(row);
        if (typeof times !== 'number' || times < 0) return null;
        const item = value(row);
        return Array.from({ length: Math.min(1_048_576, times) }, () => item);
      });
    },
  ),
  rowFunction(
    {
      name: 'dcount_hll',
      params: ['hll:array'],
      nulls: true,
      result: 'long',
      summary: 'Number of distinct values in a sketch that hll made.',
    },
    ([value]) => {
      const sketch = sketchOf(plainJson(value));
      return sketch ? sketchCount(sketch) : value === null ? 0 : null;
    },
  ),
  rowFunction(
    {
      name: 'hll_merge',
      params: ['hll:array'],
      variadic: true,
      nulls: true,
      result: 'dynamic',
      summary: 'Sketch of all that several sketches hold.',
    },
    (cells) => {
      const [first, ...others] = cells.flatMap((cell) => sketchOf(plainJson(cell)) ?? []);
      if (!first) return null;
      for (const other of others) mergeSketch(first, other);
      return sketchJson(first);
    },
  ),
  define(
    { name: 'gettype', params: ['value:any'], result: 'string', summary: 'Type of a value as it is kept.' },
    (args, length) => {
      const arg = argAt(args, 0);
      const read = dynamicReader(arg);
      return vectorOfCells('string', length, (row) => {
        const value = read(row);
        if (value === null) return 'null';
        return arg.type === 'dynamic' ? typeOfJson(value) : arg.type;
      });
    },
  ),
];

const plainJson = (cell: Cell | undefined): Json => (typeof cell === 'bigint' ? Number(cell) : (cell ?? null));

const typeOfJson = (value: Json): string => {
  if (isArray(value)) return 'array';
  if (isBag(value)) return 'dictionary';
  if (typeof value === 'number') return Number.isInteger(num(value)) ? 'long' : 'double';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : jsonText(value);
};
