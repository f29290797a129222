import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import type { Plan } from '#core/kql/plan';
import { ingestionTimeColumn, type TableSchema } from '#core/kql/schema';
import type { Batch, Json } from '#core/kql/vector';
import { wireRows } from '#core/kql/wire';
import type { Store } from '#engine/store';
import { createDuckDbStore } from './duckdb-store';

const workspace = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const noon = Date.UTC(2026, 10, 22, 12) * 1000;

const table: TableSchema = {
  name: 'Sample_CL',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'name', type: 'string' },
    { name: 'Name', type: 'string' },
    { name: 'count', type: 'long' },
    { name: 'share', type: 'real' },
    { name: 'on', type: 'bool' },
    { name: 'id', type: 'guid' },
    { name: 'span', type: 'timespan' },
    { name: 'detail', type: 'dynamic' },
  ],
};

let folder: string;
let store: Store;
const file = (): string => join(folder, 'fim.duckdb');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fim-store-'));
  store = await createDuckDbStore(file());
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function collect(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  const all: Batch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

type Row = Readonly<Record<string, Json>>;
const append = (
  rows: readonly Row[],
  ids: readonly (string | undefined)[] = rows.map(() => undefined),
  schema = table,
) => store.append(workspace, schema, batchFromRows(schema.columns, rows), ids, noon);

const scanOf = (schema: TableSchema): Plan => ({ op: 'scan', table: schema, columns: schema.columns });

async function read(plan: Plan = scanOf(table), workspaces = [workspace]): Promise<Json[][]> {
  const rows: Json[][] = [];
  for await (const batch of store.scan(workspaces, plan, { now: noon })) rows.push(...wireRows(batch));
  return rows;
}

it('gives back every type of cell as it was stored', async () => {
  const rows: Row[] = [
    {
      TimeGenerated: '2026-11-22T10:00:00.123456Z',
      name: 'short',
      Name: 'a string longer than twelve bytes',
      count: 42,
      share: 1.5,
      on: true,
      id: '6f9619ff-8b86-d011-b42d-00c04fc964ff',
      span: '1.02:03:04.5000000',
      detail: { path: '/etc/hosts', list: [1, null, 'x'] },
    },
    { name: '', Name: 'nul \u0000 inside a longer text', count: -1, share: -0.25, on: false, detail: [] },
    { name: '\ufeffmark', Name: 'éß漢字😀', count: 9007199254740991, share: 1e300 },
    { name: 'twelve bytes', Name: 'a string longer than twelve bytes' },
  ];
  await append(rows);
  expect(await read()).toEqual(wireRows(batchFromRows(table.columns, rows)));
});

const named = (names: readonly string[]) => names.map((Name) => ({ Name }));

it('keeps texts apart that are stored side by side', async () => {
  const long = [
    'thirteen char',
    'a longer text with \u0000 inside',
    '',
    'twelve chars',
    'the last of the longer texts',
  ];
  const halves = ['ends with half of a pair \ud83d', '\ude00 begins with the other half'];
  await append(named([...long, ...long]));
  await append(named([...long, ...halves]));
  const whole = ['ends with half of a pair \ufffd', '\ufffd begins with the other half'];
  expect((await read()).map((row) => row[2])).toEqual([...long, ...long, ...long, ...whole]);
});

it('keeps longs beyond 2^53 exact', async () => {
  const batch: Batch = {
    columns: [{ name: 'count', type: 'long' }],
    vectors: [{ kind: 'number', values: Float64Array.of(9.1e18, 3), big: new Map([[0, 9_100_000_000_000_000_001n]]) }],
    length: 2,
  };
  await store.append(workspace, table, batch, [undefined, undefined], noon);
  const [found] = await collect(
    store.scan([workspace], { op: 'scan', table, columns: [{ name: 'count', type: 'long' }] }, { now: noon }),
  );
  const vector = found?.vectors[0];
  expect(vector?.kind === 'number' && vector.big?.get(0)).toBe(9_100_000_000_000_000_001n);
});

it('reads many rows in order, in several batches', { timeout: 30_000 }, async () => {
  const rows = Array.from({ length: 70_000 }, (_, n) => ({
    count: n,
    name: `n${n % 7}`,
    Name: `/a/rather/long/path/${n}`,
  }));
  const narrow: TableSchema = { name: 'Narrow_CL', columns: table.columns.slice(1, 4) };
  await append(rows, [], narrow);
  const read = await collect(store.scan([workspace], scanOf(narrow), { now: noon }));
  expect(read.length).toBeGreaterThan(1);
  const text = read.flatMap((batch) => wireRows(batch).map((row) => `${row[2]} ${row[0]} ${row[1]}`)).join();
  expect(text === rows.map((row) => `${row.count} ${row.name} ${row.Name}`).join()).toBe(true);
});

it('drops rows whose sequence is not above the last one of their epoch', async () => {
  expect(await append([{ count: 1 }, { count: 2 }], ['e:1', 'e:2'])).toEqual({ stored: 2, dropped: 0 });
  expect(await append([{ count: 2 }, { count: 3 }, { count: 3 }], ['e:2', 'e:3', 'e:3'])).toEqual({
    stored: 1,
    dropped: 2,
  });
  expect(await append([{ count: 9 }], ['f:1'])).toEqual({ stored: 1, dropped: 0 });
  expect((await read()).map((row) => row[3])).toEqual([1, 2, 3, 9]);
});

it('drops rows whose other id was stored before, in the workspace', async () => {
  expect(await append([{ count: 1 }, { count: 2 }, { count: 3 }], ['abc', "d'ef", 'abc'])).toEqual({
    stored: 2,
    dropped: 1,
  });
  expect(await append([{ count: 2 }, { count: 4 }], ["d'ef", undefined])).toEqual({ stored: 1, dropped: 1 });
  const elsewhere = await store.append(other, table, batchFromRows(table.columns, [{ count: 1 }]), ['abc'], noon);
  expect(elsewhere.stored).toBe(1);
});

it('remembers rows, sequences, documents and custom columns over a restart', async () => {
  await append([{ count: 1, name: 'kept' }], ['e:7']);
  const put = await store.documents.put('/subscriptions/a', { name: 'A' });
  await store.close();
  store = await createDuckDbStore(file());
  expect((await read()).map((row) => row[1])).toEqual(['kept']);
  expect(await append([{ count: 1 }], ['e:7'])).toEqual({ stored: 0, dropped: 1 });
  expect(await store.documents.get('/subscriptions/a')).toEqual(put.status === 'conflict' ? undefined : put.document);
  expect((await store.schema(workspace)).find(({ name }) => name === 'Sample_CL')).toEqual(table);
});

it('adds columns to a custom table, empty for the rows before', async () => {
  await append([{ count: 1 }]);
  const wider: TableSchema = {
    name: table.name,
    columns: [
      { name: 'count', type: 'long' },
      { name: 'COUNT', type: 'string' },
      { name: 'extra', type: 'datetime' },
    ],
  };
  await append([{ count: 2, COUNT: 'two', extra: '2026-01-01T00:00:00Z' }], [undefined], wider);
  expect(await read(scanOf(wider))).toEqual([
    [1, '', null],
    [2, 'two', '2026-01-01T00:00:00Z'],
  ]);
  const schema = (await store.schema(workspace)).find(({ name }) => name === table.name);
  expect(schema?.columns.slice(-2).map(({ name }) => name)).toEqual(['COUNT', 'extra']);
});

it('keeps workspaces apart and reads several at once', async () => {
  await append([{ name: 'mine' }]);
  await store.append(other, table, batchFromRows(table.columns, [{ name: 'theirs' }]), [undefined], noon);
  expect((await read()).map((row) => row[1])).toEqual(['mine']);
  expect((await read(scanOf(table), [workspace, other])).map((row) => row[1])).toEqual(['mine', 'theirs']);
  expect(await read(scanOf(table), ['33333333-3333-4333-8333-333333333333'])).toEqual([]);
  expect(await read(scanOf({ name: 'Nothing_CL', columns: table.columns }))).toEqual([]);
});

it('gives the arrival time where it is asked for', async () => {
  await append([{ count: 1 }]);
  expect(await read({ op: 'scan', table, columns: [ingestionTimeColumn] })).toEqual([['2026-11-22T12:00:00Z']]);
});

it('honours If-Match', async () => {
  const id = '/subscriptions/a/x';
  const first = await store.documents.put(id, { n: 1 }, 'absent');
  expect(first.status).toBe('created');
  expect((await store.documents.put(id, { n: 2 }, 'absent')).status).toBe('conflict');
  expect((await store.documents.put(id, { n: 2 }, '"wrong"')).status).toBe('conflict');
  const etag = first.status === 'conflict' ? '' : first.document.etag;
  expect((await store.documents.put(id, { n: 2 }, etag)).status).toBe('updated');
  expect(await store.documents.delete(id, etag)).toBe('conflict');
  expect(await store.documents.delete(id, '*')).toBe(true);
  expect(await store.documents.delete(id)).toBe(false);
  expect((await store.documents.put(id, { n: 3 }, '*')).status).toBe('conflict');
});

it('lists documents below a prefix in order, and one of two racing writers wins', async () => {
  await store.documents.put('/s/b', 1);
  await store.documents.put('/s/a', 2);
  await store.documents.put('/t', 3);
  expect((await store.documents.list('/s/')).map(({ id }) => id)).toEqual(['/s/a', '/s/b']);
  const outcomes = await Promise.all([1, 2, 3].map((n) => store.documents.put('/race', n, 'absent')));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['conflict', 'conflict', 'created']);
});

