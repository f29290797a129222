import { appendFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entity } from './entity';
import { openLedger } from './ledger';
import { createPlace } from './testing/run';

let place: Awaited<ReturnType<typeof createPlace>>;
let epoch = 0;
beforeEach(async () => {
  place = await createPlace();
  mkdirSync(place.state);
  epoch = 0;
});
afterEach(() => place.dispose());

const open = () => openLedger({ folder: place.state, newEpoch: () => `epoch-${(epoch += 1)}`, clock: () => 0 });
const journal = () => join(place.state, 'journal');

const entity = (path: string, size = 1): Entity => ({
  path,
  kind: 'file',
  size,
  modified: 1,
  changed: 1,
  created: 1,
  inode: 1,
  device: 1,
  mode: 0o644,
  uid: 0,
  gid: 0,
  hash: 'ab',
  hashState: 'complete',
  target: '',
});
const tracked = (path: string, size = 1) => ({ entity: entity(path, size), via: ['item'] });
const change = (path: string) => ({ table: 'ConfigurationChange', row: { FileSystemPath: path } }) as const;

test('remembers the baseline and the rows still to send, with their ids', async () => {
  const first = await open();
  await first.ledger.commit({ put: [tracked('/a'), tracked('/b')], rows: [change('/a'), change('/b')] });
  await first.ledger.commit({ drop: ['/a'], acknowledged: { ConfigurationChange: 1 } });
  const sent = first.ledger.spooled('ConfigurationChange', 10);
  await first.ledger.close();

  const { ledger, problems } = await open();
  expect(problems).toEqual([]);
  expect(ledger.entity('/a')).toBeUndefined();
  expect(ledger.entity('/b')).toEqual(tracked('/b'));
  expect(ledger.spooled('ConfigurationChange', 10)).toEqual(sent);
  expect(sent).toEqual([expect.stringMatching(/"RowId_CF":"epoch-\d:000000000002"/)]);
  await ledger.close();
});

test('a crash at any byte of a write keeps rows and baseline together', async () => {
  const { ledger } = await open();
  await ledger.commit({ put: [tracked('/a')] });
  const before = readFileSync(journal()).length;
  await ledger.commit({ put: [tracked('/a', 2)], rows: [change('/a')] });
  await ledger.close();
  const whole = readFileSync(journal());

  for (let length = before; length <= whole.length; length += 1) {
    writeFileSync(journal(), whole.subarray(0, length));
    const reopened = (await open()).ledger;
    const isWritten = length === whole.length;
    expect(reopened.entity('/a')?.entity.size).toBe(isWritten ? 2 : 1);
    expect(reopened.spooledCount()).toBe(isWritten ? 1 : 0);
    await reopened.commit({ put: [tracked('/later')] });
    await reopened.close();
    const { ledger: last, problems } = await open();
    expect(problems).toEqual([]);
    expect(last.entity('/later')).toBeDefined();
    await last.close();
  }
});

test('keeps what stands before damage, sets the file aside and says so', async () => {
  const { ledger } = await open();
  for (const path of ['/a', '/b', '/c']) await ledger.commit({ put: [tracked(path)] });
  await ledger.close();
  const bytes = readFileSync(journal());
  bytes[bytes.indexOf('/b')] = 0x78;
  writeFileSync(journal(), bytes);

  const reopened = await open();
  expect(reopened.problems).toMatchObject([{ kind: 'corrupt' }]);
  expect(reopened.ledger.entity('/a')).toBeDefined();
  expect(reopened.ledger.entity('/c')).toBeUndefined();
  expect(readdirSync(place.state)).toHaveLength(2);
  await reopened.ledger.close();
  const third = await open();
  expect(third.problems).toEqual([]);
  expect(third.ledger.entity('/a')).toBeDefined();
  await third.ledger.close();
});

test('sets a journal of a newer format aside instead of guessing', async () => {
  const { openJournal } = await import('./journal');
  const newer = await openJournal(journal());
  await newer.append({ format: 2, something: 'else' }, true);
  await newer.close();
  const { ledger, problems } = await open();
  expect(problems).toMatchObject([{ kind: 'newer', detail: expect.stringContaining('format 2') }]);
  expect(ledger.entityCount()).toBe(0);
  expect(readdirSync(place.state)).toHaveLength(2);
  await ledger.close();
});

test('rewrites a journal that has grown, without losing anything', async () => {
  const { ledger } = await open();
  const many = Array.from({ length: 5_000 }, (_, index) => tracked(`/folder/file-${index}`));
  await ledger.commit({ put: [...many], rows: [change('/kept')] });
  const once = readFileSync(journal()).length;
  for (let round = 0; round < 12; round += 1) await ledger.commit({ put: many, lastScan: round }, { durable: false });
  expect(readFileSync(journal()).length).toBeLessThan(once * 8);
  await ledger.close();
  const reopened = (await open()).ledger;
  expect(reopened.entityCount()).toBe(5_000);
  expect(reopened.spooledCount('ConfigurationChange')).toBe(1);
  expect(reopened.lastScan()).toBe(11);
  await reopened.close();
});

test('goes on after a tail of rubbish', async () => {
  const { ledger } = await open();
  await ledger.commit({ put: [tracked('/a')] });
  await ledger.close();
  appendFileSync(journal(), Buffer.alloc(4096));
  const reopened = await open();
  expect(reopened.problems).toMatchObject([{ kind: 'torn' }]);
  expect(reopened.ledger.entity('/a')).toBeDefined();
  await reopened.ledger.close();
  truncateSync(journal(), 0);
  const emptied = await open();
  expect(emptied.ledger.entityCount()).toBe(0);
  await emptied.ledger.close();
});
