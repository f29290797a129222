import type { ScalarFunction } from '../registry';
import type { Json } from '../vector';
import { datetimeText, formatTimespan } from '../datetime';
import { argAt, define, type NamedParameter } from './define';
import { type Bag, distinct, isArray, isBag, pathOf, pathSteps, sameJson } from './dynamic-values';
import { type Cell, cellReader, constantText, dynamicReader, jsonText, vectorOfCells } from './read';
import { num, rowFunction, text } from './row-function';

const plain = (cell: Cell | undefined): Json => (typeof cell === 'bigint' ? Number(cell) : (cell ?? null));

const member = (target: Cell | undefined, key: Cell | undefined): Json => {
  if (isArray(target) && typeof key === 'number') return target.at(key) ?? null;
  if (isBag(target) && typeof key === 'string' && Object.hasOwn(target, key)) return target[key] ?? null;
  return null;
};

const without = (value: Json, [first, ...rest]: readonly string[]): Json =>
  first === undefined || !isBag(value)
    ? value
    : Object.fromEntries(
        Object.entries(value).flatMap(([key, item]): [string, Json][] =>
          key !== first ? [[key, item]] : rest.length === 0 ? [] : [[key, without(item, rest)]],
        ),
      );

const parseOrNull = (source: Json): Json => {
  if (typeof source !== 'string') return source;
  try {
    // A true boundary: JSON.parse gives exactly the values of `Json`.
    return JSON.parse(source) as Json;
  } catch {
    return null;
  }
};

const arrayFunction = (
  name: string,
  extra: readonly NamedParameter[],
  optional: number,
  summary: string,
  compute: (array: Json[], cells: readonly Cell[]) => Json,
): ScalarFunction =>
  rowFunction(
    { name, params: ['array:dynamic', ...extra], optional, result: 'dynamic', summary },
    ([array, ...cells]) => (isArray(array) ? compute(array, cells) : null),
  );

const sliced = (array: Json[], start: number, end: number): Json[] => {
  const from = start < 0 ? Math.max(0, array.length + start) : start;
  const to = end < 0 ? array.length + end : end;
  return array.slice(from, to + 1);
};

const rotated = (array: Json[], left: number): Json[] => {
  if (array.length === 0) return array;
  const by = ((left % array.length) + array.length) % array.length;
  return [...array.slice(by), ...array.slice(0, by)];
};

const shifted = (array: Json[], left: number, fill: Json): Json[] => {
  const by = Math.min(Math.abs(left), array.length);
  const blank = Array.from({ length: by }, () => fill);
  return left >= 0 ? [...array.slice(by), ...blank] : [...blank, ...array.slice(0, array.length - by)];
};

const setFunction = (name: string, summary: string, combine: (left: Json[], right: Json[]) => Json[]): ScalarFunction =>
  rowFunction(
    { name, params: ['set:dynamic', 'other:dynamic'], variadic: true, result: 'dynamic', summary },
    ([first, ...others]) =>
      isArray(first)
        ? distinct(others.reduce<Json[]>((left, right) => combine(left, isArray(right) ? right : []), first))
        : null,
  );

const isPresent = (value: Json): boolean => value !== null && value !== '';

const packed = (name: string, keep: (value: Json) => boolean = () => true): ScalarFunction =>
  define(
    {
      name,
      params: ['key:any', 'value:any'],
      variadic: true,
      result: 'dynamic',
      summary: 'Property bag of names and values.',
    },
    (args, length) => {
      const readers = args.map(dynamicReader);
      return vectorOfCells('dynamic', length, (row) => {
        const bag = new Map<string, Json>();
        for (let index = 0; index + 1 < readers.length; index += 2) {
          const value = readers[index + 1]?.(row) ?? null;
          if (keep(value)) bag.set(jsonText(readers[index]?.(row) ?? ''), value);
        }
        return Object.fromEntries(bag);
      });
    },
  );

