import { createHash } from 'node:crypto';
import {
  appendFile,
  chmod,
  link,
  mkdir,
  open,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createFakeServer } from './testing/fake-server';
import { until } from './testing/run';
import { changed, useStage } from './testing/stage';

const { inRoot, outside, serve, start } = useStage();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('finds nothing to report in what was there first', async () => {
  await writeFile(inRoot('old'), 'x');
  const server = await serve();
  await start(server);
  await until('the inventory', () => server.rows('ConfigurationData').length > 0);
  expect(server.changes()).toEqual([]);
  expect(server.rows('ConfigurationData')).toMatchObject([
    { FileSystemPath: inRoot('old'), ConfigDataType: 'Files', FileContentChecksum: sha256('x'), Size: 1 },
  ]);
});

test('reports a file as it is added, written, made executable, and removed', async () => {
  const server = await serve();
  await start(server);
  const file = inRoot('a.conf');

  await writeFile(file, 'one', { mode: 0o644 });
  await changed(server, 1);
  await writeFile(file, 'three', { flag: 'a' });
  await changed(server, 2);
  await chmod(file, 0o755);
  await changed(server, 3);
  await rm(file);
  await changed(server, 4);

  const common = { ConfigChangeType: 'Files', FileSystemPath: file, Name: 'a.conf', SourceSystem: 'Linux' };
  const [added, written, chmodded, removed] = server.changes();
  expect(added).toMatchObject({
    ...common,
    ChangeCategory: 'Added',
    Size: 3,
    Attributes: '0644 -rw-r--r--',
    FileContentChecksum: sha256('one'),
    HashAlgorithm_CF: 'SHA256',
    HashState_CF: 'complete',
  });
  expect(written).toMatchObject({
    ...common,
    ChangeCategory: 'Modified',
    FieldsChanged: 'Size;DateModified;FileContentChecksum',
    Size: 8,
    PreviousSize: 3,
    FileContentChecksum: sha256('onethree'),
    PreviousFileContentChecksum: sha256('one'),
  });
  expect(chmodded).toMatchObject({
    ...common,
    ChangeCategory: 'Modified',
    FieldsChanged: 'Attributes',
    Attributes: '0755 -rwxr-xr-x',
    PreviousAttributes: '0644 -rw-r--r--',
  });
  expect(removed).toMatchObject({ ...common, ChangeCategory: 'Removed', PreviousSize: 8 });
  expect(removed).not.toHaveProperty('Size');
  expect(removed).not.toHaveProperty('FileContentChecksum');
  expect(server.changes()).toHaveLength(4);
});

test('takes truncate-and-write for one change', async () => {
  await writeFile(inRoot('a'), 'before');
  const server = await serve();
  await start(server);
  await writeFile(inRoot('a'), '');
  await writeFile(inRoot('a'), 'after!');
  await changed(server, 1);
  expect(server.changes()).toMatchObject([
    {
      ChangeCategory: 'Modified',
      FieldsChanged: 'DateModified;FileContentChecksum',
      FileContentChecksum: sha256('after!'),
    },
  ]);
});

test('takes the save of an editor, which replaces the file, for one change', async () => {
  await writeFile(inRoot('a'), 'before');
  const server = await serve();
  await start(server);
  await writeFile(inRoot('.a.swp'), 'after');
  await rename(inRoot('.a.swp'), inRoot('a'));
  await changed(server, 1);
  expect(server.changes()).toMatchObject([
    { ChangeCategory: 'Modified', FileSystemPath: inRoot('a'), FileContentChecksum: sha256('after') },
  ]);
});

test('reports a rename as a removal and an addition that know of each other', async () => {
  await writeFile(inRoot('old'), 'x');
  const server = await serve();
  await start(server);
  await rename(inRoot('old'), inRoot('new'));
  await changed(server, 2);
  expect(server.changes()).toMatchObject([
    { ChangeCategory: 'Removed', FileSystemPath: inRoot('old') },
    { ChangeCategory: 'Added', FileSystemPath: inRoot('new'), RenamedFrom_CF: inRoot('old') },
  ]);
});

test('follows a tree that is moved in, and what happens in it afterwards', async () => {
  const server = await serve();
  await start(server);
  await mkdir(outside('tree/deep'), { recursive: true });
  await writeFile(outside('tree/deep/f'), '1');
  await rename(outside('tree'), inRoot('tree'));
  await changed(server, 3);
  await until('the tree is adopted', () => server.rows('ConfigurationData').length >= 3);
  await writeFile(inRoot('tree/deep/g'), '2');
  await changed(server, 4);
  expect(server.changes().map((row) => row['FileSystemPath'])).toEqual(
    ['tree', 'tree/deep', 'tree/deep/f', 'tree/deep/g'].map(inRoot),
  );
  await rm(inRoot('tree'), { recursive: true });
  await changed(server, 8);
  expect(
    server
      .changes()
      .slice(4)
      .map((row) => row['ChangeCategory']),
  ).toEqual(Array(4).fill('Removed'));
});

