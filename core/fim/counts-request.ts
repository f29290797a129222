import type { BatchRequest } from '../contract/batch-body';
import { countedChanges } from './counted-changes';

/** What the list asks about each workspace. Small, and apart from how the answer is read: see ask-for-list.ts. */

const day = 24 * 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

/** One query per workspace gives all its numbers: slots with a time are changes, the one without is servers. */
const countsKql = (asOf: number): string => `union
  (${countedChanges}
  | where TimeGenerated >= datetime(${iso(asOf - 7 * day)})
  | summarize Value = count() by Slot = bin(TimeGenerated, 6h)),
  (Heartbeat
  | distinct SourceComputerId
  | summarize Value = count()
  | extend Slot = datetime(null))`;

/** Most requests a `$batch` takes. */
export const batchSize = 50;

const plainName = /^[\da-z-]*$/;
const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9';
const digits = /\d+/y;

/** Two names of lower case letters, digits and hyphens: hyphens come first, then numbers by their value, then letters. */
function comparePlain(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (isDigit(a[i]) && isDigit(b[j])) {
      digits.lastIndex = i;
      const left = digits.exec(a)?.[0] ?? '';
      digits.lastIndex = j;
      const right = digits.exec(b)?.[0] ?? '';
      const difference = Number(left) - Number(right);
      if (difference !== 0) return difference;
      i += left.length;
      j += right.length;
    } else {
      // In this alphabet the order of code units is the order of the collation.
      const difference = a.charCodeAt(i) - b.charCodeAt(j);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
  }
  return a.length - i - (b.length - j);
}

let collator: Intl.Collator | undefined;

/** Order of names as people count. The list shows it where nothing else is chosen, so counts are asked for in it. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  // Names as Azure has them; the first use of `Intl` costs a page's start tens of milliseconds.
  if (plainName.test(left) && plainName.test(right)) return comparePlain(left, right);
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return collator.compare(a, b);
}

/** Workspaces (customerIds) in the groups that share a `$batch`. */
export const batchGroups = (workspaces: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(workspaces.length / batchSize) }, (_, index) =>
    workspaces.slice(index * batchSize, (index + 1) * batchSize),
  );

/** Changes of 7 days and servers of 30 up to `asOf` (ms since 1970), one request a workspace. */
export const countsRequests = (workspaces: readonly string[], asOf: number): readonly BatchRequest[] => {
  const query = countsKql(asOf);
  const timespan = `${iso(asOf - 30 * day)}/${iso(asOf)}`;
  return workspaces.map((workspace) => ({ id: workspace, workspace, query, timespan }));
};
