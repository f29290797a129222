import type { Rng } from './context';

/** Random UUID (version 4) from the given source, so that tests and the mock repeat themselves. */
export const uuid = (rng: Rng): string => {
  const digits = Array.from({ length: 32 }, () => Math.floor(rng() * 16));
  digits[12] = 4;
  digits[16] = 8 + ((digits[16] ?? 0) % 4);
  const text = digits.map((digit) => digit.toString(16)).join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
};
