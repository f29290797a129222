import { expect, test } from 'vitest';
import { openTestEngine, testUrl, testWorld } from './testing/world';

const { subscriptionId, resourceGroup, workspaceName, customerId } = testWorld;
const group = `${testUrl}/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;
const itemUrl = `${group}/Microsoft.OperationalInsights/workspaces/${workspaceName}/dataSources/ChangeTrackingLinuxPath_x?api-version=2020-08-01`;
const solutionUrl = `${group}/Microsoft.OperationsManagement/solutions/ChangeTracking(${workspaceName})?api-version=2015-11-01-preview`;

type Opened = Awaited<ReturnType<typeof openTestEngine>>;
const send = (opened: Opened, method: string, url: string, body?: unknown, headers: Record<string, string> = {}) =>
  opened.send(new Request(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
const put = (opened: Opened, properties: unknown, headers?: Record<string, string>) =>
  send(opened, 'PUT', itemUrl, { kind: 'ChangeTrackingLinuxPath', properties }, headers);
const history = async (opened: Opened) => {
  const url = `${testUrl}/v1/workspaces/${customerId}/query`;
  const query =
    'FimConfigurationHistory_CL | order by TimeGenerated asc | project Operation, Kind, Name, Before, After, Actor';
  const response = await send(opened, 'POST', url, { query });
  expect(response.status).toBe(200);
  const body = await response.json();
  return body.tables[0].rows;
};

test('who added, changed and removed an item is kept, with its properties as they were', async () => {
  const opened = await openTestEngine();
  const first = { destinationPath: '/srv/x', enabled: 'True', odd: { kept: [1] } };
  const second = { ...first, enabled: false };
  await put(opened, first);
  await put(opened, first);
  await put(opened, second);
  await send(opened, 'DELETE', itemUrl);
  const kind = 'ChangeTrackingLinuxPath';
  const name = 'ChangeTrackingLinuxPath_x';
  const actor = expect.stringMatching(/./);
  expect(await history(opened)).toEqual([
    ['Added', kind, name, null, JSON.stringify(first), actor],
    ['Modified', kind, name, JSON.stringify(first), JSON.stringify(second), actor],
    ['Removed', kind, name, JSON.stringify(second), null, actor],
  ]);
});

test('a write that was refused leaves no history', async () => {
  const opened = await openTestEngine();
  await put(opened, { destinationPath: '/srv/x' });
  expect((await put(opened, { destinationPath: '/srv/y' }, { 'if-match': '"other"' })).status).toBe(412);
  expect((await put(opened, { destinationPath: 'srv' })).status).toBe(400);
  expect(await history(opened)).toHaveLength(1);
});

test('switching FIM off and on is part of the history', async () => {
  const opened = await openTestEngine();
  await send(opened, 'DELETE', solutionUrl);
  await send(opened, 'DELETE', solutionUrl);
  const rows = await history(opened);
  expect(rows.map((row: unknown[]) => row.slice(0, 3))).toEqual([
    ['Removed', 'Solution', `ChangeTracking(${workspaceName})`],
  ]);
});
