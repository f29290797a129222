import { link, mkdir, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entity } from './entity';
import { nodeFiles } from './files';
import { rootsOf, type WatchedItem } from './items';
import { scanItem } from './scan';
import { createDeniedFiles } from './testing/changing-files';
import { createPlace } from './testing/run';

let place: Awaited<ReturnType<typeof createPlace>>;
beforeEach(async () => {
  place = await createPlace();
  await mkdir(join(place.root, 'etc/sub/deep'), { recursive: true });
  for (const name of ['a.conf', '.b.conf', 'c.txt', 'sub/d.conf', 'sub/deep/e.conf']) {
    await writeFile(join(place.root, 'etc', name), name);
  }
});
afterEach(() => place.dispose());

const inEtc = (name: string) => join(place.root, 'etc', name);

async function scan(change: Partial<WatchedItem>, files = nodeFiles, before: ReadonlyMap<string, Entity> = new Map()) {
  const item: WatchedItem = {
    name: 'item',
    group: 'Custom',
    path: join(place.root, 'etc'),
    pathType: 'Folder',
    recurse: false,
    links: 'Follow',
    maxContentBytes: 0,
    ...change,
  };
  const found: string[] = [];
  const entities = new Map<string, Entity>();
  const unreadable: string[] = [];
  for await (const findings of scanItem(files, item, await rootsOf(files, item), (path) => before.get(path))) {
    for (const finding of findings) {
      if (finding.kind === 'unreadable') unreadable.push(finding.path);
      if (finding.kind !== 'entity') continue;
      found.push(finding.entity.path.slice(place.root.length + 1));
      entities.set(finding.entity.path, finding.entity);
      if (finding.unreadable !== undefined) unreadable.push(finding.entity.path);
    }
  }
  return { found: found.toSorted(), entities, unreadable };
}

const linkNames = async (links: WatchedItem['links']) =>
  (await scan({ links })).found.filter((path) => path.endsWith('link') || path.endsWith('target'));

test('a folder has its direct entries, with recursion everything below it', async () => {
  expect((await scan({})).found).toEqual(['etc/.b.conf', 'etc/a.conf', 'etc/c.txt', 'etc/sub']);
  expect((await scan({ recurse: true })).found).toEqual([
    'etc/.b.conf',
    'etc/a.conf',
    'etc/c.txt',
    'etc/sub',
    'etc/sub/d.conf',
    'etc/sub/deep',
    'etc/sub/deep/e.conf',
  ]);
});

test('a wildcard takes files of its folder, with recursion of every folder below', async () => {
  const path = inEtc('*.conf');
  expect((await scan({ path, pathType: 'File' })).found).toEqual(['etc/.b.conf', 'etc/a.conf']);
  expect((await scan({ path, pathType: 'File', recurse: true })).found).toEqual([
    'etc/.b.conf',
    'etc/a.conf',
    'etc/sub/d.conf',
    'etc/sub/deep/e.conf',
  ]);
  expect((await scan({ path: inEtc('?.conf'), pathType: 'File' })).found).toEqual(['etc/a.conf']);
  expect((await scan({ path: inEtc('s*') })).found).toEqual(['etc/sub/d.conf', 'etc/sub/deep']);
});

test('a path that does not exist has nothing, which is no error', async () => {
  const nothing = { found: [], unreadable: [] };
  expect(await scan({ path: '/no/such/folder' })).toMatchObject(nothing);
  expect(await scan({ path: inEtc('none'), pathType: 'File' })).toMatchObject(nothing);
});

test('links are followed, watched themselves, or left out', async () => {
  await writeFile(join(place.root, 'target'), 'x');
  await symlink('../target', inEtc('link'));
  expect(await linkNames('Follow')).toEqual(['etc/link', 'target']);
  expect(await linkNames('Manage')).toEqual(['etc/link']);
  expect(await linkNames('Ignore')).toEqual([]);
});

test('links in circles, to nowhere and to the folders above end by themselves', async () => {
  await symlink('loop', inEtc('loop'));
  await symlink('missing', inEtc('dangling'));
  await symlink('/', inEtc('everything'));
  await symlink('..', inEtc('sub/up'));
  await symlink('/proc', inEtc('kernel'));
  const { found } = await scan({ recurse: true });
  expect(found.filter((path) => !path.startsWith('etc/'))).toEqual([]);
  expect(found).toContain('etc/loop');
});

test('hashes up to 5,000,000 bytes and says so of larger files', async () => {
  for (const [name, size] of [
    ['limit', 5_000_000],
    ['above', 5_000_001],
  ] as const) {
    await writeFile(inEtc(name), '');
    await truncate(inEtc(name), size);
  }
  const { entities } = await scan({});
  expect(entities.get(inEtc('limit'))).toMatchObject({
    hashState: 'complete',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(entities.get(inEtc('above'))).toMatchObject({ hashState: 'tooLarge', hash: '', size: 5_000_001 });
});

test('reads a file again only when it may have changed', async () => {
  const { entities } = await scan({});
  const denied = createDeniedFiles();
  for (const path of entities.keys()) if (path !== inEtc('sub')) denied.deny(path);
  await utimes(inEtc('a.conf'), 1, 1);
  const again = await scan({}, denied.files, entities);
  expect(again.unreadable).toEqual([inEtc('a.conf')]);
});

test('goes on past what it may not read', async () => {
  const denied = createDeniedFiles();
  denied.deny(inEtc('a.conf'));
  denied.deny(inEtc('sub'));
  const { found, unreadable, entities } = await scan({ recurse: true }, denied.files);
  expect(unreadable.toSorted()).toEqual([inEtc('a.conf'), inEtc('sub')]);
  expect(found).toEqual(['etc/.b.conf', 'etc/a.conf', 'etc/c.txt', 'etc/sub']);
  expect(entities.get(inEtc('a.conf'))).toMatchObject({ hashState: 'unreadable', hash: '', size: 6 });
});

test('finds names that are not valid UTF-8', async () => {
  const name = Buffer.concat([Buffer.from(`${place.root}/etc/`), Buffer.from([0x66, 0xff])]);
  await writeFile(name, 'odd');
  const { entities } = await scan({});
  expect(entities.get(inEtc('f\\xff'))).toMatchObject({ size: 3, hashState: 'complete' });
});

test('two names of one file are two entities', async () => {
  await link(inEtc('a.conf'), inEtc('hard.conf'));
  expect((await scan({})).found).toEqual(expect.arrayContaining(['etc/a.conf', 'etc/hard.conf']));
});
