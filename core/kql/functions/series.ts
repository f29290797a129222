import type { BoundArgument, ScalarFunction } from '../registry';
import type { ColumnSchema } from '../schema';
import type { Json } from '../vector';
import { define, isNumeric } from './define';
import { isArray } from './dynamic-values';
import { dynamicReader, vectorOfCells } from './read';
import { num, rowFunction } from './row-function';
import { fillBackward, fillConst, fillForward, fillLinear } from './series-fill';
import { cosine, dot, fir, fitLine, iir, isNumberList, pearson, real, statistics } from './series-math';

/** Functions on arrays of numbers, as `make-series` makes them. */

const each = (name: string, summary: string, compute: (value: number) => number): ScalarFunction =>
  rowFunction({ name: `series_${name}`, params: ['series:array'], result: 'dynamic', summary }, ([series]) =>
    isArray(series) ? series.map((value) => (typeof value === 'number' ? real(compute(value)) : null)) : null,
  );

/** Two series element by element, or a series and a number; where one has no number there is null. */
const pairwise = (
  name: string,
  summary: string,
  combine: (left: number, right: number) => number | boolean,
): ScalarFunction =>
  define(
    {
      name: `series_${name}`,
      params: ['series1:number', 'series2:number'],
      result: (types) => (types.includes('dynamic') ? 'dynamic' : undefined),
      summary,
    },
    (args, length) => {
      const [left, right] = args.map(dynamicReader);
      return vectorOfCells('dynamic', length, (row): Json => {
        const a = left?.(row) ?? null;
        const b = right?.(row) ?? null;
        if (!isArray(a) && !isArray(b)) return null;
        const size = Math.max(isArray(a) ? a.length : 0, isArray(b) ? b.length : 0);
        return Array.from({ length: size }, (_, at): Json => {
          const x = isArray(a) ? a[at] : a;
          const y = isArray(b) ? b[at] : b;
          if (typeof x !== 'number' || typeof y !== 'number') return null;
          const result = combine(x, y);
          return typeof result === 'number' ? real(result) : result;
        });
      });
    },
  );

/** A number of one series or two; null where an element is no number. */
const folded = (
  name: string,
  params: readonly ['series:array'] | readonly ['series1:array', 'series2:array'],
  summary: string,
  compute: (left: number[], right: number[]) => number | null,
): ScalarFunction =>
  rowFunction({ name: `series_${name}`, params, result: 'real', summary }, ([left, right]) =>
    isNumberList(left) && (params.length === 1 || isNumberList(right))
      ? compute(left, isNumberList(right) ? right : [])
      : null,
  );

/** A function of several results, and its form that gives them as one bag. */
const several = (
  name: string,
  columns: readonly (readonly [string, 'real' | 'long' | 'dynamic'])[],
  summary: string,
  optional: readonly ['ignore_nonfinite:bool'] | readonly [],
  compute: (series: Json[], ignoreNonFinite: boolean) => Readonly<Record<string, Json>> | null,
): readonly ScalarFunction[] => {
  const definition = {
    params: ['series:array', ...optional] as const,
    optional: optional.length,
    result: 'dynamic' as const,
  };
  return [
    {
      ...rowFunction({ ...definition, name, summary: `${summary}, as columns.` }, ([series, flag]) => {
        const found = isArray(series) ? compute(series, flag === true) : null;
        return found && columns.map(([column]): Json => found[column] ?? null);
      }),
      tuple: ([series]: readonly BoundArgument[]): readonly ColumnSchema[] =>
        columns.map(([column, type]) => ({ name: `${name}_${series?.name ?? ''}_${column}`, type })),
    },
    rowFunction({ ...definition, name: `${name}_dynamic`, summary: `${summary}, as a bag.` }, ([series, flag]) => {
      const found = isArray(series) ? compute(series, flag === true) : null;
      return found && { ...found };
    }),
  ];
};

