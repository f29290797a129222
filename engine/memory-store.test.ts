import { describe, expect, it } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import type { Plan } from '#core/kql/plan';
import { ingestionTimeColumn, type TableSchema } from '#core/kql/schema';
import type { Json } from '#core/kql/vector';
import { wireRows } from '#core/kql/wire';
import { createMemoryStore } from './memory-store';
import type { Store } from './store';

const workspace = '00000000-0000-0000-0000-000000000001';
const table: TableSchema = {
  name: 'Fim_CL',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'Computer', type: 'string' },
    { name: 'Size', type: 'long' },
  ],
};
const at = (text: string): number => Date.parse(text) * 1000;
const now = at('2026-11-22T12:00:00Z');

const scanPlan = (schema: TableSchema = table): Plan => ({ op: 'scan', table: schema, columns: schema.columns });

const since = (time: string): Plan => ({
  op: 'where',
  columns: table.columns,
  input: scanPlan(),
  predicate: {
    kind: 'call',
    name: '>=',
    type: 'bool',
    args: [
      { kind: 'column', name: 'TimeGenerated', type: 'datetime' },
      { kind: 'literal', value: at(time), type: 'datetime' },
    ],
  },
});

const read = async (store: Store, plan: Plan, workspaces = [workspace]): Promise<Json[][]> => {
  const rows: Json[][] = [];
  for await (const batch of store.scan(workspaces, plan, { now })) rows.push(...wireRows(batch));
  return rows;
};

const day = (date: number, computer: string) => ({
  TimeGenerated: `2026-11-${String(date).padStart(2, '0')}T10:00:00Z`,
  Computer: computer,
});

const filled = async (): Promise<Store> => {
  const store = createMemoryStore({ clock: () => now / 1000 });
  const rows = [day(20, 'b'), day(2, 'a'), { ...day(21, 'c'), Size: 7 }];
  await store.append(workspace, table, batchFromRows(table.columns, rows), ['e:1', 'e:2', 'e:3'], now);
  return store;
};

describe('memory store rows', () => {
  it('are found by time, whatever order they arrived in', async () => {
    const store = await filled();
    expect((await read(store, since('2026-11-20T00:00:00Z'))).sort()).toEqual([
      ['2026-11-20T10:00:00Z', 'b', null],
      ['2026-11-21T10:00:00Z', 'c', 7],
    ]);
    expect(await read(store, scanPlan())).toHaveLength(3);
  });

  it('are stored once: a sequence not above the last of its epoch is dropped', async () => {
    const store = await filled();
    const batch = batchFromRows(table.columns, [day(21, 'c'), day(22, 'd'), day(22, 'e')]);
    expect(await store.append(workspace, table, batch, ['e:3', 'e:4', undefined], now)).toEqual({
      stored: 2,
      dropped: 1,
    });
    expect((await read(store, scanPlan())).map((row) => row[1]).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await store.append(workspace, table, batch, ['other:3', 'other:4', 'other:5'], now)).toMatchObject({
      stored: 3,
    });
  });

  it('belong to their workspace', async () => {
    const store = await filled();
    expect(await read(store, scanPlan(), ['another'])).toEqual([]);
    expect((await store.schema('another')).some(({ name }) => name === 'Fim_CL')).toBe(false);
    expect((await store.schema(workspace)).some(({ name }) => name === 'Fim_CL')).toBe(true);
  });

  it('carry the time they were received, when asked', async () => {
    const store = await filled();
    const columns = [table.columns[1] ?? ingestionTimeColumn, ingestionTimeColumn];
    expect(await read(store, { op: 'scan', table, columns })).toContainEqual(['a', '2026-11-22T12:00:00Z']);
  });

  it('get columns that came later as null', async () => {
    const store = await filled();
    const wider: TableSchema = {
      ...table,
      columns: [...table.columns, { name: 'Note_CF', type: 'string' }, { name: 'Ok', type: 'bool' }],
    };
    await store.append(
      workspace,
      wider,
      batchFromRows(wider.columns, [{ ...day(22, 'd'), Note_CF: 'late', Ok: true }]),
      [undefined],
      now,
    );
    const found = (await store.schema(workspace)).find(({ name }) => name === 'Fim_CL');
    expect(found?.columns.map(({ name }) => name)).toEqual(['TimeGenerated', 'Computer', 'Size', 'Note_CF', 'Ok']);
    expect((await read(store, scanPlan(wider))).map((row) => row.slice(3)).sort()).toEqual([
      ['', null],
      ['', null],
      ['', null],
      ['late', true],
    ]);
  });

  it('leave with retention', async () => {
    const store = await filled();
    await store.append(workspace, table, batchFromRows(table.columns, [day(19, 'old')]), [undefined], now);
    expect(await store.retain(workspace, at('2026-11-20T00:00:00Z'))).toBe(2);
    expect((await read(store, scanPlan())).map((row) => row[1]).sort()).toEqual(['b', 'c']);
  });

  it('of an unknown table are none', async () => {
    expect(await read(await filled(), scanPlan({ name: 'Nothing_CL', columns: table.columns }))).toEqual([]);
  });
});

describe('memory store documents', () => {
  it('are written only over the version the writer has seen', async () => {
    const { documents } = createMemoryStore({ clock: () => 0 });
    const first = await documents.put('/a/b', { n: 1 }, 'absent');
    const second = await documents.put('/a/b', { n: 2 });
    if (first.status === 'conflict' || second.status === 'conflict') throw new Error('conflict');
    expect([first.status, second.status]).toEqual(['created', 'updated']);
    expect(first.document.etag).toMatch(/^W\/"datetime'1970-01-01T00%3A00%3A00.*Z'"$/);
    expect(await documents.put('/a/b', { n: 3 }, first.document.etag)).toMatchObject({
      status: 'conflict',
      current: { body: { n: 2 } },
    });
    expect(await documents.put('/a/c', 1, '*')).toMatchObject({ status: 'conflict' });
    expect(await documents.delete('/a/b', first.document.etag)).toBe('conflict');
    expect(await documents.delete('/a/b', second.document.etag)).toBe(true);
    expect(await documents.delete('/a/b')).toBe(false);
  });

  it('are listed by prefix in order of id', async () => {
    const { documents } = createMemoryStore();
    for (const id of ['/b/2', '/a', '/b/1']) await documents.put(id, null);
    expect((await documents.list('/b/')).map(({ id }) => id)).toEqual(['/b/1', '/b/2']);
  });
});
