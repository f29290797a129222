import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import { compile } from '#core/kql/compile';
import { execute } from '#core/kql/execute/execute';
import type { TableSchema } from '#core/kql/schema';
import { split } from '#core/kql/split';
import { wireRows } from '#core/kql/wire';
import type { Store } from '#engine/store';
import { createDuckDbStore } from './duckdb-store';

const workspace = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const now = Date.UTC(2026, 10, 22) * 1000;
const table: TableSchema = {
  name: 'Rows_CL',
  columns: [
    { name: 'RowId_CF', type: 'string' },
    { name: 'Path', type: 'string' },
  ],
};

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fim-keyed-'));
  store = await createDuckDbStore(join(folder, 'fim.duckdb'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Rows `id path`, stored in this order. */
const append = (rows: readonly string[], keyed: boolean, to = workspace) => {
  const cells = rows.map((row) => ({ RowId_CF: row.split(' ')[0] ?? '', Path: row.split(' ')[1] ?? '' }));
  return store.append(to, table, batchFromRows(table.columns, cells), [], now, keyed);
};

/** First rows in order of id and path, as the store gives them. */
const newest = async (workspaces = [workspace]): Promise<readonly string[]> => {
  const compiled = compile('Rows_CL | order by RowId_CF desc, Path asc | take 4', { tables: [table], now });
  if (!compiled.ok) throw new Error('The query does not bind.');
  const plan = split(compiled.query.plan, store.capabilities.canPush);
  expect(plan.op).toBe('remote');
  const found: string[] = [];
  for await (const batch of execute(plan, { now, scan: (prefix) => store.scan(workspaces, prefix, { now }) }))
    found.push(...wireRows(batch).map((row) => row.join(' ').trim()));
  return found;
};

it('orders rows by what stands behind their id once there are some that have the same or none', async () => {
  await append(['c /z', 'a /a'], true);
  expect(await newest()).toEqual(['c /z', 'a /a']);
  await append([' /y', ' /x', 'c /b'], false);
  expect(await newest()).toEqual(['c /b', 'c /z', 'a /a', '/x']);
  // And so it stays, whatever comes later, and after a restart.
  await append(['d /d'], true);
  await store.close();
  store = await createDuckDbStore(join(folder, 'fim.duckdb'));
  expect(await newest()).toEqual(['d /d', 'c /b', 'c /z', 'a /a']);
});

it('does not take ids of different workspaces for different', async () => {
  await append(['a /b'], true);
  await append(['a /a'], true, other);
  expect(await newest([workspace, other])).toEqual(['a /a', 'a /b']);
});

it('trusts no id of a file of format 1, for which nobody has vouched', async () => {
  await append(['a /b', 'a /a'], true);
  await store.close();
  const file = join(folder, 'fim.duckdb');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run('DROP TABLE internal.unkeyed');
  await connection.run("UPDATE internal.meta SET value = '1' WHERE key = 'format'");
  connection.closeSync();
  instance.closeSync();
  store = await createDuckDbStore(file);
  expect(await newest()).toEqual(['a /a', 'a /b']);
});
