import { expect, test } from 'vitest';
import { compile } from '#core/kql/compile';
import { builtInTables } from '#core/fim/tables';
import { gallery } from './gallery';

const queries = gallery.flatMap((group) => group.queries);

test.each(queries.map(({ title, kql }) => [title, kql]))('"%s" is a query that runs', (_, kql) => {
  const result = compile(kql, { tables: builtInTables, now: 0 });
  expect(result.ok ? [] : result.diagnostics).toEqual([]);
});

test('titles tell the queries apart', () => {
  expect(new Set(queries.map(({ title }) => title)).size).toBe(queries.length);
});
