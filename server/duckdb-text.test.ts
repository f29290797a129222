import { DuckDBInstance, listValue } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { rowsOf } from './duckdb-rows';
import { evenRanges, isOddText, orderedText, termRanges } from './duckdb-text';

const answer = z.tuple([z.number(), z.string(), z.boolean()]);

it('holds only characters that DuckDB and JavaScript fold, classify and order alike', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const ranges = evenRanges.map(([from, to]) => `SELECT unnest(range(${Math.max(from, 1)}, ${to + 1}))::INTEGER AS i`);
  const answers = await rowsOf(
    connection,
    String.raw`SELECT i, lower(chr(i)), regexp_matches(chr(i), '^[\p{L}\p{N}]$') FROM (${ranges.join(' UNION ALL ')}) ORDER BY i`,
    answer,
  );
  const different = answers.filter(([code, lower, term]) => {
    const character = String.fromCodePoint(code);
    return (
      character.toLowerCase() !== lower ||
      lower.length !== character.length ||
      // The executor looks at one UTF-16 unit: beyond the first plane nothing may count as a letter.
      (code > 0xffff ? term : /^[\p{L}\p{N}]$/u.test(character) !== term)
    );
  });
  expect(different.map(([code]) => `U+${code.toString(16)}`)).toEqual([]);
  expect(answers.length).toBeGreaterThan(40_000);
  // UTF-8 and UTF-16 order alike as long as nothing lies between the surrogates and the end of the first plane.
  expect(evenRanges.every(([from, to]) => to < 0xd800 || from > 0xffff)).toBe(true);
  instance.closeSync();
});

it('knows the characters that do not', () => {
  expect(['', '/etc/ssh/sshd_config', 'Straße', 'K', 'ÉÀ', '漢字', '😀', '\u0000'].map(isOddText)).not.toContain(true);
  expect(['İstanbul', 'ΟΔΟΣ', '\ud800', '\ufeff', '\ua7cb', '𐐀', 'ﬁ'].map(isOddText)).not.toContain(false);
});

it('knows which of the characters a term consists of', () => {
  const terms = new Set<number>();
  for (const [from, to] of evenRanges) {
    for (let code = from; code <= Math.min(to, 0xffff); code++) {
      for (const character of [String.fromCharCode(code), String.fromCharCode(code).toLowerCase()]) {
        if (/^[\p{L}\p{N}]$/u.test(character)) terms.add(character.charCodeAt(0));
      }
    }
  }
  const listed = termRanges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
  expect(listed).toEqual([...terms].toSorted((a, b) => a - b));
});

it('orders every text as JavaScript does', async () => {
  const pieces = ['', 'a', 'Z', '\u0001', 'é', '\ud7ff', '\ue000', '\ufffd', '\uffff', '😀', '\u{10000}', '\u{10ffff}'];
  const texts = [
    ...new Set(pieces.flatMap((a) => pieces.flatMap((b) => [a + b, `${a}${b}\uffff`, `${a + b}\u{10ffff}`]))),
  ];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('CREATE TABLE texts (t VARCHAR)');
  await connection.run('INSERT INTO texts SELECT unnest($1::VARCHAR[])', [listValue(texts)]);
  const answers = await rowsOf(connection, `SELECT t FROM texts ORDER BY ${orderedText('t')}`, z.tuple([z.string()]));
  expect(answers.map(([text]) => text)).toEqual(texts.toSorted());
  instance.closeSync();
});
