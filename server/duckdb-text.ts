/**
 * Characters whose lower case, letter-or-digit class and order are known to be the same in DuckDB and in JavaScript
 * (duckdb-text.test.ts asks both about each of them). Dotted capital I, capital sigma (context-sensitive in JavaScript)
 * and letters newer than either's Unicode tables are left out; so is U+E000 to U+FFFF, which UTF-16 orders behind emoji: a column that ever held such "odd" text is filtered in
 * TypeScript when the operator ignores case.
 */
export const evenRanges: readonly (readonly [number, number])[] = [
  [0x0000, 0x012f],
  [0x0131, 0x03a2],
  [0x03a4, 0x052f],
  [0x2010, 0x206f],
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2190, 0x23ff],
  [0x2500, 0x27bf],
  [0x3000, 0x30ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fef],
  [0xac00, 0xd7a3],
  [0x1f300, 0x1f64f],
];

const escape = (code: number): string => `\\u{${code.toString(16)}}`;

const oddPattern = new RegExp(`[^${evenRanges.map(([from, to]) => `${escape(from)}-${escape(to)}`).join('')}]`, 'u');

/** Printable and control ASCII: the common case, decided without the big character class. */
// oxlint-disable-next-line no-control-regex
const beyondAscii = /[^\u0000-\u007f]/;

/** Whether the text holds a character on which DuckDB and JavaScript could disagree. */
export const isOddText = (text: string): boolean => beyondAscii.test(text) && oddPattern.test(text);
