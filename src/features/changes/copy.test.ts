import { expect, it } from 'vitest';
import { compile } from '#core/kql/compile';
import { builtInTables } from '#core/fim/tables';
import { changesKql, changesTsv } from './copy';
import type { ChangeRow } from './use-changes';

const row: ChangeRow = {
  RowId_CF: 'a:1',
  TimeGenerated: Date.UTC(2026, 10, 20, 12),
  Computer: 'web-1',
  SourceComputerId: 'id-1',
  ConfigChangeType: 'Files',
  ChangeCategory: 'Added',
  FileSystemPath: '/etc/passwd',
  Name: '',
  RegistryKey: '',
  ValueName: '',
  SvcName: '',
  SoftwareName: '',
  FieldsChanged: '',
  Size: 12,
  PreviousSize: null,
  FileContentChecksum: 'abc',
  PreviousFileContentChecksum: '',
  Actor_CF: '',
  Received: null,
};

const entityOf = (path: string) =>
  changesTsv([{ ...row, FileSystemPath: path }])
    .split('\n')[1]
    ?.split('\t')[3];

it('every value stays in its own cell', () => {
  const [head = '', ...lines] = changesTsv([row, { ...row, FileSystemPath: 'a\tb\nc\0d' }]).split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line.split('\t')).toHaveLength(head.split('\t').length);
  expect(entityOf('a\tb\nc\0d')).toBe('a\\tb\\nc\\0d');
});

it.each(['=cmd()', '+1', '-1', '@sum', ' =1'])('nothing becomes a formula: %s', (path) =>
  expect(entityOf(path)).toBe(`'${path}`),
);

it('a name cannot turn the line around', () => expect(entityOf('invoice\u202efdp.sh')).toBe('invoice\\u202Efdp.sh'));

it('the query names exactly the rows, with or without ids', () => {
  const kql = changesKql([row, { ...row, RowId_CF: '', FileSystemPath: 'x"y' }]);
  const result = compile(kql, { tables: builtInTables, now: 0 });
  expect(result.ok ? [] : result.diagnostics).toEqual([]);
  expect(kql).toContain('(RowId_CF == "a:1")');
  expect(kql).toContain('FileSystemPath == "x\\"y"');
});
