import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, open, rename, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeniedFiles } from './testing/changing-files';
import { createFakeServer, type FakeServer } from './testing/fake-server';
import { createPlace, type RunningAgent, startTestAgent, until } from './testing/run';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const empty: RunningAgent[] = [];
let place: Awaited<ReturnType<typeof createPlace>>;
let running = empty;

beforeEach(async () => {
  running = [];
  place = await createPlace();
  await mkdir(place.root);
});

afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop()));
  await place.dispose();
});

const inRoot = (name: string) => join(place.root, name);
const journalText = () => readFileSync(join(place.state, 'journal'), 'utf8');
const serverOf = (more: object = {}) => createFakeServer([{ name: 'root', path: place.root, ...more }]);

async function start(server: FakeServer, items = 1): Promise<RunningAgent> {
  const before = server.operations('Baseline ready').length;
  const agent = startTestAgent(server, place.state);
  running.push(agent);
  await until('the baseline', () => server.operations('Baseline ready').length >= before + items);
  return agent;
}

/** Starts an agent that has its baseline already. */
function startAgain(server: FakeServer): RunningAgent {
  const agent = startTestAgent(server, place.state);
  running.push(agent);
  return agent;
}

const changed = (server: FakeServer, count: number) =>
  until(`${count} changes`, () => server.changes().length >= count);

test('finds nothing to report in what was there first', async () => {
  await writeFile(inRoot('old'), 'x');
  const server = await serverOf();
  await start(server);
  await until('the inventory', () => server.rows('ConfigurationData').length > 0);
  expect(server.changes()).toEqual([]);
  expect(server.rows('ConfigurationData')).toMatchObject([
    { FileSystemPath: inRoot('old'), ConfigDataType: 'Files', FileContentChecksum: sha256('x'), Size: 1 },
  ]);
});

test('reports a file as it is added, written, made executable, and removed', async () => {
  const server = await serverOf();
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
  const server = await serverOf();
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
  const server = await serverOf();
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
  const server = await serverOf();
  await start(server);
  await rename(inRoot('old'), inRoot('new'));
  await changed(server, 2);
  expect(server.changes()).toMatchObject([
    { ChangeCategory: 'Removed', FileSystemPath: inRoot('old') },
    { ChangeCategory: 'Added', FileSystemPath: inRoot('new'), RenamedFrom_CF: inRoot('old') },
  ]);
});

