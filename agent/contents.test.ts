import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fileContentTable } from '#core/fim/file-content';
import type { FakeServer } from './testing/fake-server';
import { until } from './testing/run';
import { changed, useStage } from './testing/stage';

const { inRoot, serve, start } = useStage();
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

/** The text a hash names, put together from its chunks. */
const versionOf = (server: FakeServer, content: string | Buffer): string | undefined => {
  const chunks = server.rows(fileContentTable).filter((row) => row['Hash'] === sha256(content));
  if (chunks.length === 0) return undefined;
  const ordered = chunks.toSorted((a, b) => Number(a['ChunkIndex'] ?? 0) - Number(b['ChunkIndex'] ?? 0));
  return ordered.map((row) => String(row['Content'] ?? '')).join('');
};
const kept = (server: FakeServer, content: string) =>
  until('the version', () => versionOf(server, content) === content);

test('keeps every version of a text file, the first included, once', async () => {
  const long = 'Grüße 😀\n'.repeat(5000);
  await writeFile(inRoot('a.conf'), 'one\n');
  await writeFile(inRoot('long.conf'), long);
  const server = await serve({ maxContentBytes: 5_000_000 });
  await start(server);
  await kept(server, 'one\n');
  await kept(server, long);
  await writeFile(inRoot('a.conf'), 'two\n');
  await kept(server, 'two\n');
  // The same content under another name is the same version.
  await writeFile(inRoot('b.conf'), 'two\n');
  await changed(server, 2);
  await writeFile(inRoot('c.conf'), 'three\n');
  await kept(server, 'three\n');
  const hashes = server.rows(fileContentTable).filter((row) => !String(row['FileSystemPath']).endsWith('long.conf'));
  expect(hashes.map((row) => row['Hash'])).toEqual(['one\n', 'two\n', 'three\n'].map(sha256));
});

test('keeps no content of secrets, of binary files, of large ones, or unasked', async () => {
  await writeFile(inRoot('shadow'), 'root:x\n');
  await writeFile(inRoot('service.txt'), '-----BEGIN RSA PRIVATE KEY-----\n');
  await writeFile(inRoot('program'), Buffer.from([0x7f, 0x45, 0, 0xff]));
  await writeFile(inRoot('large.conf'), 'x'.repeat(2000));
  await writeFile(inRoot('small.conf'), 'kept');
  const server = await serve({ maxContentBytes: 1000 });
  await start(server);
  await kept(server, 'kept');
  await rename(inRoot('small.conf'), inRoot('other.conf'));
  await changed(server, 2);
  expect(server.rows(fileContentTable)).toHaveLength(1);
});

test('an item that asks for content later gets that of the files as they are', async () => {
  await writeFile(inRoot('a.conf'), 'before');
  const server = await serve();
  await start(server);
  expect(server.rows(fileContentTable)).toEqual([]);
  await server.putItem({ name: 'root', path: inRoot(), maxContentBytes: 5_000_000 });
  await kept(server, 'before');
  expect(server.changes()).toEqual([]);
});
