import { expect, test } from 'vitest';
import { arrangeRows } from './order';
import type { WorkspaceRow } from './rows';

const row = (name: string, over: Partial<WorkspaceRow> & { changes?: number } = {}): WorkspaceRow => ({
  workspace: {
    id: name,
    workspaceName: name,
    subscriptionId: 's',
    resourceGroup: 'rg-shop',
    customerId: name,
    location: 'eastus',
  },
  subscription: 'Contoso',
  state: 'enabled',
  counts: { ok: true, counts: { changes: over.changes ?? 0, servers: 1, series: [], partial: false } },
  retry: () => {},
  ...over,
});

const rows = [
  row('ws-10', { changes: 5 }),
  row('ws-2', { changes: 1200 }),
  row('broken', { counts: { ok: false, error: 'x' } }),
  row('off', { state: 'off', changes: 9999 }),
];
const names = (search: Partial<Parameters<typeof arrangeRows>[1]>) =>
  arrangeRows(rows, { q: '', sort: 'name', dir: 'asc', ...search }).map(({ workspace }) => workspace.workspaceName);

test('names sort as people count', () => {
  expect(names({})).toEqual(['broken', 'off', 'ws-2', 'ws-10']);
  expect(names({ dir: 'desc' })).toEqual(['ws-10', 'ws-2', 'off', 'broken']);
});

test('rows without a total come last in both directions', () => {
  expect(names({ sort: 'changes', dir: 'desc' })).toEqual(['ws-2', 'ws-10', 'broken', 'off']);
  expect(names({ sort: 'changes', dir: 'asc' })).toEqual(['ws-10', 'ws-2', 'broken', 'off']);
});

test('search looks at name, subscription, resource group and region', () => {
  expect(names({ q: ' WS-1 ' })).toEqual(['ws-10']);
  expect(names({ q: 'east us' })).toHaveLength(4);
  expect(names({ q: 'rg-shop' })).toHaveLength(4);
  expect(names({ q: 'nowhere' })).toEqual([]);
});