test('counts a file once that two items and a link lead to', async () => {
  await mkdir(inRoot('usr/bin'), { recursive: true });
  await writeFile(inRoot('usr/bin/login'), '1');
  await symlink('usr/bin', inRoot('bin'));
  const server = await createFakeServer([
    { name: 'linked', path: inRoot('bin') },
    { name: 'real', path: inRoot('usr/bin') },
    { name: 'file', path: inRoot('bin/login'), pathType: 'File' },
  ]);
  await start(server, 3);
  await writeFile(inRoot('usr/bin/login'), '22');
  await changed(server, 1);
  await writeFile(inRoot('usr/bin/other'), '1');
  await changed(server, 2);
  expect(server.changes().map((row) => row['FileSystemPath'])).toEqual(['usr/bin/login', 'usr/bin/other'].map(inRoot));
});

test('tracks a big file by its inode and times, and says that it has no hash', async () => {
  const big = inRoot('big');
  await writeFile(big, '');
  await truncate(big, 6_000_000);
  const server = await serve();
  await start(server);
  const { atime, mtime } = await stat(big);
  const handle = await open(big, 'r+');
  await handle.write('evil', 1_000);
  await handle.close();
  await utimes(big, atime, mtime);
  await changed(server, 1);
  expect(server.changes()[0]).toMatchObject({ ChangeCategory: 'Modified', HashState_CF: 'tooLarge', Size: 6_000_000 });
  expect(server.changes()[0]).not.toHaveProperty('FileContentChecksum');
});

test('keeps to the wildcard of a watched folder', async () => {
  const server = await createFakeServer([{ name: 'conf', path: inRoot('*.conf'), pathType: 'File', recurse: false }]);
  await start(server);
  await writeFile(inRoot('a.txt'), '1');
  await mkdir(inRoot('sub.conf'));
  await writeFile(inRoot('sub.conf/b.conf'), '1');
  await writeFile(inRoot('c.conf'), '1');
  await changed(server, 1);
  expect(server.changes()).toMatchObject([{ FileSystemPath: inRoot('c.conf') }]);
});

test('reports files whose names are not valid UTF-8', async () => {
  const server = await serve();
  await start(server);
  await writeFile(Buffer.concat([Buffer.from(inRoot('odd')), Buffer.from([0xff])]), '1');
  await changed(server, 1);
  expect(server.changes()).toMatchObject([
    { ChangeCategory: 'Added', Name: 'odd\\xff', FileContentChecksum: sha256('1') },
  ]);
});

test('reports a link that is pointed elsewhere', async () => {
  await writeFile(inRoot('one'), '1');
  await writeFile(inRoot('two'), '2');
  await symlink('one', inRoot('link'));
  const server = await serve();
  await start(server);
  await symlink('two', inRoot('next'));
  await rename(inRoot('next'), inRoot('link'));
  await changed(server, 1);
  expect(server.changes()).toMatchObject([
    {
      ChangeCategory: 'Modified',
      Name: 'link',
      Attributes: '0777 lrwxrwxrwx -> two',
      PreviousAttributes: '0777 lrwxrwxrwx -> one',
    },
  ]);
});

test('reports a link, and what it leads to only when that is new as well', async () => {
  await writeFile(outside('old'), '1');
  // Within 20 ms before the scan a file counts as new: its time may be that of a clock a tick behind.
  const { ctimeMs } = await stat(outside('old'));
  await until('a later moment', () => Date.now() > ctimeMs + 50);
  const server = await serve();
  await start(server);
  await until('the scan', () => server.rows('Heartbeat').some((row) => JSON.stringify(row).includes('lastScan')));
  await symlink(outside('old'), inRoot('to-old'));
  await symlink('.', inRoot('to-root'));
  await changed(server, 2);
  await writeFile(outside('new'), '1');
  await symlink(outside('new'), inRoot('to-new'));
  await changed(server, 4);
  expect(server.changes().map((row) => row['FileSystemPath'])).toEqual([
    ...['to-old', 'to-root', 'to-new'].map(inRoot),
    outside('new'),
  ]);
});

test('reports a file that was written through another of its names under each of them', async () => {
  await writeFile(inRoot('one'), '1');
  await link(inRoot('one'), inRoot('two'));
  const server = await serve();
  await start(server);
  await appendFile(inRoot('one'), '2');
  await changed(server, 2);
  expect(server.changes()).toMatchObject(
    ['one', 'two'].map((name) => ({
      ChangeCategory: 'Modified',
      FileSystemPath: inRoot(name),
      FileContentChecksum: sha256('12'),
    })),
  );
});
