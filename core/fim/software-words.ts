const numbersOf = (part: string) => part.match(/\d+|[a-z]+|~/gi) ?? [];

const comparePieces = (a: string | undefined, b: string | undefined): number => {
  // A tilde sorts before everything, even the end: 1.0~rc1 is older than 1.0 (Debian's rule).
  if (a === '~' || b === '~') return a === b ? 0 : a === '~' ? -1 : 1;
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [left, right] = [Number(a), Number(b)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return Math.sign(left - right);
  return a < b ? -1 : a > b ? 1 : 0;
};

/** Order of two version texts: number by number and word by word, an epoch (`2:`) before all. Negative: `a` is older. */
export const compareVersions = (a: string, b: string): number => {
  const epochs = [a, b].map((text) => Number(/^(\d+):/.exec(text)?.[1] ?? 0));
  const [first = 0, second = 0] = epochs;
  if (first !== second) return Math.sign(first - second);
  const [left, right] = [a, b].map((text) => numbersOf(text.replace(/^\d+:/, '')));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at++) {
    const step = comparePieces(left?.[at], right?.[at]);
    if (step !== 0) return step;
  }
  return 0;
};

/** `Newer version`, `Older version`; empty where the texts do not tell. */
export const describeVersionChange = (before: string, after: string): string => {
  const step = compareVersions(before, after);
  return step === 0 ? '' : step < 0 ? 'Newer version' : 'Older version: a downgrade';
};
