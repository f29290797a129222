import * as z from 'zod/mini';
import { keptFamily } from './kept';

const entrySchema = z.object({
  text: z.string(),
  /** When it ended, ms since 1970. */
  at: z.number(),
  durationMs: z.number(),
  /** Null where it failed. */
  rows: z.nullable(z.number()),
});

/** A query that was run. */
export type HistoryEntry = Readonly<z.infer<typeof entrySchema>>;

const longest = 100;
/** Longer texts are not kept: a hundred of them would fill what a browser stores for a site. */
const longestText = 20_000;

/** Queries run in a workspace (by its ARM id) from this browser, the last first. */
export const historyOf = keptFamily<readonly HistoryEntry[]>('fim-logs-history ', z.array(entrySchema), []);

/** With a run in front; of runs of one text only the last stays. */
export const withRun = (history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] =>
  entry.text.length > longestText
    ? history
    : [entry, ...history.filter(({ text }) => text !== entry.text)].slice(0, longest);
