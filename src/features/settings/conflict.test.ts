import { expect, test } from 'vitest';
import { parseMonitoredItem } from '#core/fim/data-source';
import { fieldConflicts, mergeEntities } from './conflict';

const item = (properties: Record<string, string | boolean | number>) => {
  const entity = parseMonitoredItem({
    kind: 'ChangeTrackingLinuxPath',
    name: 'x',
    properties: { destinationPath: '/etc/a', groupTag: 'Custom', enabled: true, ...properties },
  });
  if (!entity) throw new Error('the item is of a known kind');
  return entity;
};

const base = item({});
const mine = item({ destinationPath: '/etc/mine', recurse: true, enabled: false });
const theirs = item({ destinationPath: '/etc/theirs', links: 'Ignore', enabled: false, checksum: 'Md5' });

test('only fields in which both differ are asked about, and only those both changed need a choice', () => {
  expect(fieldConflicts(base, mine, theirs)).toEqual([
    { field: 'path', base: '/etc/a', mine: '/etc/mine', theirs: '/etc/theirs', usual: undefined },
    { field: 'recurse', base: 'false', mine: 'true', theirs: 'false', usual: 'mine' },
    { field: 'links', base: 'Follow', mine: 'Follow', theirs: 'Ignore', usual: 'theirs' },
  ]);
  expect(fieldConflicts(base, mine, mine)).toEqual([]);
});

test('the merged item is theirs with the fields that were chosen over it', () => {
  const merged = mergeEntities(mine, theirs, (field) => (field === 'links' ? 'theirs' : 'mine'));
  expect(merged).toEqual({ ...theirs, path: '/etc/mine', recurse: true });
  expect(mergeEntities(mine, theirs, () => 'theirs')).toEqual(theirs);
});

test('content is compared as on or off, as the form shows it', () => {
  expect(
    fieldConflicts(base, item({ maxContentsReturnable: 100 }), item({ maxContentsReturnable: 5_000_000 })),
  ).toEqual([]);
});
