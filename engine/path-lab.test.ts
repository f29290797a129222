import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { reachedChanges, reachedInventory } from '#core/fim/path-lab';
import { reaches } from '#core/fim/path-match';
import { configurationChange, configurationData } from '#core/fim/tables';
import { linux, registry, windows } from '#core/fim/testing/items';
import { batchFromRows } from '#core/kql/batch';
import type { TableSchema } from '#core/kql/schema';
import { askTest, openTestEngine, testWorld } from './testing/world';

/** The path lab asks in KQL what `reaches` says in TypeScript: over the same paths both have to say the same. */

const linuxPaths = [
  '/',
  '/etc',
  '/etc/',
  '/etc/hosts',
  '/etc/Hosts',
  '/etc//hosts',
  '/etc/hosts ',
  '/etc/a.conf',
  '/etc/.conf',
  '/etc/x/a.conf',
  '/etc/x/y/a.conf',
  '/etc/a.confx',
  '/etc/a\\b.conf',
  '/etc/new\nline.conf',
  '/etcetera/x',
  '/home/ute/.bashrc',
  '/home/ute/a/b',
  '/home/ute',
  '/home/otto/x',
  '/srv/data1',
  '/srv/data',
  '/srv/data12',
  '/a+b/(x)$.txt',
  '/a+b/[x]^.txt',
  '/aab/xx.txt',
  '/opt/müll/ärger',
  '/x',
  '/"/"',
  '/usr/bin/[',
  'relative/etc',
];
const windowsPaths = [
  'C:\\',
  'C:\\Windows',
  'c:/windows/WIN.INI',
  'C:\\Windows\\win.ini',
  'C:\\Windows\\win.ini\\',
  'D:\\Windows\\win.ini',
  'C:\\Windows\\System32\\drivers\\etc\\hosts',
  'C:\\Program Files\\a\\b.exe',
  'C:\\Program Files',
  'C:\\a+b\\(x).txt',
  'C:\\Windows\\\\a.ini',
  'C:\\Windows\\sub\\b.INI',
  'C:\\Windows.old\\c.ini',
  'C:\\Users\\Ute\\x$y.{z}',
];
const keys = [
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\X',
  'HKEY_LOCAL_MACHINE\\Software\\x\\Y',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\XY',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\Y\\Z',
  'HKEY_USERS\\S-1-5\\SOFTWARE\\X',
  'HKEY_LOCAL_MACHINE\\SOFTWARE',
];

const linuxItems = [
  '/',
  '/etc',
  '/etc/',
  '/etc/hosts',
  '/etc/*.conf',
  '/etc/*',
  '/*',
  '/home/u*',
  '/srv/data?',
  '/a+b/(x)$.txt',
  '/a+b/*',
  '/a.b/*',
  '/opt/müll/*',
  '/"/*',
  '/usr/bin/[',
  '/etc/**',
  '/etc/?????',
];
const windowsItems = [
  'C:\\',
  'C:\\*',
  'C:\\Windows',
  'C:\\Windows\\*.INI',
  'c:/windows/win.ini',
  'C:\\Program Files\\*',
  'C:\\Windows\\*.*',
  'C:\\a+b\\(x).t?t',
  'C:\\Users\\Ute\\x$y.{z}',
  'C:\\Win*',
];
const registryItems = ['HKEY_LOCAL_MACHINE\\SOFTWARE\\X', 'HKEY_LOCAL_MACHINE\\SOFTWARE', 'HKEY_LOCAL_MACHINE\\SOFT*'];

const items: readonly MonitoredEntity[] = [false, true].flatMap((recurse) => [
  ...(['File', 'Folder'] as const).flatMap((type) => [
    ...linuxItems.map((path) => linux(path, recurse, type)),
    ...windowsItems.map((path) => windows(path, recurse, type)),
  ]),
  ...registryItems.map((path) => registry(path, recurse)),
]);

let world: Awaited<ReturnType<typeof openTestEngine>>;

const put = async (table: TableSchema, rows: readonly Record<string, string>[]) => {
  const batch = batchFromRows(table.columns, rows);
  await world.store.append(
    testWorld.customerId,
    table,
    batch,
    rows.map(() => undefined),
    world.now() * 1000,
  );
};

