import type { Json } from '../vector';
import type { Cell } from './read';

/** A number as a dynamic value holds it: what JSON cannot carry as text. */
export const real = (value: number): Json =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';

export const isNumberList = (cell: Cell | undefined): cell is number[] =>
  Array.isArray(cell) && cell.every((value) => typeof value === 'number');

export const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Sample variance. */
export const varianceOf = (list: readonly number[]): number => {
  const middle = mean(list);
  const squares = list.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return list.length < 2 ? 0 : squares / (list.length - 1);
};

export const pearson = (left: readonly number[], right: readonly number[]): number | null => {
  if (left.length !== right.length || left.length === 0) return null;
  const x = mean(left);
  const y = mean(right);
  const a = left.map((value) => value - x);
  const b = right.map((value) => value - y);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

export const cosine = (
  left: readonly number[],
  right: readonly number[],
  leftLength = Math.sqrt(dot(left, left)),
  rightLength = Math.sqrt(dot(right, right)),
): number | null => (left.length === right.length ? dot(left, right) / (leftLength * rightLength) : null);

/** `normalize` divides by the sum of the filter: the default unless that has a negative coefficient. */
export const fir = (
  series: readonly number[],
  filter: readonly number[],
  normalize: boolean | undefined,
  center: boolean,
): Json => {
  const negative = filter.some((value) => value < 0);
  if (negative && normalize === true) return null;
  const scale = (normalize ?? !negative) ? filter.reduce((sum, value) => sum + value, 0) : 1;
  const ahead = center ? Math.floor((filter.length - 1) / 2) : 0;
  return series.map((_, at) =>
    real(filter.reduce((sum, value, back) => sum + value * (series[at + ahead - back] ?? 0), 0) / scale),
  );
};

export const iir = (
  series: readonly number[],
  numerators: readonly number[],
  denominators: readonly number[],
): Json => {
  const [first = 0, ...feedback] = denominators;
  if (first === 0) return null;
  const result: number[] = [];
  for (let at = 0; at < series.length; at++) {
    const input = numerators.reduce((sum, value, back) => sum + value * (series[at - back] ?? 0), 0);
    const past = feedback.reduce((sum, value, back) => sum + value * (result[at - 1 - back] ?? 0), 0);
    result.push((input - past) / first);
  }
  return result.map(real);
};

type Named = Readonly<Record<string, Json>>;

/** Least and greatest value with their first places, mean and spread; values that are no numbers must be ignored or give null. */
export const statistics = (series: readonly Json[], ignoreNonFinite: boolean): Named | null => {
  const places = [...series.keys()].filter((at) => typeof series[at] === 'number');
  if (places.length < series.length && !ignoreNonFinite) return null;
  const list = places.map((at) => Number(series[at]));
  if (list.length === 0) return null;
  const least = list.reduce((best, value, at) => (value < (list[best] ?? 0) ? at : best), 0);
  const greatest = list.reduce((best, value, at) => (value > (list[best] ?? 0) ? at : best), 0);
  const variance = varianceOf(list);
  return {
    min: list[least] ?? null,
    min_idx: places[least] ?? null,
    max: list[greatest] ?? null,
    max_idx: places[greatest] ?? null,
    avg: mean(list),
    stdev: Math.sqrt(variance),
    variance,
    sum: list.reduce((sum, value) => sum + value, 0),
    len: series.length,
  };
};

/** Least squares over the places 0, 1, 2 ... */
export const fitLine = (series: readonly number[]): Named | null => {
  if (series.length < 2) return null;
  const places = series.map((_, at) => at);
  const middle = mean(places);
  const centred = places.map((at) => at - middle);
  const slope = dot(centred, series) / dot(centred, centred);
  const start = mean(series) - slope * middle;
  const line = places.map((at) => start + slope * at);
  const variance = varianceOf(series);
  const rvariance = varianceOf(series.map((value, at) => value - (line[at] ?? 0)));
  return {
    rsquare: variance === 0 ? 1 : 1 - rvariance / variance,
    slope,
    variance,
    rvariance,
    // The first element stands at 1, not at 0.
    interception: start - slope,
    line_fit: line,
  };
};
