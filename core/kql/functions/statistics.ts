import type { ScalarFunction } from '../registry';
import type { NamedParameter } from './define';
import { num, rowFunction } from './row-function';
import { betaCdf, betaInverse, betaPdf, erf, erfc, gamma, logGamma, welchTest } from './special-functions';

const real = (name: string, summary: string, compute: (value: number) => number): ScalarFunction =>
  rowFunction({ name, params: ['number:number'], result: 'real', summary }, ([value]) => compute(num(value)));

const beta = (
  name: string,
  first: NamedParameter,
  summary: string,
  compute: (value: number, alpha: number, beta: number) => number | null,
): ScalarFunction =>
  rowFunction({ name, params: [first, 'alpha:number', 'beta:number'], result: 'real', summary }, ([value, a, b]) =>
    num(b) <= 0 ? Number.NaN : compute(num(value), num(a), num(b)),
  );

const within = (x: number): boolean => x >= 0 && x <= 1;

export const statisticsFunctions: readonly ScalarFunction[] = [
  real('gamma', 'Gamma function.', gamma),
  real('loggamma', 'Logarithm of the absolute value of the gamma function.', logGamma),
  real('erf', 'Error function.', erf),
  real('erfc', 'Complementary error function.', erfc),
  // As recorded from Kusto: out of range gives NaN, an alpha below zero the whole probability.
  beta('beta_cdf', 'x:number', 'Cumulative beta distribution.', (x, a, b) =>
    !within(x) ? Number.NaN : a <= 0 ? 1 : betaCdf(x, a, b),
  ),
  beta('beta_pdf', 'x:number', 'Density of the beta distribution.', (x, a, b) =>
    !within(x) || a <= 0 ? Number.NaN : betaPdf(x, a, b),
  ),
  beta('beta_inv', 'probability:number', 'Inverse of the cumulative beta distribution.', (p, a, b) =>
    a <= 0 ? Number.NaN : !within(p) ? null : betaInverse(p, a, b),
  ),
  rowFunction(
    {
      name: 'welch_test',
      params: [
        'mean1:number',
        'variance1:number',
        'count1:number',
        'mean2:number',
        'variance2:number',
        'count2:number',
      ],
      result: 'real',
      summary: "p-value of Welch's t-test.",
    },
    (cells) => {
      const [mean1 = 0, variance1 = 0, count1 = 0, mean2 = 0, variance2 = 0, count2 = 0] = cells.map(num);
      return welchTest(
        { mean: mean1, variance: variance1, count: count1 },
        { mean: mean2, variance: variance2, count: count2 },
      );
    },
  ),
];
