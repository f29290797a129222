/** Complex numbers side by side. */
export type Complex = { readonly re: Float64Array; readonly im: Float64Array };

const complex = (length: number): Complex => ({ re: new Float64Array(length), im: new Float64Array(length) });

/** Iterative transform of a length that is a power of two, in place. */
const transformPowerOfTwo = ({ re, im }: Complex, sign: 1 | -1): void => {
  const n = re.length;
  for (let at = 1, mirrored = 0; at < n; at++) {
    let bit = n >> 1;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored |= bit;
    if (at >= mirrored) continue;
    [re[at], re[mirrored]] = [re[mirrored] ?? 0, re[at] ?? 0];
    [im[at], im[mirrored]] = [im[mirrored] ?? 0, im[at] ?? 0];
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    for (let offset = 0; offset < half; offset++) {
      const angle = (sign * 2 * Math.PI * offset) / size;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      for (let low = offset; low < n; low += size) {
        const high = low + half;
        const x = (re[high] ?? 0) * cos - (im[high] ?? 0) * sin;
        const y = (re[high] ?? 0) * sin + (im[high] ?? 0) * cos;
        re[high] = (re[low] ?? 0) - x;
        im[high] = (im[low] ?? 0) - y;
        re[low] = (re[low] ?? 0) + x;
        im[low] = (im[low] ?? 0) + y;
      }
    }
  }
};

/** Bluestein's algorithm: any length as a convolution of a power of two. */
const transformAny = (input: Complex, sign: 1 | -1): Complex => {
  const n = input.re.length;
  let size = 1;
  while (size < 2 * n + 1) size *= 2;
  const cos = new Float64Array(n);
  const sin = new Float64Array(n);
  for (let at = 0; at < n; at++) {
    // at * at modulo 2n keeps the angle small, and so exact.
    const angle = (sign * Math.PI * ((at * at) % (2 * n))) / n;
    cos[at] = Math.cos(angle);
    sin[at] = Math.sin(angle);
  }
  const a = complex(size);
  const b = complex(size);
  for (let at = 0; at < n; at++) {
    const [x, y, c, s] = [input.re[at] ?? 0, input.im[at] ?? 0, cos[at] ?? 0, sin[at] ?? 0];
    a.re[at] = x * c - y * s;
    a.im[at] = x * s + y * c;
    b.re[at] = c;
    b.im[at] = -s;
    if (at === 0) continue;
    b.re[size - at] = c;
    b.im[size - at] = -s;
  }
  transformPowerOfTwo(a, -1);
  transformPowerOfTwo(b, -1);
  for (let at = 0; at < size; at++) {
    const [x, y, c, s] = [a.re[at] ?? 0, a.im[at] ?? 0, b.re[at] ?? 0, b.im[at] ?? 0];
    a.re[at] = x * c - y * s;
    a.im[at] = x * s + y * c;
  }
  transformPowerOfTwo(a, 1);
  const result = complex(n);
  for (let at = 0; at < n; at++) {
    const [x, y, c, s] = [(a.re[at] ?? 0) / size, (a.im[at] ?? 0) / size, cos[at] ?? 0, sin[at] ?? 0];
    result.re[at] = x * c - y * s;
    result.im[at] = x * s + y * c;
  }
  return result;
};

/** Fourier transform of any length in n log n steps; the inverse is divided by the length. */
export const fourier = (re: readonly number[], im: readonly number[], inverse: boolean): Complex => {
  const n = re.length;
  const sign = inverse ? 1 : -1;
  const input: Complex = { re: Float64Array.from(re), im: Float64Array.from(re, (_, at) => im[at] ?? 0) };
  let result = input;
  if (n > 1 && (n & (n - 1)) === 0) transformPowerOfTwo(input, sign);
  else if (n > 1) result = transformAny(input, sign);
  if (!inverse) return result;
  return { re: result.re.map((value) => value / n), im: result.im.map((value) => value / n) };
};
