import { diffWordsWithSpace } from 'diff';

/** A run of one side's text. `own`: the other side does not have it. */
export type TextRun = { readonly text: string; readonly own: boolean };

/** Longest comparison, milliseconds: beyond it the two texts stand unmarked rather than the page stand still. */
const patience = 60;

/** Texts that share less than this part of their length are simply two texts; marking all of both says nothing. */
const likeness = 0.25;

/**
 * What is one side's own in two texts, word by word; undefined where the texts are too different, or too long, for marks to help.
 */
export const compareTexts = (
  before: string,
  after: string,
): { readonly before: readonly TextRun[]; readonly after: readonly TextRun[] } | undefined => {
  if (before === after) return undefined;
  const parts = diffWordsWithSpace(before, after, { timeout: patience });
  if (!parts) return undefined;
  const shared = parts.reduce((sum, part) => (part.added || part.removed ? sum : sum + part.value.length), 0);
  if (shared < likeness * Math.min(before.length, after.length)) return undefined;
  return {
    before: parts.filter((part) => !part.added).map((part) => ({ text: part.value, own: part.removed })),
    after: parts.filter((part) => !part.removed).map((part) => ({ text: part.value, own: part.added })),
  };
};

/** Characters kept on each side of a long stretch that both texts share. */
const context = 60;

/** A run, or a stretch left out because both sides have it and it is long. */
export type ShownRun = TextRun | { readonly skipped: number };

/** Leaves out the middle of long shared stretches, so that what differs stands together. */
export const foldShared = (runs: readonly TextRun[]): readonly ShownRun[] =>
  runs.flatMap((run, at): readonly ShownRun[] => {
    const head = at === 0 ? 0 : context;
    const tail = at === runs.length - 1 ? 0 : context;
    if (run.own || run.text.length <= head + tail + 2 * context) return [run];
    const kept: ShownRun[] = [{ skipped: run.text.length - head - tail }];
    if (head > 0) kept.unshift({ text: run.text.slice(0, head), own: false });
    if (tail > 0) kept.push({ text: run.text.slice(-tail), own: false });
    return kept;
  });