export const dynamicFunctions: readonly ScalarFunction[] = [
  rowFunction(
    {
      name: 'index',
      params: ['object:dynamic', 'key:any'],
      result: 'dynamic',
      summary: 'Element of an array or property of a bag.',
    },
    ([target, key]) => member(target, key),
  ),
  rowFunction(
    { name: 'array_length', params: ['array:dynamic'], result: 'long', summary: 'Number of elements.' },
    ([array]) => (isArray(array) ? array.length : null),
  ),
  rowFunction(
    { name: 'bag_keys', params: ['object:dynamic'], result: 'dynamic', summary: 'Names in a property bag.' },
    ([bag]) => (isBag(bag) ? Object.keys(bag) : null),
  ),
  rowFunction(
    {
      name: 'bag_has_key',
      params: ['bag:dynamic', 'key:string'],
      result: 'bool',
      summary: 'Whether a bag has a name or JSON path.',
    },
    ([bag, key]) => {
      if (!isBag(bag)) return null;
      const name = text(key);
      if (!name.startsWith('$')) return Object.hasOwn(bag, name);
      return pathSteps(name).reduce<Json>((value, step) => member(value, step), bag) !== null;
    },
  ),
  rowFunction(
    {
      name: 'bag_merge',
      params: ['bag:dynamic', 'bag2:dynamic'],
      variadic: true,
      nulls: true,
      result: 'dynamic',
      summary: 'Bags in one; the first to name a property wins.',
    },
    (cells) => cells.reduce<Bag>((all, bag) => (isBag(bag) ? { ...all, ...bag, ...all } : all), {}),
  ),
  rowFunction(
    {
      name: 'bag_remove_keys',
      params: ['bag:dynamic', 'keys:dynamic'],
      result: 'dynamic',
      summary: 'Bag without some names.',
    },
    ([bag, keys]) =>
      isBag(bag) && isArray(keys)
        ? keys.reduce<Json>((rest, key) => (typeof key === 'string' ? without(rest, pathOf(key)) : rest), bag)
        : plain(bag),
  ),
  packed('bag_pack'),
  // What `pack_all(true)` becomes.
  { ...packed('bag_pack_present', isPresent), kind: 'operator' },
  packed('pack'),
  packed('pack_dictionary'),
  define(
    { name: 'pack_array', params: ['value:any'], variadic: true, result: 'dynamic', summary: 'Array of the values.' },
    (args, length) => {
      const readers = args.map(dynamicReader);
      return vectorOfCells('dynamic', length, (row) => readers.map((read) => read(row)));
    },
  ),
  rowFunction(
    {
      name: 'array_index_of',
      params: ['array:dynamic', 'value:any', 'start:integer', 'length:integer', 'occurrence:integer'],
      optional: 3,
      result: 'long',
      summary: 'Position of a value in an array, or -1.',
    },
    ([array, wanted, start = 0, length = -1, occurrence = 1]) => {
      if (!isArray(array)) return null;
      const from = num(start) < 0 ? Math.max(0, array.length + num(start)) : num(start);
      const until = num(length) < 0 ? array.length : from + num(length);
      let left = num(occurrence);
      for (let at = from; at < Math.min(until, array.length); at++) {
        if (sameJson(array[at] ?? null, plain(wanted)) && --left === 0) return at;
      }
      return -1;
    },
  ),
  rowFunction(
    {
      name: 'array_concat',
      params: ['array:dynamic'],
      variadic: true,
      result: 'dynamic',
      summary: 'Arrays one after another.',
    },
    (cells) => cells.flatMap((cell) => (isArray(cell) ? cell : [plain(cell)])),
  ),
  arrayFunction(
    'array_slice',
    ['start:integer', 'end:integer'],
    0,
    'Part of an array, both ends included.',
    (array, [from, to]) => sliced(array, num(from), num(to)),
  ),
  arrayFunction('array_reverse', [], 0, 'Array backwards.', (array) => array.toReversed()),
  arrayFunction('array_rotate_left', ['rotate_count:integer'], 0, 'Array rotated to the left.', (array, [by]) =>
    rotated(array, num(by)),
  ),
  arrayFunction('array_rotate_right', ['rotate_count:integer'], 0, 'Array rotated to the right.', (array, [by]) =>
    rotated(array, -num(by)),
  ),
  arrayFunction(
    'array_shift_left',
    ['shift_count:integer', 'default_value:any'],
    1,
    'Array moved to the left.',
    (array, [by, fill]) => shifted(array, num(by), plain(fill)),
  ),
  arrayFunction(
    'array_shift_right',
    ['shift_count:integer', 'default_value:any'],
    1,
    'Array moved to the right.',
    (array, [by, fill]) => shifted(array, -num(by), plain(fill)),
  ),
  arrayFunction('array_split', ['index:any'], 0, 'Arrays cut at positions.', (array, [at]) => {
    const cuts = (isArray(at) ? at.map(num) : [num(at)]).map((cut) =>
      cut < 0 ? Math.max(0, array.length + cut) : cut,
    );
    return [...cuts, array.length].map((cut, index) => array.slice(index === 0 ? 0 : cuts[index - 1], cut));
  }),
  rowFunction(
    { name: 'array_sum', params: ['array:dynamic'], result: 'real', summary: 'Sum of an array.' },
    ([array]) => (isArray(array) ? array.reduce<number>((sum, value) => sum + num(value), 0) : null),
  ),
  rowFunction(
    {
      name: 'strcat_array',
      params: ['array:dynamic', 'delimiter:string'],
      result: 'string',
      summary: 'Elements as one text.',
    },
    ([array, delimiter]) => (isArray(array) ? array.map(jsonText).join(text(delimiter)) : ''),
  ),
  setFunction('set_union', 'Distinct elements of all arrays.', (left, right) => [...left, ...right]),
  setFunction('set_intersect', 'Distinct elements that all arrays have.', (left, right) =>
    left.filter((value) => right.some((other) => sameJson(value, other))),
  ),
  setFunction('set_difference', 'Distinct elements the other arrays lack.', (left, right) =>
    left.filter((value) => !right.some((other) => sameJson(value, other))),
  ),
  rowFunction(
    {
      name: 'set_has_element',
      params: ['set:dynamic', 'value:any'],
      result: 'bool',
      summary: 'Whether an array has a value.',
    },
    ([array, value]) => (isArray(array) ? array.some((element) => sameJson(element, plain(value))) : null),
  ),
  define(
    {
      name: 'range',
      params: ['start:span', 'stop:span', 'step:span'],
      optional: 1,
      result: 'dynamic',
      summary: 'Array of equally spaced numbers, times or lengths.',
    },
    (args, length) => {
      const [from, to, step] = args.map((arg) => cellReader(arg));
      const { type } = argAt(args, 0);
      return vectorOfCells('dynamic', length, (row): Json => {
        const start = num(from?.(row));
        const by = step ? num(step(row)) : 1;
        const count = by === 0 ? 0 : Math.floor((num(to?.(row)) - start) / by + 1e-9) + 1;
        return Array.from({ length: Math.min(1_048_576, Math.max(0, count)) }, (_, index): Json => {
          const value = start + index * by;
          return type === 'datetime' ? datetimeText(value) : type === 'timespan' ? formatTimespan(value) : value;
        });
      });
    },
  ),
  define(
    {
      name: 'extract_json',
      params: ['jsonPath:string', 'jsonText:string', 'type:any'],
      optional: 1,
      result: 'string',
      summary: 'Value at a JSON path.',
    },
    (args, length) => {
      const steps = pathSteps(constantText(argAt(args, 0)));
      const read = dynamicReader(argAt(args, 1));
      return vectorOfCells('string', length, (row) =>
        jsonText(steps.reduce<Json>((value, step) => member(value, step), parseOrNull(read(row)))),
      );
    },
  ),
];
