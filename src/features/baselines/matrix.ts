import * as z from 'zod/mini';
import { type Verdict, evaluate } from '#core/fim/baselines/evaluate';
import type { Expectations } from '#core/fim/baselines/expectation';
import type { BaselineSetting } from '#core/fim/netlogon-baseline';
import { type Machine, type Watched, actualOf } from './machines';

/** A row of the matrix: a machine, and how each setting stands. */
export type MatrixRow = {
  readonly machine: Machine;
  /** By value name as the gallery writes it. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Settings that are not as expected: drifted or missing. */
  readonly drift: number;
  /** Settings nothing is known of, among those something is expected of. */
  readonly unknown: number;
};

export const isOff = (verdict: Verdict | undefined): boolean => verdict === 'drift' || verdict === 'missing';

/** Judges every setting of every machine. */
export const toMatrix = (
  machines: readonly Machine[],
  settings: readonly BaselineSetting[],
  expected: Expectations,
  watched: Watched,
): readonly MatrixRow[] =>
  machines.map((machine) => {
    const judged = settings.map(
      ({ valueName, type }) =>
        [valueName, evaluate(type, expected[valueName], actualOf(machine, valueName, watched))] as const,
    );
    return {
      machine,
      verdicts: Object.fromEntries(judged),
      drift: judged.filter(([, verdict]) => isOff(verdict)).length,
      unknown: judged.filter(([, verdict]) => verdict === 'unknown').length,
    };
  });

/** How many machines stand how with one setting. */
export const countVerdicts = (rows: readonly MatrixRow[], valueName: string): Readonly<Record<Verdict, number>> => {
  const counts = { matches: 0, drift: 0, missing: 0, unknown: 0, unchecked: 0 };
  for (const { verdicts } of rows) counts[verdicts[valueName] ?? 'unchecked']++;
  return counts;
};

/** View state of the page in the URL. */
export const matrixSearch = z.object({
  /** Text in a server's name. */
  find: z.catch(z.string(), ''),
  /** Only servers with drift. */
  drift: z.catch(z.boolean(), false),
  /** `name`, `drift`, or the name of a value. */
  sort: z.catch(z.string(), 'drift'),
  dir: z.catch(z.enum(['asc', 'desc']), 'desc'),
  /** The server whose pane is open, and the value it shows first. */
  machine: z.catch(z.string(), ''),
  setting: z.catch(z.string(), ''),
  /** The pane of expected values. */
  expected: z.catch(z.boolean(), false),
});
export type MatrixView = Readonly<z.infer<typeof matrixSearch>>;

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What deserves a look first sorts highest. */
const weights = { unchecked: 0, matches: 1, unknown: 2, missing: 3, drift: 4 } satisfies Record<Verdict, number>;

const compare = (a: MatrixRow, b: MatrixRow, sort: string): number => {
  if (sort === 'name') return words.compare(a.machine.name, b.machine.name);
  if (sort === 'drift') return a.drift - b.drift || a.unknown - b.unknown;
  return weights[a.verdicts[sort] ?? 'unchecked'] - weights[b.verdicts[sort] ?? 'unchecked'];
};

/** Rows that the view asks for, in its order; equal ones by name. */
export const arrange = (
  rows: readonly MatrixRow[],
  { find, drift, sort, dir }: Pick<MatrixView, 'find' | 'drift' | 'sort' | 'dir'>,
): readonly MatrixRow[] => {
  const wanted = find.trim().toLowerCase();
  const sign = dir === 'asc' ? 1 : -1;
  return rows
    .filter((row) => (!drift || row.drift > 0) && row.machine.name.toLowerCase().includes(wanted))
    .toSorted(
      (a, b) =>
        sign * compare(a, b, sort) ||
        words.compare(a.machine.name, b.machine.name) ||
        (a.machine.id < b.machine.id ? -1 : 1),
    );
};
