import { expect, test, vi } from 'vitest';
import { operation } from '#core/fim/tables';
import { batchFromRows } from '#core/kql/batch';
import { createMemoryStore } from './memory-store';
import { createPreparedQueries } from './prepared-queries';
import { runQuery } from './run-query';
import type { Store } from './store';

const workspace = { id: '/w', name: 'w', location: 'local', customerId: 'w', retentionInDays: 90 };
const now = Date.UTC(2026, 10, 22);

const base = (store: Store) => ({
  store,
  workspaces: [workspace],
  interval: undefined,
  preferences: { waitSeconds: 60, statistics: false, render: false },
  clock: () => now,
  signal: new AbortController().signal,
});

const run = async (store: Store, text: string, more: Partial<Parameters<typeof runQuery>[0]> = {}) =>
  JSON.parse(await runQuery({ ...base(store), queries: createPreparedQueries(store.capabilities), text, ...more }));

const filled = async (count: number) => {
  const store = createMemoryStore();
  const rows = Array.from({ length: count }, (_, index) => ({
    Computer: `c${index}`,
    TimeGenerated: '2026-11-21T00:00:00Z',
  }));
  const ids = rows.map(() => undefined);
  await store.append('w', operation, batchFromRows(operation.columns, rows), ids, now * 1000);
  return store;
};

test('a result over the limit is cut and labelled, an aggregate over the same rows is not', async () => {
  const store = await filled(20);
  const limits = { rows: 5, bytes: 1_000_000 };
  const cut = await run(store, 'Operation | project Computer', { limits });
  expect(cut.tables[0].rows).toHaveLength(5);
  expect(cut.error.code).toBe('PartialError');
  const counted = await run(store, 'Operation | count', { limits });
  expect(counted).toEqual({
    tables: [{ name: 'PrimaryResult', columns: [{ name: 'Count', type: 'long' }], rows: [[20]] }],
  });
});

test('a query that has no row when its time is up answers 504, one that has some says they are not all', async () => {
  const store = await filled(3);
  const late = async function* (...args: Parameters<Store['scan']>) {
    yield* store.scan(...args);
    throw new Error('gave up');
  };
  const preferences = { waitSeconds: -1, statistics: false, render: false };
  await expect(run(store, 'Operation', { preferences })).rejects.toMatchObject({ status: 504, code: 'GatewayTimeout' });
  // An error before the time is up is an error.
  await expect(run({ ...store, scan: late }, 'Operation | project Computer')).rejects.toThrow('gave up');
});

test('a cancelled query rejects with the reason of its signal', async () => {
  const signal = AbortSignal.abort(new Error('no longer needed'));
  await expect(run(await filled(3), 'Operation', { signal })).rejects.toThrow('no longer needed');
});

const table = (extra: 'A' | 'B') => ({
  name: 'Two_CL',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' as const },
    { name: extra, type: 'long' as const },
  ],
});

test('tables of several workspaces are read as one, with the columns of both', async () => {
  const store = createMemoryStore();
  const add = (id: string, extra: 'A' | 'B', value: number) =>
    store.append(
      id,
      table(extra),
      batchFromRows(table(extra).columns, [{ TimeGenerated: '2026-01-01', [extra]: value }]),
      [undefined],
      0,
    );
  await add('w', 'A', 1);
  await add('v', 'B', 2);
  const workspaces = [workspace, { ...workspace, customerId: 'v' }];
  const result = await run(store, 'Two_CL | project A, B | order by A asc', { workspaces });
  expect(result.tables[0].rows).toEqual(
    expect.arrayContaining([
      [1, null],
      [null, 2],
    ]),
  );
});

test('a pattern that is none is a bad query, not a failure of the server', async () => {
  const store = await filled(3);
  for (const text of [
    "Operation | where Computer matches regex '('",
    "Operation | extend x = extract(')', 0, Computer)",
    "print x = replace_regex('a', '[', 'b')",
    "Operation | extend x = trim(strcat(Computer, '('), Computer)",
  ]) {
    const error: unknown = await run(store, text).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 400, code: 'BadArgumentError' });
    expect(JSON.stringify(error)).toContain('Not a regular expression');
  }
});

test('a query with a regular expression is answered though their library is not loaded yet', async () => {
  // As a page begins: modules of their own, and no library.
  vi.resetModules();
  const { regularExpression } = await import('#core/kql/regular-expression');
  const fresh = await import('./run-query');
  const { createPreparedQueries: freshQueries } = await import('./prepared-queries');
  expect(() => regularExpression('a')).toThrow('not loaded yet');
  const store = await filled(12);
  const ask = async (text: string) => {
    const reply = await fresh.runQuery({
      ...base(store),
      queries: freshQueries(store.capabilities),
      text,
    });
    return JSON.parse(reply).tables[0].rows;
  };
  // In a filter, which the store runs; computed while binding; in an operator.
  expect(await ask("Operation | where Computer matches regex '^c1[01]$' | count")).toEqual([[2]]);
  expect(await ask("print extract('b+', 0, 'abbc')")).toEqual([['bb']]);
  expect(await ask("print t = 'a1' | parse kind=regex t with 'a' n:long")).toEqual([['a1', 1]]);
});

test('a query calls the functions kept with its workspace, by name and with arguments', async () => {
  const store = await filled(20);
  const keep = (name: string, functionAlias: string, functionParameters: string, query: string) =>
    store.documents.put(`/w/savedsearches/${name}`, {
      id: `/w/savedSearches/${name}`,
      name,
      type: 'savedSearches',
      properties: { category: 'c', displayName: name, query, functionAlias, functionParameters },
    });
  await keep('one', 'Like', 'text: string, most: long = 2', 'Operation | where Computer has text | take most // some');
  await keep('two', 'All', '', 'Operation | project Computer');
  await keep('three', 'Loop', '', 'Loop | take 1');
  await keep('four', 'Bad', '', 'Operation | project Nothing');
  const rows = async (text: string) => (await run(store, text)).tables[0].rows;
  expect(await rows('Like("c3") | project Computer')).toEqual([['c3']]);
  expect(await rows('All | where Computer in ((Like("c4", 1) | project Computer)) | count')).toEqual([[1]]);
  const refusal = (text: string) => rows(text).catch((error: unknown) => JSON.stringify(error));
  expect(await refusal('Loop')).toContain("'Loop' calls itself");
  expect(await refusal('Bad | count')).toContain("In the saved function 'Bad'");
  expect(await refusal('Unknown | count')).toContain("'Unknown'");
});
