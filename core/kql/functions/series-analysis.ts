import { lazyPart } from '../lazy-part';
import type { BoundArgument, ScalarFunction } from '../registry';
import type { ColumnSchema, ColumnType } from '../schema';
import type { Json } from '../vector';
import type { NamedParameter } from './define';
import type { Cell } from './read';
import { num, rowFunction, text } from './row-function';
import { isNumberList, real } from './series-math';

/** Functions that look for shapes in a series; what they compute with comes with the first query that uses one. */

const fourierPart = lazyPart(() => import('./fourier'));
const polynomialPart = lazyPart(() => import('./polynomial'));
const seasonalityPart = lazyPart(() => import('./seasonality'));

type Results = readonly (readonly [string, ColumnType])[];

type Shape = {
  readonly name: string;
  readonly params: readonly NamedParameter[];
  readonly optional: number;
  readonly summary: string;
};

/** A function of several results: columns where it stands alone, one array elsewhere. */
const several = (shape: Shape, results: Results, compute: (cells: readonly Cell[]) => Json): ScalarFunction => ({
  ...rowFunction({ ...shape, result: 'dynamic' }, compute),
  tuple: ([series]: readonly BoundArgument[]): readonly ColumnSchema[] =>
    results.map(([column, type]) => ({ name: `${shape.name}_${series?.name ?? ''}_${column}`, type })),
});

const transform = (name: string, inverse: boolean, params: readonly NamedParameter[], summary: string) =>
  several(
    { name, params, optional: params.length - 1, summary },
    [
      ['real', 'dynamic'],
      ['imag', 'dynamic'],
    ],
    ([re, im = []]) => {
      const { fourier } = fourierPart.get();
      if (!isNumberList(re) || !isNumberList(im)) return null;
      const result = fourier(re, im, inverse);
      return [[...result.re].map(real), [...result.im].map(real)];
    },
  );

const fitPoly = (name: string, asBag: boolean): ScalarFunction => {
  const columns: Results = [
    ['rsquare', 'real'],
    ['coefficients', 'dynamic'],
    ['variance', 'real'],
    ['rvariance', 'real'],
    ['poly_fit', 'dynamic'],
  ];
  const shape: Shape = {
    name,
    params: ['y_series:array', 'x_series:array', 'degree:integer'],
    optional: 2,
    summary: `Polynomial that fits a series best, as ${asBag ? 'a bag' : 'columns'}.`,
  };
  const compute = ([y, x, degree]: readonly Cell[]): Json => {
    if (!isNumberList(y)) return null;
    const places = x === undefined ? y.map((_, at) => at + 1) : x;
    if (!isNumberList(places)) return null;
    const fit = polynomialPart.get().fitPolynomial(y, places, degree === undefined ? 1 : num(degree));
    if (fit === undefined) return null;
    const { rsquare, coefficients, variance, rvariance, poly_fit } = fit;
    const found = { rsquare, coefficients: [...coefficients], variance, rvariance, poly_fit: [...poly_fit] };
    return asBag ? found : Object.values(found);
  };
  return asBag ? rowFunction({ ...shape, result: 'dynamic' }, compute) : several(shape, columns, compute);
};

const parts: Results = [
  ['baseline', 'dynamic'],
  ['seasonal', 'dynamic'],
  ['trend', 'dynamic'],
  ['residual', 'dynamic'],
];

/** Seasons a part of which is not in the points that are learned from cannot be told. */
const decomposed = (
  series: Cell | undefined,
  seasonality: Cell | undefined,
  trend: Cell | undefined,
  testPoints: number,
  threshold: Cell | undefined,
): Json => {
  if (!isNumberList(series)) return null;
  const {
    baseline,
    seasonal,
    trend: line,
    residual,
  } = seasonalityPart.get().decompose(series, {
    seasonality: seasonality === undefined ? -1 : num(seasonality),
    trend: trend === undefined ? 'avg' : text(trend),
    testPoints,
    threshold: threshold === undefined ? 0.6 : num(threshold),
  });
  return [[...baseline], [...seasonal], [...line], [...residual]];
};

export const seriesAnalysisFunctions: readonly ScalarFunction[] = [
  transform('series_fft', false, ['x_real:array', 'x_imaginary:array'], 'Fourier transform of a series.'),
  transform('series_ifft', true, ['fft_real:array', 'fft_imaginary:array'], 'Inverse Fourier transform of a series.'),
  fitPoly('series_fit_poly', false),
  rowFunction(
    {
      name: 'series_seasonal',
      params: ['series:array', 'period:integer'],
      optional: 1,
      result: 'dynamic',
      summary: 'Seasonal part of a series: medians by place in the season, which is found where it is not given.',
    },
    ([series, period]) => {
      if (!isNumberList(series)) return null;
      const { detectPeriod, seasonalOf } = seasonalityPart.get();
      const given = period === undefined ? -1 : num(period);
      return seasonalOf(series, given < 0 ? detectPeriod(series, 0.7) : given);
    },
  ),
  several(
    {
      name: 'series_decompose',
      params: [
        'series:array',
        'seasonality:integer',
        'trend:string',
        'test_points:integer',
        'seasonality_threshold:number',
      ],
      optional: 4,
      summary: 'Season, trend and rest of a series; the season is found where it is not given.',
    },
    parts,
    ([series, seasonality, trend, testPoints, threshold]) =>
      decomposed(series, seasonality, trend, testPoints === undefined ? 0 : num(testPoints), threshold),
  ),
  several(
    {
      name: 'series_decompose_forecast',
      params: ['series:array', 'points:integer', 'seasonality:integer', 'trend:string', 'seasonality_threshold:number'],
      optional: 3,
      summary: 'Season and trend of a series, learned without its last points, as columns.',
    },
    parts,
    ([series, points, seasonality, trend, threshold]) =>
      decomposed(series, seasonality, trend ?? 'linefit', num(points), threshold),
  ),
];
