import { visibleString } from './visible-parts';

/** A value that stays one cell of a spreadsheet: nothing hidden in it, no tab or break of its own, no formula. */
const cell = (value: string): string => {
  const plain = visibleString(value);
  return /^[=+\-@\uff0b\uff0d\uff1d\uff20]/.test(plain.trimStart()) ? `'${plain}` : plain;
};

/**
 * Lines of cells as tab-separated values, for a spreadsheet. Characters that would not show are escapes, and what a spreadsheet
 * would take for a formula begins with an apostrophe.
 */
export const tsv = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => line.map(cell).join('\t')).join('\n');

/** A time (ms since 1970) as ISO 8601 in UTC; `''` for an unknown one. */
export const timeCell = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString());
