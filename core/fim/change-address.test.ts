import { expect, it } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import {
  type AddressedRow,
  addressKql,
  identityDigest,
  parseAddress,
  rowAddress,
  rowCondition,
} from './change-address';

const row: AddressedRow = {
  RowId_CF: '',
  SourceComputerId: '5f0f7c1a-6d7e-4a43-9a7e-0a4c2a4f1b11',
  TimeGenerated: 1_795_176_000_123.457,
  ConfigChangeType: 'Files',
  ChangeCategory: 'Modified',
  FileSystemPath: '/etc/ssh/sshd_config',
  Name: 'sshd_config',
  RegistryKey: '',
  ValueName: '',
  SvcName: '',
  SoftwareName: '',
  FieldsChanged: 'Size',
  FileContentChecksum: 'ab',
  PreviousFileContentChecksum: '',
};

it('a row with an id is addressed by it', () => {
  expect(rowAddress({ ...row, RowId_CF: 'epoch:12' })).toBe('epoch:12');
  expect(parseAddress('epoch:12')).toEqual({ kind: 'rowId', rowId: 'epoch:12' });
});

it('a row without an id is found again by time, server and what it is about', () => {
  const address = parseAddress(rowAddress(row));
  expect(address).toEqual({
    kind: 'identity',
    micros: 1_795_176_000_123_457,
    server: row.SourceComputerId,
    digest: identityDigest(row),
  });
  expect(addressKql(address)).toContain('TimeGenerated >= datetime(');
});

it('the address stays short however long the path', () => {
  expect(rowAddress({ ...row, FileSystemPath: `/${'a'.repeat(4000)}` }).length).toBeLessThan(80);
});

it.each([
  [{ FileSystemPath: '/etc/ssh/sshd_confih' }],
  [{ ChangeCategory: 'Added' }],
  [{ RegistryKey: 'b', ValueName: '' }],
  [{ FileSystemPath: '/etc/ssh/sshd_configs', Name: 'shd_config' }],
])('rows of one server and moment have addresses of their own: %j', (other) =>
  expect(rowAddress({ ...row, ...other })).not.toBe(rowAddress(row)),
);

it.each(['~', '~zzzzzzzzzzzz~x~00000000000000', '~1~x~short', ''])('%j is no identity, and not an error', (text) =>
  expect(parseAddress(text)).toEqual({ kind: 'rowId', rowId: text }),
);

it.each([
  ['by id', addressKql({ kind: 'rowId', rowId: 'a"b' })],
  ['by identity', addressKql(parseAddress(rowAddress(row)))],
  ['as condition', `ConfigurationChange | where ${rowCondition({ ...row, Name: 'a"\n' }, 5)}`],
])('asks in KQL %s', (_, kql) => {
  const result = compile(kql, { tables: builtInTables, now: 0 });
  expect(result.ok ? [] : result.diagnostics).toEqual([]);
});
