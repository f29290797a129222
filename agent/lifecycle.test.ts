import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDeniedFiles } from './testing/changing-files';
import { startTestAgent, until } from './testing/run';
import { changed, useStage } from './testing/stage';

const { inRoot, inState, outside, serve, launch, start } = useStage();
const noSpace = () => Promise.reject(new Error('No space left on device'));

test('reports what changed while it was stopped, once, and keeps quiet about the rest', async () => {
  await writeFile(inRoot('a'), '1');
  await writeFile(inRoot('b'), '2');
  const server = await serve();
  const first = await start(server);
  await first.stop();

  await writeFile(inRoot('a'), 'changed');
  await rm(inRoot('b'));
  await writeFile(inRoot('c'), '3');
  const second = launch(server);
  await changed(server, 3);
  await second.stop();

  const heartbeats = server.rows('Heartbeat').length;
  launch(server);
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
  const server = await serve();
  const first = await start(server);
  server.setGate(() => new Response('{}', { status: 503 }));
  await writeFile(inRoot('a'), '1');
  await until('the change in the journal', () =>
    readFileSync(inState('journal'), 'utf8').includes('ConfigurationChange'),
  );
  await first.stop();
  expect(server.changes()).toEqual([]);
  server.setGate(undefined);
  launch(server);
  await changed(server, 1);
  expect(server.changes()).toMatchObject([{ ChangeCategory: 'Added', Name: 'a' }]);
});

test('makes no change rows when an item is added, disabled, enabled again or deleted', async () => {
  const other = outside('other');
  await mkdir(other);
  await writeFile(join(other, 'x'), '1');
  const server = await serve();
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
  const server = await serve();
  await start(server);
  await server.turnOff();
  const state = () => JSON.stringify(server.rows('Heartbeat').at(-1)?.['Detail_CF']);
  await until('a heartbeat of a disabled agent', () => state().includes('disabled'));
  await writeFile(inRoot('a'), '1');
  expect(server.changes()).toEqual([]);
});

test('says which paths it cannot read, and when it can again', async () => {
  await writeFile(inRoot('secret'), 'x');
  const server = await serve();
  const denied = createDeniedFiles();
  denied.deny(inRoot('secret'));
  launch(server, { files: denied.files });
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
  const server = await serve();
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
  const [file = ''] = readdirSync(inState('refused'));
  expect(JSON.parse(readFileSync(join(inState('refused'), file), 'utf8'))).toMatchObject([{ Name: 'a' }]);
});

test('sees a watched folder come into being, and vanish', async () => {
  const server = await serve({ path: inRoot('later') });
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
  const server = await serve();
  const first = await start(server);
  await first.stop();
  await rm(inState('journal'));
  await start(server);
  expect(server.operations('Error')).toMatchObject([{ OperationKey: 'journal' }]);
});

test('lets no second agent onto the same state folder', async () => {
  const server = await serve();
  await start(server);
  await expect(startTestAgent(server, inState('.')).stop()).rejects.toThrow(/in use by the agent with pid/);
});

test('falls back to scheduled scans where it cannot watch, and says so', async () => {
  const server = await serve();
  launch(server, { subscribe: noSpace, scanIntervalMs: 200 });
  await until('the baseline', () => server.operations('Baseline ready').length === 1);
  await writeFile(inRoot('a'), '1');
  await changed(server, 1);
  expect(server.operations('Error')).toMatchObject([
    { Detail_CF: JSON.stringify({ path: inRoot(), reason: 'No space left on device' }) },
  ]);
});
