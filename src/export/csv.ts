import Papa from 'papaparse';
import type { Format } from './format';
import { cellText, headOf, neutral } from './neutral';

const breakText = '\r\n';

/** RFC 4180, with the mark by which Excel knows UTF-8. */
const lines = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : Papa.unparse(
        rows.map((row) => [...row]),
        { newline: breakText },
      ) + breakText;

/** Comma-separated values. What is missing is said in a last line, in its first field: the format has no other place. */
export const csvFormat: Format = (columns) => ({
  head: () => `\ufeff${lines([columns.map(headOf)])}`,
  rows: (rows) => lines(rows.map((row) => columns.map(({ type }, index) => neutral(cellText(row[index], type), type)))),
  tail: ({ missing }) =>
    missing === undefined ? '' : lines([columns.map((_, index) => (index === 0 ? missing : ''))]),
});
