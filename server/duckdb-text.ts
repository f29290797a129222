/**
 * Characters whose lower case, letter-or-digit class and order are known to be the same in DuckDB and in JavaScript
 * (duckdb-text.test.ts asks both about each of them). Dotted capital I, capital sigma (context-sensitive in JavaScript)
 * and letters newer than either's Unicode tables are left out; so is U+E000 to U+FFFF, which UTF-16 orders behind emoji: a column that ever held
 * such "odd" text is filtered in TypeScript when the operator ignores case, and ordered by `orderedText`.
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

/**
 * Letters and digits among them and their lower cases: what `[\\p{L}\\p{N}]` matches in an even column. Written out, because
 * a pattern with the classes of all of Unicode takes DuckDB longer to compile than to run over a million paths.
 */
export const termRanges: readonly (readonly [number, number])[] = [
  [0x0030, 0x0039],
  [0x0041, 0x005a],
  [0x0061, 0x007a],
  [0x00aa, 0x00aa],
  [0x00b2, 0x00b3],
  [0x00b5, 0x00b5],
  [0x00b9, 0x00ba],
  [0x00bc, 0x00be],
  [0x00c0, 0x00d6],
  [0x00d8, 0x00f6],
  [0x00f8, 0x012f],
  [0x0131, 0x02c1],
  [0x02c6, 0x02d1],
  [0x02e0, 0x02e4],
  [0x02ec, 0x02ec],
  [0x02ee, 0x02ee],
  [0x0370, 0x0374],
  [0x0376, 0x0377],
  [0x037a, 0x037d],
  [0x037f, 0x037f],
  [0x0386, 0x0386],
  [0x0388, 0x038a],
  [0x038c, 0x038c],
  [0x038e, 0x03a1],
  [0x03a4, 0x03f5],
  [0x03f7, 0x0481],
  [0x048a, 0x052f],
  [0x2102, 0x2102],
  [0x2107, 0x2107],
  [0x210a, 0x2113],
  [0x2115, 0x2115],
  [0x2119, 0x211d],
  [0x2124, 0x2124],
  [0x2126, 0x2126],
  [0x2128, 0x2128],
  [0x212a, 0x212d],
  [0x212f, 0x2139],
  [0x213c, 0x213f],
  [0x2145, 0x2149],
  [0x214e, 0x214e],
  [0x2776, 0x2793],
  [0x2c65, 0x2c66],
  [0x3005, 0x3007],
  [0x3021, 0x3029],
  [0x3031, 0x3035],
  [0x3038, 0x303c],
  [0x3041, 0x3096],
  [0x309d, 0x309f],
  [0x30a1, 0x30fa],
  [0x30fc, 0x30ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fef],
  [0xac00, 0xd7a3],
];

const escape = (code: number): string => `\\u{${code.toString(16)}}`;

const oddPattern = new RegExp(`[^${evenRanges.map(([from, to]) => `${escape(from)}-${escape(to)}`).join('')}]`, 'u');

/** Printable and control ASCII: the common case, decided without the big character class. */
// oxlint-disable-next-line no-control-regex
const beyondAscii = /[^\u0000-\u007f]/;

/** Whether the text holds a character on which DuckDB and JavaScript could disagree. */
export const isOddText = (text: string): boolean => beyondAscii.test(text) && oddPattern.test(text);

const last = 'chr(1114111)';

/**
 * SQL of a text whose bytes are in the order JavaScript compares texts in, which is by UTF-16 units: U+E000 to U+FFFF go
 * behind all pairs. They are put behind U+10FFFF, the last of those, and that one is marked so that it stays before them.
 */
export const orderedText = (sql: string): string =>
  `regexp_replace(replace(${sql}, ${last}, ${last} || chr(1)), '([\\x{E000}-\\x{FFFF}])', ${last} || '\\1', 'g')`;
