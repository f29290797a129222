import type { Rng } from './context';

/** Random UUID (version 4) from the given source, so that tests and the mock repeat themselves. */
export const uuid = (rng: Rng): string => {
  let text = '';
  for (let at = 0; at < 32; at++) {
    const random = Math.floor(rng() * 16);
    const digit = at === 12 ? 4 : at === 16 ? 8 + (random % 4) : random;
    text += (at === 8 || at === 12 || at === 16 || at === 20 ? '-' : '') + digit.toString(16);
  }
  return text;
};
