import { expect, test } from 'vitest';
import { defaultRegistryItems } from './default-registry-keys';
import { budgetOf, checkItem, checkItemName } from './item-rules';
import type { LinuxFiles, MonitoredEntity, WindowsRegistry } from './monitored-entity';
import { recommendedLinuxItems, recommendedRegistryItems, recommendedWindowsItems } from './recommended-items';

const linux = (path: string, changes: Partial<LinuxFiles> = {}): LinuxFiles => ({
  kind: 'linuxFiles',
  name: `ChangeTrackingLinuxPath_${path}`,
  enabled: true,
  group: 'Custom',
  path,
  pathType: 'File',
  recurse: false,
  checksum: 'Sha256',
  maxContentBytes: 0,
  maxOutputBytes: 0,
  useSudo: true,
  links: 'Follow',
  ...changes,
});
const registry = (path: string, changes: Partial<WindowsRegistry> = {}): WindowsRegistry => ({
  kind: 'windowsRegistry',
  name: 'x',
  enabled: true,
  group: 'Custom',
  path,
  valueName: '',
  recurse: false,
  ...changes,
});
const codes = (item: MonitoredEntity, others: readonly MonitoredEntity[] = []) =>
  checkItem(item, others).map(({ code }) => code);

test('an item that repeats another, is covered by one or covers some says which', () => {
  const folder = linux('/etc', { pathType: 'Folder', recurse: true });
  expect(codes(linux('/srv/x'), [folder])).toEqual([]);
  expect(checkItem(linux('/etc/hosts'), [linux('/etc/hosts')])).toMatchObject([
    { code: 'Duplicate', severity: 'warning', message: 'Another item has this path already: /etc/hosts (Custom).' },
  ]);
  expect(checkItem(linux('/etc/hosts'), [folder])).toMatchObject([{ code: 'CoveredByOther', severity: 'info' }]);
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => linux(`/etc/${name}`));
  expect(checkItem(folder, many)).toMatchObject([
    { message: 'Covers what these watch too: /etc/a (Custom), /etc/b (Custom), /etc/c (Custom) and 2 more.' },
  ]);
  // What is switched off covers nothing.
  expect(codes(linux('/etc/hosts'), [{ ...folder, enabled: false }])).toEqual([]);
});

test('of a path that cannot be stored nothing more is said', () => {
  expect(codes(linux('etc/hosts'), [linux('etc/hosts')])).toEqual(['NotAbsolute']);
});

test('registry keys are followed downwards for the default keys only', () => {
  const [first] = defaultRegistryItems;
  expect(defaultRegistryItems).toHaveLength(17);
  expect(codes(registry('HKLM\\SOFTWARE\\A\\B', { recurse: true }))).toEqual(['RegistryRecursion']);
  expect(codes(registry(first?.path ?? '', { recurse: true }))).toEqual([]);
});

test('settings without effect are named', () => {
  expect(codes(linux('/etc/hosts', { recurse: true }))).toEqual(['NothingBelow']);
  expect(codes(linux('/etc/*.conf', { recurse: true }))).toEqual([]);
  expect(checkItem(linux('/etc/hosts', { links: 'Manage', maxContentBytes: 5_000_000 }), [])).toMatchObject([
    { code: 'ManagedLinks', severity: 'warning' },
  ]);
});

test('the recommended items pass without a word, together as well', () => {
  const all = [...recommendedLinuxItems, ...recommendedWindowsItems, ...recommendedRegistryItems];
  for (const item of all) {
    expect(
      checkItem(
        item,
        all.filter((other) => other !== item),
      ),
    ).toEqual([]);
  }
});

test.each([
  ['', 'NameRequired'],
  ['a/b', 'NameInvalid'],
  ['a\nb', 'NameInvalid'],
  ['dot.', 'NameInvalid'],
  ['HOSTS', 'NameTaken'],
  ['x'.repeat(201), 'NameTooLong'],
  ['My item (2)', undefined],
  ['größe', undefined],
])('the name %j: %s', (name, code) => {
  expect(checkItemName(name, ['hosts'])[0]?.code).toBe(code);
});

test('the budget counts what is switched on, files and registry apart', () => {
  expect(budgetOf([linux('/a'), linux('/b', { enabled: false }), registry('HKLM\\A\\B')])).toEqual({
    files: 1,
    registry: 1,
  });
});
