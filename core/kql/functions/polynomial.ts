import { varianceOf } from './series-math';

export type PolynomialFit = {
  readonly rsquare: number;
  /** From the highest power down. */
  readonly coefficients: readonly number[];
  readonly variance: number;
  readonly rvariance: number;
  readonly poly_fit: readonly number[];
};

/** Multiplies a polynomial (lowest power first) by (slope x + start). */
const timesLine = (polynomial: readonly number[], slope: number, start: number): number[] =>
  [...polynomial, 0].map((value, power) => value * start + (polynomial[power - 1] ?? 0) * slope);

/**
 * Least squares by polynomials that are orthogonal over the places, which stays exact where powers of the places would
 * not. Undefined where there are not more places than the degree.
 */
export const fitPolynomial = (
  series: readonly number[],
  places: readonly number[],
  degree: number,
): PolynomialFit | undefined => {
  if (series.length <= degree || places.length !== series.length) return undefined;
  const least = Math.min(...places);
  const greatest = Math.max(...places);
  const width = greatest - least || 1;
  // Scaled to -1 ... 1.
  const slope = 2 / width;
  const start = (-2 * least) / width - 1;
  const scaled = places.map((place) => slope * place + start);
  const sum = (value: (at: number) => number): number => scaled.reduce((total, _, at) => total + value(at), 0);
  let previous = scaled.map(() => 0);
  let current = scaled.map(() => 1);
  let previousPowers: readonly number[] = [0];
  let powers: readonly number[] = [1];
  let previousNorm = 1;
  const fitted = scaled.map(() => 0);
  let coefficients: number[] = Array.from({ length: degree + 1 }, () => 0);
  for (let order = 0; order <= degree; order++) {
    const now = current;
    const norm = sum((at) => (now[at] ?? 0) ** 2);
    if (norm < 1e-20) return undefined;
    const weight = sum((at) => ((series[at] ?? 0) - (fitted[at] ?? 0)) * (now[at] ?? 0)) / norm;
    for (let at = 0; at < fitted.length; at++) fitted[at] = (fitted[at] ?? 0) + weight * (now[at] ?? 0);
    coefficients = coefficients.map((value, power) => value + weight * (powers[power] ?? 0));
    const middle = sum((at) => (scaled[at] ?? 0) * (now[at] ?? 0) ** 2) / norm;
    const share = order === 0 ? 0 : norm / previousNorm;
    const before = previous;
    const beforePowers = previousPowers;
    previous = now;
    previousPowers = powers;
    current = now.map((value, at) => ((scaled[at] ?? 0) - middle) * value - share * (before[at] ?? 0));
    powers = timesLine(powers, 1, -middle).map((value, power) => value - share * (beforePowers[power] ?? 0));
    previousNorm = norm;
  }
  // Horner's rule on polynomials puts the places themselves in for the scaled ones.
  let unscaled: readonly number[] = [];
  for (const value of coefficients.toReversed()) {
    unscaled = timesLine(unscaled, slope, start).map((of, power) => (power === 0 ? of + value : of));
  }
  const variance = varianceOf(series);
  const rvariance = varianceOf(series.map((value, at) => value - (fitted[at] ?? 0)));
  return {
    rsquare: variance === 0 ? 1 : 1 - rvariance / variance,
    coefficients: Array.from({ length: degree + 1 }, (_, at) => unscaled[degree - at] ?? 0),
    variance,
    rvariance,
    poly_fit: fitted,
  };
};