it('removes rows older than the retention time', async () => {
  await append([{ TimeGenerated: '2026-01-01T00:00:00Z' }, { TimeGenerated: '2026-11-01T00:00:00Z' }]);
  expect(await store.retain(workspace, Date.UTC(2026, 5, 1) * 1000)).toBe(1);
  expect((await read()).map((row) => row[0])).toEqual(['2026-11-01T00:00:00Z']);
});

it('names the file when a second store is opened on it', async () => {
  await expect(createDuckDbStore(file())).rejects.toThrow(/fim\.duckdb is in use by another FIM Console server/);
});

it('stores concurrent uploads once each, whatever becomes of their neighbours', async () => {
  const bad: Batch = { columns: table.columns, vectors: [{ kind: 'json', values: [1] }], length: 1 };
  const outcomes = await Promise.allSettled([
    append([{ count: 1 }], ['e:1']),
    append([{ count: 1 }, { count: 2 }], ['e:1', 'e:2']),
    store.append(workspace, table, bad, ['e:3'], noon),
    append([{ count: 3 }], ['e:3']),
  ]);
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.stored : 'failed'))).toEqual([
    1,
    1,
    'failed',
    1,
  ]);
  expect((await read()).map((row) => row[3])).toEqual([1, 2, 3]);
});

