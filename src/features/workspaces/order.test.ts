import { expect, test } from 'vitest';
import { decodeSearch } from '../../url-state';
import { type ListSearch, arrangeRows, facetValues, listSearch } from './order';
import type { WorkspaceRow } from './row';

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
  counts: { ok: true, counts: { changes: over.changes ?? 0, servers: 1, series: [], partial: false, asOf: 0 } },
  ...over,
});

const rows = [
  row('ws-10', { changes: 5 }),
  row('ws-2', { changes: 1200 }),
  row('broken', { counts: { ok: false, error: 'x' } }),
  row('off', { state: 'off', changes: 9999 }),
];
const everything: ListSearch = { q: '', sort: 'name', dir: 'asc', subscription: [], location: [], status: [] };
const names = (search: Partial<Parameters<typeof arrangeRows>[1]>) =>
  arrangeRows(rows, { ...everything, ...search }).map(({ workspace }) => workspace.workspaceName);

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

test('a status keeps the rows that have it, and those whose status is not known yet', () => {
  expect(names({ status: ['off'] })).toEqual(['off']);
  expect(arrangeRows([...rows, row('new', { state: undefined })], { ...everything, status: ['off'] })).toHaveLength(2);
});

test('the numbers beside the values of a menu say what choosing them shows', () => {
  const search = { ...everything, q: 'ws', status: ['off'] };
  expect(facetValues(rows, search, 'status')).toEqual([
    { value: 'enabled', label: 'Monitored', count: 2 },
    { value: 'off', label: 'Not enabled', count: 0 },
  ]);
  expect(facetValues(rows, search, 'location')).toEqual([{ value: 'eastus', label: 'East US', count: 0 }]);
});

const read = (search: string) => decodeSearch(listSearch, new URLSearchParams(search)).status;

test('a status that there is none of is no filter', () => {
  expect(read('status=off&status=enabled')).toEqual(['off', 'enabled']);
  expect([read('status=broken'), read('status=toString')]).toEqual([[], []]);
});