test('follows a tree that is moved in, and what happens in it afterwards', async () => {
  const server = await serverOf();
  await start(server);
  await mkdir(join(place.base, 'tree/deep'), { recursive: true });
  await writeFile(join(place.base, 'tree/deep/f'), '1');
  await rename(join(place.base, 'tree'), inRoot('tree'));
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

test('reports what changed while it was stopped, once, and keeps quiet about the rest', async () => {
  await writeFile(inRoot('a'), '1');
  await writeFile(inRoot('b'), '2');
  const server = await serverOf();
  const first = await start(server);
  await first.stop();

  await writeFile(inRoot('a'), 'changed');
  await rm(inRoot('b'));
  await writeFile(inRoot('c'), '3');
  const second = startAgain(server);
  await changed(server, 3);
  await second.stop();

  const heartbeats = server.rows('Heartbeat').length;
  startAgain(server);
  await until('a heartbeat after the scan', () => server.rows('Heartbeat').length > heartbeats + 1);
  expect(
    server
      .changes()
      .map((row) => `${String(row['ChangeCategory'])} ${String(row['Name'])}`)
      .toSorted(),
  ).toEqual(['Added c', 'Modified a', 'Removed b']);
  expect(server.operations('Baseline ready')).toHaveLength(1);
  expect(server.droppedRows()).toBe(0);
});

test('spools while the server is away and delivers in order afterwards', async () => {
  const server = await serverOf();
  await start(server);
  server.setGate(() => new Response('{}', { status: 503 }));
  await writeFile(inRoot('a'), '1');
  await until('the change in the journal', () => journalText().includes('ConfigurationChange'));
  await running[0]?.stop();
  expect(server.changes()).toEqual([]);
  server.setGate(undefined);
  startAgain(server);
  await changed(server, 1);
  expect(server.changes()).toMatchObject([{ ChangeCategory: 'Added', Name: 'a' }]);
});

test('makes no change rows when an item is added, disabled, enabled again or deleted', async () => {
  const other = join(place.base, 'other');
  await mkdir(other);
  await writeFile(join(other, 'x'), '1');
  const server = await serverOf();
  await start(server);

  await server.putItem({ name: 'other', path: other });
  await until('its baseline', () => server.operations('Baseline ready').length === 2);
  await server.putItem({ name: 'other', path: other, enabled: false });
  await until('its end', () => server.operations('Scope changed').length === 1);
  await writeFile(join(other, 'x'), 'while disabled');
  await server.putItem({ name: 'other', path: other });
  await until('its second baseline', () => server.operations('Baseline ready').length === 3);
  await server.deleteItem('other');
  await until('its second end', () => server.operations('Scope changed').length === 2);
  await writeFile(inRoot('still-watched'), '1');
  await changed(server, 1);
  expect(server.changes()).toMatchObject([{ Name: 'still-watched' }]);
});

test('rests while FIM is off and says so in its heartbeats', async () => {
  const server = await serverOf();
  await start(server);
  await server.turnOff();
  const state = () => JSON.stringify(server.rows('Heartbeat').at(-1)?.['Detail_CF']);
  await until('a heartbeat of a disabled agent', () => state().includes('disabled'));
  await writeFile(inRoot('a'), '1');
  expect(server.changes()).toEqual([]);
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

test('says which paths it cannot read, and when it can again', async () => {
  await writeFile(inRoot('secret'), 'x');
  const server = await serverOf();
  const denied = createDeniedFiles();
  denied.deny(inRoot('secret'));
  running.push(startTestAgent(server, place.state, denied.files));
  await until('the complaint', () => server.operations('Unreadable').length > 0);
  await until('the baseline', () => server.operations('Baseline ready').length === 1);
  denied.allow(inRoot('secret'));
  await chmod(inRoot('secret'), 0o600);
  await until('the relief', () => server.operations('Readable').length > 0);
  expect(server.operations('Unreadable')).toMatchObject([
    { OperationKey: inRoot('secret'), Detail_CF: JSON.stringify({ path: inRoot('secret'), reason: 'EACCES' }) },
  ]);
  await changed(server, 1);
  // The first hash that could be made is no change of content.
  expect(server.changes()).toMatchObject([{ FieldsChanged: 'Attributes', HashState_CF: 'complete' }]);
});

test('sets a row aside that the server refuses, and delivers the others', async () => {
  const server = await serverOf();
  await start(server);
  let refused = 0;
  server.setGate((request) => {
    if (!request.url.includes('Microsoft-ConfigurationChange') || refused >= 1) return undefined;
    refused += 1;
    return Response.json({ error: { code: 'InvalidRequestContent', message: 'no' } }, { status: 400 });
  });
  await writeFile(inRoot('a'), '1');
  await until('a report of the refusal', () => server.operations('Error').length > 0);
  await writeFile(inRoot('b'), '1');
  await changed(server, 1);
  expect(server.changes()).toMatchObject([{ Name: 'b' }]);
  const [file = ''] = readdirSync(join(place.state, 'refused'));
  expect(JSON.parse(readFileSync(join(place.state, 'refused', file), 'utf8'))).toMatchObject([{ Name: 'a' }]);
});

test('tracks a big file by its inode and times, and says that it has no hash', async () => {
  const big = inRoot('big');
  await writeFile(big, '');
  await truncate(big, 6_000_000);
  const server = await serverOf();
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

test('sees a watched folder come into being, and vanish', async () => {
  const server = await serverOf({ path: inRoot('later') });
  await start(server);
  await mkdir(inRoot('later'));
  await writeFile(inRoot('later/a'), '1');
  await changed(server, 1);
  await writeFile(inRoot('later/b'), '1');
  await changed(server, 2);
  await rm(inRoot('later'), { recursive: true });
  await changed(server, 4);
  expect(server.changes().map((row) => `${String(row['ChangeCategory'])} ${String(row['Name'])}`)).toEqual([
    'Added a',
    'Added b',
    'Removed a',
    'Removed b',
  ]);
});

test('says so when its memory is lost', async () => {
  const server = await serverOf();
  const first = await start(server);
  await first.stop();
  await rm(join(place.state, 'journal'));
  await start(server);
  expect(server.operations('Error')).toMatchObject([{ OperationKey: 'journal' }]);
});

test('lets no second agent onto the same state folder', async () => {
  const server = await serverOf();
  await start(server);
  await expect(startTestAgent(server, place.state).stop()).rejects.toThrow(/in use by the agent with pid/);
});
