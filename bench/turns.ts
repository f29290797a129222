import { readFileSync } from 'node:fs';

/** The middle of some figures; NaN of none. */
export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds by the clock and of processor time. */
export type Taken = { readonly wall: number; readonly cpu: number };

/** Processor time of this process so far, milliseconds. */
const ownCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Linux counts processor time in hundredths of a second. */
const tickMs = 10;

/** Processor time of another process so far, milliseconds; NaN where there is no /proc to ask. */
export const cpuOf = (pid: number | undefined): number => {
  try {
    // The name in brackets may hold blanks: fields are counted after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return Number.NaN;
  }
};

/** What a piece of work takes, its processor time read from `cpu`. */
export const taken = async (work: () => unknown, cpu: () => number = ownCpu): Promise<Taken> => {
  const before = cpu();
  const start = performance.now();
  await work();
  return { wall: performance.now() - start, cpu: cpu() - before };
};

export const medianTaken = (runs: readonly Taken[]): Taken => ({
  wall: median(runs.map(({ wall }) => wall)),
  cpu: median(runs.map(({ cpu }) => cpu)),
});
