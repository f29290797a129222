import { expect, it } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import { elsewhereKql, entityFilter, historyKql, newValueOf, prevalenceKql, searchWith } from './details-queries';

const problems = (kql: string) => {
  const result = compile(kql, { tables: builtInTables, now: 0 });
  return result.ok ? [] : result.diagnostics;
};

const file = {
  ConfigChangeType: 'Files',
  ChangeCategory: 'Modified',
  SourceComputerId: 'id-1',
  FileSystemPath: '/etc/a"b\n\u202e',
  FileContentChecksum: 'abc',
};
const registry = { ConfigChangeType: 'Registry', RegistryKey: 'HKLM\\a', ValueName: 'v', ValueData: '"; drop' };
const service = { ConfigChangeType: 'Daemons', SvcName: 'ssh', SvcState: 'Stopped' };
const removed = { ...file, ChangeCategory: 'Removed' };

it.each([
  ['file', file],
  ['registry value', registry],
  ['service', service],
  ['removed file', removed],
  ['nothing known', {}],
])('questions about a change are KQL: %s', (_, cells) => {
  expect(problems(historyKql(cells))).toEqual([]);
  expect(problems(prevalenceKql(cells))).toEqual([]);
  expect(problems(elsewhereKql(cells) ?? 'Heartbeat')).toEqual([]);
});

it('asks about the value a change left, where it left one', () => {
  expect(newValueOf(file)).toMatchObject({ column: 'FileContentChecksum', value: 'abc' });
  expect(newValueOf(removed)).toBeUndefined();
  expect(prevalenceKql(removed)).not.toContain('dcountif');
  expect(elsewhereKql(registry)).toBeUndefined();
  // Any two empty files have one hash.
  expect(elsewhereKql({ ...file, FileContentChecksum: 'D41D8CD98F00B204E9800998ECF8427E' })).toBeUndefined();
});

it('links to the list with the filter its numbers come from, and keeps range and zone', () => {
  expect(entityFilter(service, 'everywhere')).toMatchObject({ all: true, entity: ['ssh'], server: [] });
  expect(searchWith('?range=P1D&tz=utc&q=x&server=old&all=true', entityFilter(file, 'here'))).toBe(
    `?${new URLSearchParams([
      ['range', 'P1D'],
      ['tz', 'utc'],
      ['server', 'id-1'],
      ['entity', file.FileSystemPath],
    ]).toString()}`,
  );
});