export const seriesFunctions: readonly ScalarFunction[] = [
  each('abs', 'Series without signs.', Math.abs),
  each('sign', 'Signs of a series.', Math.sign),
  each('floor', 'Series rounded down.', Math.floor),
  each('ceiling', 'Series rounded up.', Math.ceil),
  each('exp', 'e to the powers of a series.', Math.exp),
  each('log', 'Natural logarithms of a series.', Math.log),
  each('sin', 'Sines of a series.', Math.sin),
  each('cos', 'Cosines of a series.', Math.cos),
  each('tan', 'Tangents of a series.', Math.tan),
  each('asin', 'Angles of a series of sines.', Math.asin),
  each('acos', 'Angles of a series of cosines.', Math.acos),
  each('atan', 'Angles of a series of tangents.', Math.atan),
  pairwise('add', 'Sum of two series.', (left, right) => left + right),
  pairwise('subtract', 'Difference of two series.', (left, right) => left - right),
  pairwise('multiply', 'Product of two series.', (left, right) => left * right),
  pairwise('divide', 'Quotient of two series.', (left, right) => left / right),
  pairwise('pow', 'One series to the power of another.', (left, right) => left ** right),
  pairwise('equals', 'Where two series are equal.', (left, right) => left === right),
  pairwise('not_equals', 'Where two series differ.', (left, right) => left !== right),
  pairwise('less', 'Where one series is below another.', (left, right) => left < right),
  pairwise('less_equals', 'Where one series is not above another.', (left, right) => left <= right),
  pairwise('greater', 'Where one series is above another.', (left, right) => left > right),
  pairwise('greater_equals', 'Where one series is not below another.', (left, right) => left >= right),
  folded('sum', ['series:array'], 'Sum of a series.', (list) => list.reduce((sum, value) => sum + value, 0)),
  folded('product', ['series:array'], 'Product of a series.', (list) => list.reduce((sum, value) => sum * value, 1)),
  folded('magnitude', ['series:array'], 'Length of a series as a vector.', (list) => Math.sqrt(dot(list, list))),
  rowFunction(
    {
      name: 'series_dot_product',
      params: ['series1:any', 'series2:any'],
      result: (types) =>
        types.includes('dynamic') && types.every((type) => type === 'dynamic' || isNumeric(type)) ? 'real' : undefined,
      summary: 'Dot product of two series, or of a series and a number at each place.',
    },
    ([first, second]) => {
      const places = isNumberList(first) ? first : second;
      if (!isNumberList(places)) return null;
      const [left, right] = [first, second].map((of) => (typeof of === 'number' ? places.map(() => of) : of));
      return isNumberList(left) && isNumberList(right) && left.length === right.length ? dot(left, right) : null;
    },
  ),
  folded('pearson_correlation', ['series1:array', 'series2:array'], "Pearson's correlation of two series.", pearson),
  rowFunction(
    {
      name: 'series_cosine_similarity',
      params: ['series1:array', 'series2:array', 'magnitude1:number', 'magnitude2:number'],
      optional: 2,
      result: 'real',
      summary: 'Cosine of the angle between two series.',
    },
    ([left, right, first, second]) =>
      isNumberList(left) && isNumberList(right)
        ? cosine(
            left,
            right,
            first === undefined ? undefined : num(first),
            second === undefined ? undefined : num(second),
          )
        : null,
  ),
  rowFunction(
    {
      name: 'series_fill_const',
      params: ['series:array', 'constant_value:number', 'missing_value_placeholder:any'],
      optional: 1,
      nulls: true,
      result: 'dynamic',
      summary: 'Series with a value for what is missing.',
    },
    ([series, value, missing]) =>
      isArray(series) ? fillConst(series, value === null ? null : num(value), missing) : null,
  ),
  rowFunction(
    {
      name: 'series_fill_forward',
      params: ['series:array', 'missing_value_placeholder:any'],
      optional: 1,
      nulls: true,
      result: 'dynamic',
      summary: 'Series with what is missing taken from the left.',
    },
    ([series, missing]) => (isArray(series) ? fillForward(series, missing) : null),
  ),
  rowFunction(
    {
      name: 'series_fill_backward',
      params: ['series:array', 'missing_value_placeholder:any'],
      optional: 1,
      nulls: true,
      result: 'dynamic',
      summary: 'Series with what is missing taken from the right.',
    },
    ([series, missing]) => (isArray(series) ? fillBackward(series, missing) : null),
  ),
  rowFunction(
    {
      name: 'series_fill_linear',
      params: ['series:array', 'missing_value_placeholder:any', 'fill_edges:bool', 'constant_value:number'],
      optional: 3,
      nulls: true,
      result: 'dynamic',
      summary: 'Series with what is missing on the line between its neighbours.',
    },
    ([series, missing, edges, constant]) =>
      isArray(series) ? fillLinear(series, missing, edges !== false, constant === undefined ? 0 : num(constant)) : null,
  ),
  rowFunction(
    {
      name: 'series_fir',
      params: ['series:array', 'filter:array', 'normalize:bool', 'center:bool'],
      optional: 2,
      result: 'dynamic',
      summary: 'Series through a finite impulse response filter, zeros beyond its ends.',
    },
    ([series, filter, normalize, center]) =>
      isNumberList(series) && isNumberList(filter)
        ? fir(series, filter, typeof normalize === 'boolean' ? normalize : undefined, center === true)
        : null,
  ),
  rowFunction(
    {
      name: 'series_iir',
      params: ['series:array', 'numerators:array', 'denominators:array'],
      result: 'dynamic',
      summary: 'Series through an infinite impulse response filter.',
    },
    ([series, numerators, denominators]) =>
      isNumberList(series) && isNumberList(numerators) && isNumberList(denominators)
        ? iir(series, numerators, denominators)
        : null,
  ),
  ...several(
    'series_stats',
    [
      ['min', 'real'],
      ['min_idx', 'long'],
      ['max', 'real'],
      ['max_idx', 'long'],
      ['avg', 'real'],
      ['stdev', 'real'],
      ['variance', 'real'],
    ],
    'Least, greatest, mean and spread of a series',
    ['ignore_nonfinite:bool'],
    statistics,
  ),
  ...several(
    'series_fit_line',
    [
      ['rsquare', 'real'],
      ['slope', 'real'],
      ['variance', 'real'],
      ['rvariance', 'real'],
      ['interception', 'real'],
      ['line_fit', 'dynamic'],
    ],
    'Line that fits a series best',
    [],
    (series) => (isNumberList(series) ? fitLine(series) : null),
  ),
];
