import { expect, test } from 'vitest';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { labServers } from './lab-query';
import { changeSentence, matchSentence, unresolved } from './lab-words';

const entity: MonitoredEntity = {
  kind: 'windowsFiles',
  name: '',
  enabled: true,
  group: 'Custom',
  path: 'C:\\x\\*',
  pathType: 'File',
  recurse: false,
  checksum: '',
  maxContentBytes: 0,
  maxOutputBytes: 0,
};

test('what is not collected is unknown, never "no match", and counts are lower bounds', () => {
  const found = { entities: 0, servers: 0, collecting: 3 };
  expect(matchSentence(entity, { ...found, coverage: 'none' })).toMatch(/^Unknown: nothing on these servers collects/);
  expect(matchSentence(entity, { ...found, coverage: 'part' })).toMatch(/^Unknown in full/);
  expect(matchSentence(entity, { ...found, coverage: 'whole' })).toBe(
    'Nothing of this pattern is in the inventory of the 3 servers that sent one.',
  );
  expect(matchSentence(entity, { ...found, coverage: 'whole', collecting: 0 })).toMatch(/^Unknown: no server/);
  expect(matchSentence(entity, { coverage: 'whole', entities: 7, servers: 1, collecting: 3 })).toBe(
    'Matches at least 7 files on 1 server, of 3 that sent an inventory.',
  );
  expect(changeSentence('none', 0, 0)).toMatch(/unknown/);
  expect(changeSentence('whole', 0, 0)).toBe('No change in the last 30 days.');
  expect(changeSentence('part', 1, 1)).toBe('At least 1 change on 1 server in the last 30 days.');
});

test('variables are for the machine to resolve', () => {
  expect(unresolved({ ...entity, path: '%winDir%\\*' })).toBe('Unknown: %winDir% is resolved on each machine only.');
  expect(unresolved(entity)).toBeUndefined();
});

test('inventory and changes of one server are one row, the liveliest first', () => {
  const inventory = [
    { SourceComputerId: '1', Computer: 'a', Entities: 2, Examples: [] },
    { SourceComputerId: '2', Computer: 'b', Entities: 9, Examples: [] },
  ];
  const changes = [{ SourceComputerId: '1', Computer: 'a', Changes: 5 }];
  expect(labServers(inventory, changes)).toEqual([
    { id: '1', computer: 'a', entities: 2, changes: 5 },
    { id: '2', computer: 'b', entities: 9, changes: 0 },
  ]);
});
