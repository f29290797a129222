import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { rowsOf } from './duckdb-rows';
import { quoteText } from './duckdb-dialect';

it.each([
  ['quotes', "it's"],
  ['a NUL alone', '\0'],
  ['NULs at both ends', '\0a\0\0b\0'],
  // Registry data that a search, the details pane or a filter compares with.
  ['thousands of NULs', 'x\0'.repeat(16_000)],
])('a literal is the text it was made of: %s', async (_, text) => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  expect(await rowsOf(connection, `SELECT ${quoteText(text)}`, z.tuple([z.string()]))).toEqual([[text]]);
});
