import { describe, expect, it } from 'vitest';
import { changedFields, diffChange, previousColumn } from './change-diff';
import { configurationChangePublished } from './tables';

const names = (list: readonly { property: string }[]) => list.map((diff) => diff.property);
const find = (cells: Record<string, unknown>, property: string) => {
  const { changed, unchanged } = diffChange(cells);
  return [...changed, ...unchanged].find((diff) => diff.property === property);
};

const modified = {
  Computer: 'web-01',
  ChangeCategory: 'Modified',
  ConfigChangeType: 'Files',
  FileSystemPath: '/etc/hosts',
  Size: 12,
  PreviousSize: 10,
  Attributes: '0644',
  PreviousAttributes: '0644',
  DateModified: '2026-11-22T10:00:00Z',
  PreviousDateModified: null,
  FieldsChanged: 'Size;DateModified',
};

describe('diffChange', () => {
  it('puts what differs first and folds the rest', () => {
    const { changed, unchanged } = diffChange(modified);
    expect(changed).toEqual([
      { property: 'Size', before: 10, after: 12, changed: true },
      { property: 'DateModified', before: null, after: '2026-11-22T10:00:00Z', changed: true },
    ]);
    expect(names(unchanged)).toEqual(
      expect.arrayContaining(['Computer', 'FileSystemPath', 'Attributes', 'ChangeCategory', 'FieldsChanged']),
    );
  });

  it('shows a field the collector names even when both values look the same', () => {
    const { changed } = diffChange({ ...modified, Size: 10, FieldsChanged: 'PreviousSize, Acls' });
    expect(names(changed)).toEqual(['Size']);
    expect(names(diffChange({ ...modified, Acls: '', FieldsChanged: 'Acls' }).changed)).toContain('Acls');
  });

  it('does not take a value before that was not reported for a change', () => {
    const cells = { ...modified, SvcController: 'systemd', SvcPreviousController: '' };
    expect(find(cells, 'SvcController')).toMatchObject({ changed: false });
    expect(find({ ...cells, FieldsChanged: 'SvcController' }, 'SvcController')).toMatchObject({ changed: true });
    // Nobody said which fields changed: what differs is all there is to go by.
    expect(find({ ...cells, FieldsChanged: '' }, 'SvcController')).toMatchObject({ changed: true });
  });

  it('gives an added thing no value before, its path included', () => {
    const added = {
      ...modified,
      ChangeCategory: 'Added',
      PreviousSize: null,
      PreviousAttributes: '',
      FieldsChanged: '',
    };
    expect(find(added, 'FileSystemPath')).toMatchObject({ after: '/etc/hosts', changed: true });
    expect(find(added, 'FileSystemPath')?.before).toBeUndefined();
    expect(find(added, 'Computer')).toMatchObject({ before: 'web-01', after: 'web-01', changed: false });
  });

  it.each([
    ['ours, in the Previous columns', { PreviousSize: 10, Size: null }],
    ["Azure's, in the plain columns", { PreviousSize: null, Size: 10 }],
  ])('gives a removed thing no value after: %s', (_, cells) => {
    const removed = { ChangeCategory: 'Removed', RegistryKey: 'HKLM\\x', Hive: '', ...cells };
    expect(find(removed, 'Size')).toMatchObject({ before: 10, changed: true });
    expect(find(removed, 'Size')?.after ?? null).toBeNull();
    expect(find(removed, 'RegistryKey')).toMatchObject({ before: 'HKLM\\x', after: undefined });
    expect(find(removed, 'Hive')).toBeUndefined();
  });

  it('pairs software versions and service properties, whose columns are irregular', () => {
    const cells = {
      ChangeCategory: 'Modified',
      Previous: '1.0',
      Current: '1.1',
      SvcPreviousState: 'Running',
      SvcState: 'Stopped',
    };
    expect(diffChange(cells).changed).toEqual([
      { property: 'Current', before: '1.0', after: '1.1', changed: true },
      { property: 'SvcState', before: 'Running', after: 'Stopped', changed: true },
    ]);
  });

  it('keeps columns it has never heard of', () => {
    expect(find({ ...modified, Weird: 'x', PreviousWeird: 'y' }, 'Weird')).toMatchObject({
      before: 'y',
      after: 'x',
      changed: true,
    });
    expect(find({ ...modified, Odd_CF: 'x' }, 'Odd_CF')).toMatchObject({ changed: false });
  });

  it('compares dynamic cells by content', () => {
    const cells = { ChangeCategory: 'Modified', Acls: [{ a: 1 }], PreviousAcls: [{ a: 1 }] };
    expect(diffChange(cells).changed).toEqual([]);
  });
});

it('every published Previous column belongs to a published column', () => {
  const columns = new Set(configurationChangePublished.map((column) => column.name));
  const previous = [...columns].filter((name) => name.includes('Previous'));
  expect(previous).toHaveLength(15);
  expect(previous.filter((name) => ![...columns].some((column) => previousColumn(column) === name))).toEqual([]);
});

it('reads FieldsChanged with any separator', () =>
  expect(changedFields('Size;Acls, Attributes;Size')).toEqual(['Size', 'Acls', 'Attributes']));

it.each([
  ['["Size","Acls"]', ['Size', 'Acls']],
  ['', []],
  [null, []],
  [17, []],
])('reads FieldsChanged %j', (text, names) => expect(changedFields(text)).toEqual(names));
