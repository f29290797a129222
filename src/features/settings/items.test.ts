import { expect, test } from 'vitest';
import { parseMonitoredItem } from '#core/fim/data-source';
import type { Json } from '#core/kql/vector';
import { type ItemsView, arrangeItems, groupCounts, itemNameOf, itemsOf, otherConfiguration } from './items';

const stored = (kind: string, name: string, properties: Record<string, Json>) => {
  const dataSource = { id: name, name, type: 'datasources', kind, etag: '"1"', properties };
  return { dataSource, entity: parseMonitoredItem(dataSource) };
};
const linux = (name: string, path: string, group: string, more: Record<string, Json> = {}) =>
  stored('ChangeTrackingLinuxPath', `ChangeTrackingLinuxPath_${name}`, {
    destinationPath: path,
    groupTag: group,
    enabled: true,
    ...more,
  });
const configuration = [
  linux('b', '/etc/b10', 'Custom'),
  linux('a', '/etc/b9', 'Custom', { enabled: 'False' }),
  linux('team', '/srv/app', 'Team'),
  linux('cron', '/etc/cron.d', 'Recommended'),
  stored('ChangeTrackingCustomPath', 'mine', { path: 'C:\\x', groupTag: 'Security' }),
  stored('ChangeTrackingDataTypeConfiguration', 'types', { DataTypeId: 'Daemons', Enabled: 'true' }),
  stored('ChangeTrackingServices', 'ChangeTrackingServices_CollectionFrequency', {}),
];
const view: ItemsView = { find: '', group: [], sort: 'group', dir: 'asc' };
const pathsOf = (change: object) =>
  arrangeItems(itemsOf(configuration), 'linuxFiles', { ...view, ...change }).map(({ entity }) => entity.path);

test('a tab shows the items of its kind, the groups of the product first, numbers in paths as numbers', () => {
  expect(pathsOf({})).toEqual(['/etc/cron.d', '/etc/b9', '/etc/b10', '/srv/app']);
  expect(pathsOf({ sort: 'path', dir: 'desc' })).toEqual(['/srv/app', '/etc/cron.d', '/etc/b10', '/etc/b9']);
});

test('search looks at path, name and group; groups narrow it', () => {
  expect(pathsOf({ find: ' TEAM ' })).toEqual(['/srv/app']);
  expect(pathsOf({ find: '/etc', group: ['Custom'] })).toEqual(['/etc/b9', '/etc/b10']);
});

test('groups are counted, also those nobody is in and those people made up', () => {
  expect(groupCounts(itemsOf(configuration)).map(({ group, count }) => `${group} ${count}`)).toEqual([
    'Recommended 1',
    'Security 1',
    'Custom 2',
    'Team 1',
  ]);
});

test('what no tab shows is listed, and the rest is not', () => {
  expect(otherConfiguration(configuration).map(({ name }) => name)).toEqual(['types']);
});

test('a switch shows what it was set to while that is being stored', () => {
  const [item] = itemsOf(configuration, new Map([['ChangeTrackingLinuxPath_b', false]]));
  expect(item?.enabled).toBe(false);
  expect(itemsOf(configuration)[1]?.enabled).toBe(false);
});

test('the name people chose is what stands after the kind, where it does', () => {
  expect(itemNameOf({ kind: 'ChangeTrackingLinuxPath', name: 'changetrackinglinuxpath_Hosts' })).toBe('Hosts');
  expect(itemNameOf({ kind: 'ChangeTrackingCustomPath', name: 'mine' })).toBe('mine');
});
