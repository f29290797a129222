/** Functions of mathematical statistics, to about 14 digits. */

/** Lanczos' coefficients (g = 7, n = 9). */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const halfLogTwoPi = 0.9189385332046728;

/** Natural logarithm of the gamma function's absolute value. */
export const logGamma = (x: number): number => {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0 && Number.isInteger(x)) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const shifted = x - 1;
  const t = shifted + 7.5;
  const sum = lanczos.reduce(
    (total, coefficient, at) => total + (at === 0 ? coefficient : coefficient / (shifted + at)),
    0,
  );
  return halfLogTwoPi + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
};

export const gamma = (x: number): number => {
  if (Number.isInteger(x) && x > 0 && x < 171) {
    let product = 1;
    for (let factor = 2; factor < x; factor++) product *= factor;
    return product;
  }
  if (x <= 0 && Number.isInteger(x)) return Number.NaN;
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  return Math.exp(logGamma(x));
};

const tiny = 1e-300;
const precision = 1e-16;

const nonZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);

/** Continued fraction of the incomplete beta function (Lentz's method). */
const betaFraction = (x: number, a: number, b: number): number => {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < precision) break;
  }
  return result;
};

/** Regularised incomplete beta function: the cumulative beta distribution. */
export const betaCdf = (x: number, a: number, b: number): number => {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
};

export const betaPdf = (x: number, a: number, b: number): number =>
  Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));

/** Where the cumulative beta distribution reaches a probability. */
export const betaInverse = (probability: number, a: number, b: number): number => {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 200 && high - low > 0; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaCdf(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** Lower incomplete gamma function of 1/2, regularised: erf of the root. */
const gammaSeries = (x: number): number => {
  let term = 2;
  let sum = term;
  for (let n = 1; n < 500 && Math.abs(term) > Math.abs(sum) * precision; n++) {
    term *= x / (0.5 + n);
    sum += term;
  }
  return (sum * Math.exp(-x) * Math.sqrt(x)) / Math.sqrt(Math.PI);
};

const gammaFraction = (x: number): number => {
  let b = x + 0.5;
  let c = 1 / tiny;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < 500; n++) {
    const factor = -n * (n - 0.5);
    b += 2;
    d = factor * d + b;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = b + factor / c;
    if (Math.abs(c) < tiny) c = tiny;
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < precision) break;
  }
  return (result * Math.exp(-x) * Math.sqrt(x)) / Math.sqrt(Math.PI);
};

const complement = (x: number): number => {
  const square = x * x;
  return square < 1.5 ? 1 - gammaSeries(square) : gammaFraction(square);
};

/** The error function and its complement. */
export const erfc = (x: number): number =>
  Number.isNaN(x) ? x : !Number.isFinite(x) ? (x > 0 ? 0 : 2) : x >= 0 ? complement(x) : 2 - complement(-x);

export const erf = (x: number): number => {
  if (Number.isNaN(x)) return x;
  const square = x * x;
  return square < 1.5 ? Math.sign(x) * gammaSeries(square) : 1 - erfc(x);
};

type Sample = { readonly mean: number; readonly variance: number; readonly count: number };

/** p-value of Welch's two-sided test for equal means. */
export const welchTest = (left: Sample, right: Sample): number => {
  const a = left.variance / left.count;
  const b = right.variance / right.count;
  const t = (left.mean - right.mean) / Math.sqrt(a + b);
  const freedom = (a + b) ** 2 / (a ** 2 / (left.count - 1) + b ** 2 / (right.count - 1));
  return betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5);
};
