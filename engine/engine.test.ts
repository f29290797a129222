import { expect, test } from 'vitest';
import { createEngine } from './engine';
import { createMemoryStore } from './memory-store';
import { seedWorkspace } from './seed';
import type { Store } from './store';
import { askTest, openTestEngine, testSeed, testUrl, testWorld } from './testing/world';
import { ruleResourceId } from './resource-ids';

const { subscriptionId, resourceGroup, workspaceName } = testWorld;
const group = `${testUrl}/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;
const solutionUrl = `${group}/Microsoft.OperationsManagement/solutions/ChangeTracking(${workspaceName})?api-version=2015-11-01-preview`;
const dataSourcesUrl = `${group}/Microsoft.OperationalInsights/workspaces/${workspaceName}/dataSources`;

const send = (target: { send: (request: Request) => Promise<Response> }, method: string, url: string, body?: unknown) =>
  target.send(new Request(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));

const ingestUrl = (stream: string) =>
  `${testUrl}/dataCollectionRules/${testWorld.immutableId}/streams/${stream}?api-version=2023-01-01`;

test('an error inside answers 500 with a correlation id and without a word of what happened', async () => {
  const store = createMemoryStore();
  const told: unknown[] = [];
  const opened = await openTestEngine({ store, onError: (error, id) => told.push([error, id]) });
  const broken = createEngine({
    store: { ...store, documents: { ...store.documents, list: () => Promise.reject(new Error('secret table name')) } },
    onError: (error, id) => told.push([String(error), id]),
  });
  const context = {
    principal: { name: 'o', objectId: 'o', role: 'owner' as const },
    clock: opened.now,
    rng: () => 0.5,
  };
  const request = new Request(`${testUrl}/subscriptions?api-version=2022-12-01`, {
    headers: { 'x-ms-correlation-request-id': 'abc-1' },
  });
  const response = await broken.fetch(request, context);
  expect(response.status).toBe(500);
  expect(response.headers.get('x-ms-correlation-request-id')).toBe('abc-1');
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'InternalServerError' } });
  expect(text).not.toContain('secret');
  expect(told).toEqual([['Error: secret table name', 'abc-1']]);
});

test('a restart in the middle of an operation loses nothing of it', async () => {
  const opened = await openTestEngine();
  await send(opened, 'DELETE', solutionUrl);
  const again = await openTestEngine({ store: opened.store });
  const state = async () => {
    const response = await send(again, 'GET', solutionUrl);
    return { status: response.status, body: await response.json() };
  };
  expect(await state()).toMatchObject({ status: 200, body: { properties: { provisioningState: 'Deleting' } } });
  await again.pass(3100);
  expect(await state()).toMatchObject({ status: 404 });
});

test('seeding a second time brings back nothing that its owner deleted', async () => {
  const opened = await openTestEngine();
  const url = `${dataSourcesUrl}/ChangeTrackingLinuxPath_FIM_LinuxFiles_3?api-version=2020-08-01`;
  expect((await send(opened, 'DELETE', url)).status).toBe(200);
  await seedWorkspace(opened.store, testSeed);
  expect((await send(opened, 'GET', url)).status).toBe(404);
});

test('a seeding that broke off is completed by the next', async () => {
  const store = createMemoryStore();
  let left = 5;
  const put: typeof store.documents.put = (...args) =>
    left-- > 0 ? store.documents.put(...args) : Promise.reject(new Error('killed'));
  await expect(seedWorkspace({ ...store, documents: { ...store.documents, put } }, testSeed)).rejects.toThrow('killed');
  await seedWorkspace(store, testSeed);
  expect(await store.documents.get(ruleResourceId(testWorld, `fim-${workspaceName}`).toLowerCase())).toBeDefined();
  const list = await store.documents.list('/subscriptions/');
  // Subscription, plan, rule, solution, 18 items, workspace.
  expect(list).toHaveLength(23);
});

test('rows older than the retention of their workspace go, the others stay', async () => {
  const opened = await openTestEngine();
  const ago = (days: number) => new Date(opened.now() - days * 86_400_000).toISOString();
  const rows = [91, 89.9, 1].map((days) => ({ Computer: `old-${days}`, TimeGenerated: ago(days) }));
  await send(opened, 'POST', ingestUrl('Microsoft-Operation'), rows);
  expect(await opened.engine.retain(opened.now())).toBe(1);
  expect(await askTest(opened, 'Operation | project Computer | order by Computer asc')).toMatchObject({
    body: { tables: [{ rows: [['old-1'], ['old-89.9']] }] },
  });
});

test('rows that arrive in one moment still have arrival times in order', async () => {
  const opened = await openTestEngine();
  for (const name of ['a', 'b', 'c'])
    await send(opened, 'POST', ingestUrl('Microsoft-Operation'), [{ Computer: name }]);
  const ordered = await askTest(opened, 'Operation | order by ingestion_time() asc | project Computer');
  expect(ordered).toMatchObject({ body: { tables: [{ rows: [['a'], ['b'], ['c']] }] } });
  const moments = await askTest(opened, 'Operation | summarize by at = ingestion_time() | count');
  expect(moments).toMatchObject({ body: { tables: [{ rows: [[3]] }] } });
});

test('a query whose caller has gone ends without being reported as a fault', async () => {
  const told: unknown[] = [];
  const gone = new AbortController();
  const store: Store = {
    ...createMemoryStore(),
    // oxlint-disable-next-line require-yield
    async *scan(_workspaces, _prefix, { signal }) {
      gone.abort();
      signal?.throwIfAborted();
    },
  };
  const opened = await openTestEngine({ store, onError: (error) => told.push(error) });
  const url = `${testUrl}/v1/workspaces/${testWorld.customerId}/query`;
  const body = JSON.stringify({ query: 'Operation' });
  const response = await opened.send(new Request(url, { method: 'POST', body, signal: gone.signal }));
  expect(told).toEqual([]);
  expect(response.status).toBe(499);
});

test('a fault stays one when the caller has gone', async () => {
  const told: unknown[] = [];
  const gone = new AbortController();
  const fault = new TypeError('broken');
  const store: Store = {
    ...createMemoryStore(),
    // oxlint-disable-next-line require-yield
    async *scan() {
      gone.abort();
      throw fault;
    },
  };
  const opened = await openTestEngine({ store, onError: (error) => told.push(error) });
  const url = `${testUrl}/v1/workspaces/${testWorld.customerId}/query`;
  const body = JSON.stringify({ query: 'Operation' });
  const response = await opened.send(new Request(url, { method: 'POST', body, signal: gone.signal }));
  expect(told).toEqual([fault]);
  expect(response.status).toBe(500);
});
