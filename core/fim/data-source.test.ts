import { expect, test } from 'vitest';
import { checkDataSource } from './data-source-check';
import { editedProperties, parseMonitoredItem, toDataSource } from './data-source';
import { recommendedLinuxItems, recommendedRegistryItems, recommendedWindowsItems } from './recommended-items';

test('loose forms of booleans and numbers are understood', () => {
  const properties = {
    enabled: 'True',
    destinationPath: '/etc/*.conf',
    pathType: 'Directory',
    recurse: 'true',
    useSudo: 'False',
    links: 'ignore',
    maxContentsReturnable: '5000000',
    maxOutputSize: 500,
  };
  expect(parseMonitoredItem({ kind: 'changetrackinglinuxpath', name: 'x', properties })).toEqual({
    kind: 'linuxFiles',
    name: 'x',
    enabled: true,
    group: 'Custom',
    path: '/etc/*.conf',
    pathType: 'Folder',
    recurse: true,
    useSudo: false,
    links: 'Ignore',
    checksum: 'Sha256',
    maxContentBytes: 5_000_000,
    maxOutputBytes: 500,
  });
});

test('what is missing or nonsense gets the default of the form', () => {
  const properties = { destinationPath: '/a', enabled: 'perhaps', maxOutputSize: 'many', links: 7 };
  expect(parseMonitoredItem({ kind: 'ChangeTrackingLinuxPath', name: 'x', properties })).toMatchObject({
    enabled: true,
    recurse: false,
    useSudo: true,
    links: 'Follow',
    maxOutputBytes: 0,
  });
});

test('configuration of another sort is no monitored entity', () => {
  const properties = { CollectionTimeInterval: 1800 };
  expect(parseMonitoredItem({ kind: 'ChangeTrackingServices', name: 'x', properties })).toBeUndefined();
});

const recommended = [...recommendedLinuxItems, ...recommendedWindowsItems, ...recommendedRegistryItems];

test('the recommended items are 18 Linux paths, 9 Windows files and 29 keys under names of their own', () => {
  expect([recommendedLinuxItems.length, recommendedWindowsItems.length, recommendedRegistryItems.length]).toEqual([
    18, 9, 29,
  ]);
  expect(new Set(recommended.map(({ name }) => name)).size).toBe(56);
});

test.each(recommended)('$name ($path) may be stored and reads back the same', (item) => {
  const stored = toDataSource(item);
  expect(checkDataSource(stored)).toBeUndefined();
  expect(parseMonitoredItem({ ...stored, name: item.name })).toEqual(item);
});

test('editing an item keeps the properties this product does not know', () => {
  const [item] = recommendedLinuxItems;
  expect(item && toDataSource({ ...item, enabled: false }, { odd: 1, enabled: 'True' }).properties).toMatchObject({
    odd: 1,
    enabled: false,
  });
});

test('an edit writes what it changed and leaves every other byte as it was stored', () => {
  const properties = {
    enabled: 'True',
    odd: { kept: ['x'] },
    destinationPath: ' /etc/*.conf',
    pathType: 'Directory',
    maxContentsReturnable: '5000000',
    useSudo: 7,
  };
  const stored = { kind: 'ChangeTrackingLinuxPath', name: 'x', properties };
  const item = parseMonitoredItem(stored);
  if (item?.kind !== 'linuxFiles') throw new Error('not an item');
  expect(editedProperties(stored, item)).toEqual(properties);
  expect(editedProperties(stored, { ...item, recurse: true })).toEqual({ ...properties, recurse: true });
  expect(editedProperties(stored, { ...item, enabled: false, path: '/srv' })).toEqual({
    ...properties,
    enabled: false,
    destinationPath: '/srv',
  });
});