const at = (hoursAgo: number) => new Date(world.now() - hoursAgo * 3_600_000).toISOString();
const change = (cells: Record<string, string>) => ({ TimeGenerated: at(1), SourceComputerId: 'm', ...cells });

const texts = async (query: string): Promise<readonly string[]> => {
  const { status, body } = await askTest(world, query);
  expect(body).toHaveProperty('tables');
  expect(status).toBe(200);
  const { tables } = JSON.parse(JSON.stringify(body));
  return tables[0].rows.map((row: string[]) => row[0]);
};

beforeAll(async () => {
  world = await openTestEngine();
  await put(configurationChange, [
    ...[...linuxPaths, ...windowsPaths].map((FileSystemPath) => change({ ConfigChangeType: 'Files', FileSystemPath })),
    ...keys.map((RegistryKey) => change({ ConfigChangeType: 'Registry', RegistryKey, ValueName: 'v' })),
  ]);
});

const pathsOf = ({ kind }: MonitoredEntity) => (kind === 'windowsRegistry' ? keys : [...linuxPaths, ...windowsPaths]);

describe('the query of an item finds what the item reaches', () => {
  test.each(
    items.map(
      (item) =>
        [JSON.stringify([item.kind, item.path, item.recurse, 'pathType' in item && item.pathType]), item] as const,
    ),
  )('%s', async (_, item) => {
    const column = item.kind === 'windowsRegistry' ? 'RegistryKey' : 'FileSystemPath';
    const found = await texts(`${reachedChanges(item)}\n| project ${column}`);
    expect(found.toSorted()).toEqual(
      pathsOf(item)
        .filter((path) => reaches(item, path))
        .toSorted(),
    );
  });

  test('whatever the path is made of', async () => {
    const segment = fc.constantFrom('etc', 'a', 'A', '*', 'a*', '?', '*.conf', 'hosts', 'x', 'Windows', '(x)$.txt');
    const below = fc.array(segment, { minLength: 1, maxLength: 3 });
    const type = fc.constantFrom('File' as const, 'Folder' as const);
    await fc.assert(
      fc.asyncProperty(below, fc.boolean(), type, fc.boolean(), async (parts, recurse, pathType, isLinux) => {
        // Wildcards stand in the last segment only (path-rules.ts).
        const plain = parts.map((part, index) => (index < parts.length - 1 ? part.replaceAll(/[*?]/g, 'x') : part));
        const item = isLinux
          ? linux(`/${plain.join('/')}`, recurse, pathType)
          : windows(`C:\\${plain.join('\\')}`, recurse, pathType);
        const found = await texts(`${reachedChanges(item)}\n| project FileSystemPath`);
        expect(found.toSorted()).toEqual(
          pathsOf(item)
            .filter((path) => reaches(item, path))
            .toSorted(),
        );
      }),
      { numRuns: 60 },
    );
  });
});

test('one value of a key, the hive by any name', async () => {
  const item = registry('HKLM\\SOFTWARE\\X', false, 'V');
  expect(await texts(`${reachedChanges(item)}\n| project RegistryKey`)).toEqual(['HKEY_LOCAL_MACHINE\\SOFTWARE\\X']);
  const other = registry('HKLM\\SOFTWARE\\X', false, 'w');
  expect(await texts(`${reachedChanges(other)}\n| project RegistryKey`)).toEqual([]);
});

const row = (SourceComputerId: string, hours: number, FileSystemPath: string) => ({
  TimeGenerated: at(hours),
  SourceComputerId,
  Computer: `server ${SourceComputerId}`,
  ConfigDataType: 'Files',
  FileSystemPath,
});

test('the inventory is the newest of each machine, an entity once', async () => {
  await put(configurationData, [
    row('a', 1, '/etc/a.conf'),
    row('a', 2, '/etc/a.conf'),
    row('a', 40, '/etc/gone.conf'),
    row('a', 1, '/srv/x'),
    // A machine that has been away for long: its last inventory counts.
    row('b', 400, '/etc/a.conf'),
    row('b', 401, '/etc/b.conf'),
    row('b', 700, '/etc/old.conf'),
  ]);
  const found = await texts(`${reachedInventory(linux('/etc/*.conf'))}\n| project strcat(Computer, " ", Path)`);
  expect(found.toSorted()).toEqual(['server a /etc/a.conf', 'server b /etc/a.conf', 'server b /etc/b.conf']);
});
