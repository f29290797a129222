import { fourier } from './fourier';
import { fitLine, isNumberList } from './series-math';

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((left, right) => left - right);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
};

/** A season of fewer places, or one that occurs fewer times, cannot be told from noise. */
const shortestSeason = 4;
const leastSeasons = 3;

/** Sum of the places from `from` up to `to`, out of running totals. */
const between = (totals: readonly number[], from: number, to: number): number =>
  (totals[to] ?? 0) - (totals[from] ?? 0);

/** Pearson's correlation of a series with itself, by lag: products from a Fourier transform, sums from running totals. */
const correlations = (series: readonly number[], longest: number): readonly number[] => {
  const n = series.length;
  const mean = series.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  const centred = series.map((value) => value - mean);
  // Zeros keep the end of the series from meeting its start.
  const { re, im } = fourier([...centred, ...centred.map(() => 0)], [], false);
  const power = Array.from(re, (value, at) => value ** 2 + (im[at] ?? 0) ** 2);
  const products = fourier(power, [], true).re;
  const sums = [0];
  const squares = [0];
  for (const [at, value] of centred.entries()) {
    sums.push((sums[at] ?? 0) + value);
    squares.push((squares[at] ?? 0) + value ** 2);
  }
  return Array.from({ length: longest + 1 }, (_, lag) => {
    const size = n - lag;
    const [left, right] = [between(sums, 0, size), between(sums, lag, n)];
    const spread = (between(squares, 0, size) - left ** 2 / size) * (between(squares, lag, n) - right ** 2 / size);
    return spread > 1e-12 ? ((products[lag] ?? 0) - (left * right) / size) / Math.sqrt(spread) : 0;
  });
};

/**
 * The season of a series: the shortest lag whose correlation of the series with itself is a peak, at least `threshold`
 * and nearly the highest of all. 0 where there is none.
 */
export const detectPeriod = (series: readonly number[], threshold: number): number => {
  const longest = Math.floor(series.length / leastSeasons);
  const scores = correlations(series, longest + 1);
  const score = (lag: number): number => scores[lag] ?? 0;
  let best = 0;
  for (let lag = shortestSeason; lag <= longest; lag++) {
    const peak = score(lag) >= threshold && score(lag) >= score(lag - 1) && score(lag) >= score(lag + 1);
    if (peak && (best === 0 || score(lag) > score(best) * 1.1)) best = lag;
  }
  return best;
};

/** For each place the median of the values at the same place of all seasons, for `length` places. */
export const seasonalOf = (series: readonly number[], period: number, length = series.length): number[] => {
  if (period <= 0 || period > series.length) return Array.from({ length }, () => 0);
  const season = Array.from({ length: period }, (_, phase) => median(series.filter((_, at) => at % period === phase)));
  return Array.from({ length }, (_, at) => season[at % period] ?? 0);
};

export type Decomposition = {
  readonly baseline: readonly number[];
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
  readonly residual: readonly number[];
};

export type DecomposeOptions = {
  /** Places of a season, 0 for none, -1 to find it. */
  readonly seasonality: number;
  readonly trend: string;
  /** Points at the end that are not learned from. */
  readonly testPoints: number;
  readonly threshold: number;
};

const trendOf = (kind: string, learned: readonly number[], length: number): number[] => {
  if (kind === 'avg') {
    const mean = learned.reduce((sum, value) => sum + value, 0) / Math.max(1, learned.length);
    return Array.from({ length }, () => mean);
  }
  const line = kind === 'linefit' ? fitLine(learned) : null;
  const slope = Number(line?.['slope'] ?? 0);
  const first = isNumberList(line?.['line_fit']) ? (line['line_fit'][0] ?? 0) : 0;
  return Array.from({ length }, (_, at) => first + slope * at);
};

/** Season, then trend of what is left, then what neither explains, in the order Kusto's documentation of series_decompose gives. */
export const decompose = (series: readonly number[], options: DecomposeOptions): Decomposition => {
  const { seasonality, trend: kind, testPoints, threshold } = options;
  const { length } = series;
  const learned = series.slice(0, Math.max(0, length - testPoints));
  const period = seasonality < 0 ? detectPeriod(learned, threshold) : seasonality;
  const seasonal = seasonalOf(learned, period, length);
  const trend = trendOf(
    kind,
    learned.map((value, at) => value - (seasonal[at] ?? 0)),
    length,
  );
  const baseline = seasonal.map((value, at) => value + (trend[at] ?? 0));
  return { baseline, seasonal, trend, residual: series.map((value, at) => value - (baseline[at] ?? 0)) };
};