it('stores nothing of a batch that fails', async () => {
  const bad: Batch = { columns: table.columns, vectors: [{ kind: 'json', values: [1] }], length: 1 };
  await expect(store.append(workspace, table, bad, ['e:5'], noon)).rejects.toThrow(/cannot be stored/);
  expect(await append([{ count: 5 }], ['e:5'])).toEqual({ stored: 1, dropped: 0 });
  expect(await read()).toHaveLength(1);
});

it('stops a scan at its deadline and when it is aborted', async () => {
  await append([{ count: 1 }]);
  await expect(collect(store.scan([workspace], scanOf(table), { now: noon, deadline: 1 }))).rejects.toThrow(
    'in the time allowed',
  );
  const aborted = AbortSignal.abort(new Error('gone'));
  await expect(collect(store.scan([workspace], scanOf(table), { now: noon, signal: aborted }))).rejects.toThrow('gone');
  expect(await read()).toHaveLength(1);
});

it('answers scans while the first rows of a table, and later new columns, are being written', async () => {
  const grown: TableSchema = { ...table, columns: [...table.columns, { name: 'added', type: 'string' }] };
  const counts: number[] = [];
  for (const schema of [table, grown]) {
    const state = { writing: true };
    const written = append([{ name: 'row' }], [undefined], schema).finally(() => (state.writing = false));
    while (state.writing) counts.push((await read(scanOf(schema))).length);
    await written;
  }
  counts.push((await read(scanOf(grown))).length);
  // Each scan saw either all of an upload or none of it.
  expect(counts.every((count, index) => count >= (counts[index - 1] ?? 0))).toBe(true);
  expect(counts.at(-1)).toBe(2);
});
