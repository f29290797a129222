import type { ScalarFunction } from '../registry';
import type { Json } from '../vector';
import { define } from './define';
import { compareJson, isArray } from './dynamic-values';
import { dynamicReader, vectorOfCells } from './read';

/** Order of elements of any kind: numbers, then texts, then the rest; nulls apart. */
const rankOf = (value: Json): number =>
  typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : typeof value === 'boolean' ? 2 : 3;

const compareElements = (left: Json, right: Json): number => rankOf(left) - rankOf(right) || compareJson(left, right);

/** Positions of the elements in order; nulls stand together at one end whatever the direction. */
const sortedPositions = (array: readonly Json[], descending: boolean, nullsLast: boolean): readonly number[] => {
  const positions = [...array.keys()];
  const present = positions.filter((at) => array[at] !== null);
  const nulls = positions.filter((at) => array[at] === null);
  present.sort((a, b) => {
    const order = compareElements(array[a] ?? null, array[b] ?? null);
    return (descending ? -order : order) || a - b;
  });
  return nullsLast ? [...present, ...nulls] : [...nulls, ...present];
};

/** `array_sort_asc` and `array_sort_desc`: the first array orders, the others move along. */
export const arraySort = (name: string, descending: boolean): ScalarFunction => ({
  ...define(
    {
      name,
      params: ['array:array', 'more:any'],
      optional: 1,
      variadic: true,
      result: (types) => {
        const arrays = types.at(-1) === 'bool' ? types.slice(0, -1) : types;
        return arrays.length > 0 && arrays.every((type) => type === 'dynamic') ? 'dynamic' : undefined;
      },
      summary: `Array in ${descending ? 'descending' : 'ascending'} order, nulls last unless told otherwise; further arrays move along.`,
    },
    (args, length) => {
      const last = args.at(-1);
      const flag = last?.type === 'bool' ? last : undefined;
      const readers = (flag ? args.slice(0, -1) : args).map(dynamicReader);
      const readFlag = flag && dynamicReader(flag);
      return vectorOfCells('dynamic', length, (row): Json => {
        const arrays = readers.map((read) => read(row));
        const [first] = arrays;
        if (!isArray(first)) return null;
        const positions = sortedPositions(first, descending, readFlag?.(row) !== false);
        const results = arrays.map(
          (array): Json =>
            isArray(array) && array.length === first.length ? positions.map((at) => array[at] ?? null) : null,
        );
        return results.length === 1 ? (results[0] ?? null) : results;
      });
    },
  ),
  tuple: (args) => {
    const arrays = args.filter(({ type }) => type === 'dynamic');
    return arrays.length < 2
      ? undefined
      : arrays.map(({ name }, at) => ({ name: name ? `${name}_sorted` : `array${at}_sorted`, type: 'dynamic' }));
  },
});
