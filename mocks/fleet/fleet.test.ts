import { beforeAll, describe, expect, test } from 'vitest';
import { netlogonBaseline } from '#core/fim/netlogon-baseline';
import { configurationChange, configurationData, heartbeat } from '#core/fim/tables';
import type { TableSchema } from '#core/kql/schema';
import type { Batch, Json } from '#core/kql/vector';
import { createFleet, type FleetRows } from './fleet';
import { hashParts, hashText } from './random';
import { intrusionServers } from './stories';
import { workspaces } from './organisation';

const now = Date.UTC(2026, 10, 22, 14, 30);
// Two weeks hold every story and a patch night, and are quick to look at row by row.
const options = { seed: 1, now, days: 14 };

type Cell = number | string | Json;
type Row = Readonly<Record<string, Cell>>;

function* rowsOf({ batch, table }: { batch: Batch; table: TableSchema }): Iterable<Row> {
  for (let row = 0; row < batch.length; row++) {
    yield Object.fromEntries(table.columns.map(({ name }, index) => [name, cell(batch, index, row)]));
  }
}

function cell(batch: Batch, column: number, row: number): Cell {
  const vector = batch.vectors[column];
  switch (vector?.kind) {
    case 'text':
      return vector.dictionary[vector.codes[row] ?? -1] ?? null;
    case 'number':
      return vector.nulls?.[row] === 1 ? null : (vector.values[row] ?? null);
    case 'json':
      return vector.values[row] ?? null;
    case undefined:
      throw new RangeError(`no column ${column}`);
  }
}

function digest(all: Iterable<FleetRows>): number {
  let hash = 0;
  for (const { workspace, batch, receivedAt } of all) {
    hash = hashParts(hash, hashText(workspace), receivedAt % 2 ** 31, batch.length);
    for (const vector of batch.vectors) {
      if (vector.kind === 'text') for (const text of vector.dictionary) hash = hashParts(hash, hashText(text));
      if (vector.kind === 'number') for (const value of vector.values) hash = hashParts(hash, value % 2 ** 31);
      if (vector.kind === 'json') hash = hashParts(hash, hashText(JSON.stringify(vector.values[0] ?? null)));
    }
  }
  return hash;
}

const filled = (row: Row, columns: readonly string[]) =>
  columns.filter((name) => row[name] !== null && row[name] !== '');

const isNetlogon = ({ RegistryKey }: Row) => RegistryKey === netlogonBaseline.key;

let all: readonly FleetRows[] = [];
let changes: readonly Row[] = [];

beforeAll(() => {
  all = [...createFleet(options).rows()];
  changes = all.filter(({ table }) => table === configurationChange).flatMap((part) => [...rowsOf(part)]);
}, 60_000);

describe('the whole fleet', { timeout: 30_000 }, () => {
  test('is the same for the same seed and moment, and another for another', () => {
    const short = { ...options, days: 2 };
    const first = digest(createFleet(short).rows());
    expect(digest(createFleet(short).rows())).toBe(first);
    expect(digest(createFleet({ ...short, seed: 2 }).rows())).not.toBe(first);
  });

  test('sends what seven days need before the rest', () => {
    const order = all.map(({ part }) => part);
    expect(order.lastIndexOf('first')).toBeLessThan(order.indexOf('soon'));
    expect(order.lastIndexOf('soon')).toBeLessThan(order.indexOf('history'));
    const weekAgo = (now - 7 * 86_400_000) * 1000;
    const late = all.filter(({ part, table }) => part !== 'first' && table === configurationChange);
    const times = late.flatMap((part) => [...rowsOf(part)].map((row) => Number(row['TimeGenerated'])));
    expect(times.filter((time) => time >= weekAgo)).toEqual([]);
  });

  test('has heartbeats of every server, the last within the minute but for the silent ones', () => {
    const last = new Map<Cell, number>();
    for (const part of all.filter(({ table }) => table === heartbeat)) {
      for (const row of rowsOf(part)) {
        const computer = row['Computer'] ?? '';
        last.set(computer, Math.max(last.get(computer) ?? 0, Number(row['TimeGenerated'])));
      }
    }
    const ages = [...last.values()].map((time) => now * 1000 - time);
    expect(last.size).toBe(workspaces.flatMap(({ groups }) => groups).reduce((sum, { count }) => sum + count, 1));
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    const silent = ages.filter((age) => age > 60_000_000);
    expect(silent.length).toBeGreaterThan(2);
    expect(silent.length).toBeLessThan(20);
    const quiet = [...last.keys()].filter((computer) => !changes.some(({ Computer }) => Computer === computer));
    expect(quiet.length).toBeGreaterThan(42);
  });
});

describe('every change', { timeout: 30_000 }, () => {
  test('lies in the history and has its own id', () => {
    const ids = new Set(changes.map((row) => row['RowId_CF']));
    expect(ids.size).toBe(changes.length);
    const start = (now - 14 * 86_400_000) * 1000;
    expect(
      changes.filter(({ TimeGenerated }) => Number(TimeGenerated) > now * 1000 || Number(TimeGenerated) < start),
    ).toEqual([]);
    for (const { receivedAt } of all) expect(receivedAt).toBeLessThanOrEqual(now * 1000);
  });

  const currentColumns = [
    'Size',
    'DateCreated',
    'DateModified',
    'Attributes',
    'Acls',
    'FileContentChecksum',
    'ValueData',
    'ValueType',
    'Current',
  ];
  const previousColumns = [
    'PreviousSize',
    'PreviousDateCreated',
    'PreviousDateModified',
    'PreviousAttributes',
    'PreviousAcls',
    'PreviousFileContentChecksum',
    'PreviousValueData',
    'PreviousValueType',
    'Previous',
  ];

  test('Added has only current columns, Removed only Previous ones', () => {
    const added = changes.filter(({ ChangeCategory }) => ChangeCategory === 'Added');
    const removed = changes.filter(({ ChangeCategory }) => ChangeCategory === 'Removed');
    expect(added.length).toBeGreaterThan(1000);
    expect(removed.length).toBeGreaterThan(300);
    expect(
      added.filter((row) => filled(row, previousColumns).length > 0 || filled(row, currentColumns).length === 0),
    ).toEqual([]);
    expect(
      removed.filter((row) => filled(row, currentColumns).length > 0 || filled(row, previousColumns).length === 0),
    ).toEqual([]);
    expect([...added, ...removed].filter(({ FieldsChanged }) => FieldsChanged !== '')).toEqual([]);
  });

  test('Modified names in FieldsChanged exactly what differs', () => {
    const modified = changes.filter(({ ChangeCategory }) => ChangeCategory === 'Modified');
    expect(modified.filter(({ FieldsChanged }) => FieldsChanged === '').slice(0, 3)).toEqual([]);
    const pairs = [
      ['Size', 'PreviousSize'],
      ['DateModified', 'PreviousDateModified'],
      ['Attributes', 'PreviousAttributes'],
      ['Acls', 'PreviousAcls'],
      ['FileContentChecksum', 'PreviousFileContentChecksum'],
      ['ValueData', 'PreviousValueData'],
    ] as const;
    const wrong = modified.filter((row) =>
      pairs.some(
        ([name, previous]) => String(row['FieldsChanged']).split(';').includes(name) !== (row[name] !== row[previous]),
      ),
    );
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  test('of a file carries a hash of 64 hex digits, or says that the file is too large', () => {
    const files = changes.filter(({ ConfigChangeType }) => ConfigChangeType === 'Files');
    const wrong = files.filter((row) => {
      const hash = String(row['FileContentChecksum'] || row['PreviousFileContentChecksum']);
      return row['HashState_CF'] === 'tooLarge' ? hash !== '' : !/^[0-9a-f]{64}$/.test(hash);
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(files.some((row) => row['HashState_CF'] === 'tooLarge')).toBe(true);
    const written = files.filter(
      (row) => row['DateModified'] !== null && Number(row['DateModified']) > Number(row['TimeGenerated']),
    );
    expect(written.slice(0, 3)).toEqual([]);
  });

  test('continues where the one before it of the same file ended', () => {
    const last = new Map<string, Cell>();
    const links = changes
      .filter(({ FileSystemPath }) => FileSystemPath === '/etc/resolv.conf')
      .filter(({ FieldsChanged }) => String(FieldsChanged).includes('FileContentChecksum'))
      .sort((a, b) => Number(a['TimeGenerated']) - Number(b['TimeGenerated']))
      .flatMap((row) => {
        const key = String(row['Computer']);
        const before = last.get(key);
        last.set(key, row['FileContentChecksum'] ?? '');
        return before === undefined ? [] : [row['PreviousFileContentChecksum'] === before];
      });
    expect(links.length).toBeGreaterThan(20);
    expect(links.every(Boolean)).toBe(true);
  });

  test('keeps its id when the day is generated at a later hour, and what follows adds to it', () => {
    const later = now + 4 * 3_600_000;
    const ids = (parts: Iterable<FleetRows>) =>
      [...parts]
        .filter(({ table, batch }) => table === configurationChange && batch.length > 0)
        .flatMap((part) => [...rowsOf(part)])
        .filter(({ TimeGenerated }) => Number(TimeGenerated) >= todayStart)
        .filter(
          ({ FileSystemPath, ValueName }) =>
            FileSystemPath !== '/etc/node-exporter.conf' && ValueName !== 'DeploymentHelper',
        )
        .map((row) => `${String(row['RowId_CF'])} ${String(row['TimeGenerated'])}`);
    const todayStart = Math.floor(now / 86_400_000) * 86_400_000_000;
    const whole = new Set(ids(createFleet({ ...options, now: later, days: 1 }).rows()));
    const before = ids(createFleet({ ...options, days: 1 }).rows());
    const after = ids(createFleet({ ...options, days: 1 }).live(now, later));
    expect(after.length).toBeGreaterThan(10);
    expect(new Set([...before, ...after])).toEqual(whole);
  });
});

describe('stories', { timeout: 30_000 }, () => {
  test('one night three servers are taken over', () => {
    const night = changes.filter(({ Computer }) => intrusionServers.some((name) => name === Computer));
    const find = (test: (row: Row) => boolean) => night.filter(test);
    const sshd = find(
      (row) => row['FileSystemPath'] === '/usr/sbin/sshd' && row['FieldsChanged'] === 'FileContentChecksum',
    );
    expect(sshd).toHaveLength(1);
    expect(sshd[0]).toMatchObject({ Computer: 'app-eus-11', Name: 'sshd', HashState_CF: 'complete' });
    const shell = find((row) => String(row['FileSystemPath']).endsWith('helpcontent.aspx'));
    expect(shell.map((row) => row['ChangeCategory']).sort()).toEqual(['Added', 'Removed']);
    const userinit = find((row) => row['ValueName'] === 'Userinit');
    expect(userinit[0]?.['ValueData']).toContain('gfxsvc.exe');
    expect(userinit[0]?.['PreviousValueData']).not.toContain('gfxsvc.exe');
    expect(find((row) => row['FileSystemPath'] === '/etc/ld.so.preload')).toHaveLength(1);
    const age = now * 1000 - Number(sshd[0]?.['TimeGenerated']);
    expect(age).toBeGreaterThan(3 * 86_400_000_000);
    expect(age).toBeLessThan(6 * 86_400_000_000);
  });

  test('loaded hives flap: Added, and Removed some 50 minutes later', () => {
    const flaps = changes
      .filter(({ RegistryKey, Computer }) => String(RegistryKey).endsWith('hivelist') && Computer === 'pay-win-02')
      .filter(({ ValueName }) => String(ValueName).endsWith('COMPONENTS'))
      .sort((a, b) => Number(a['TimeGenerated']) - Number(b['TimeGenerated']));
    expect(flaps.length).toBeGreaterThan(2);
    const gap = Number(flaps[1]?.['TimeGenerated']) - Number(flaps[0]?.['TimeGenerated']);
    expect([flaps[0]?.['ChangeCategory'], flaps[1]?.['ChangeCategory']]).toEqual(['Added', 'Removed']);
    expect(Math.abs(gap / 60_000_000 - 50)).toBeLessThan(1);
  });

  test('the lab server has names that try to fool reader, page and spreadsheet', () => {
    const names = changes
      .filter(({ Computer }) => Computer === 'redteam-lab-01')
      .map((row) => String(row['FileSystemPath']));
    for (const part of ['<img src=x', '\u202E', '=HYPERLINK', '\n'])
      expect(names.some((name) => name.includes(part))).toBe(true);
    expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(600);
  });

  test('Netlogon values: nearly all servers report theirs, some have drifted, and the changes tell how', () => {
    const inventory = all
      .filter(({ table }) => table === configurationData)
      .flatMap((part) => [...rowsOf(part)])
      .filter(isNetlogon);
    const reporting = new Set(inventory.map(({ Computer }) => Computer));
    expect(reporting.size).toBeGreaterThan(90);
    const drifted = inventory.filter(
      ({ ValueName, ValueData }) => ValueName === 'RequireStrongKey' && ValueData === '0',
    );
    expect(drifted.length).toBeGreaterThan(0);
    expect(drifted.length).toBeLessThan(reporting.size / 4);
    const edits = changes.filter(isNetlogon);
    expect(edits.length).toBeGreaterThan(3);
    const collected = edits.filter(({ Computer }) => reporting.has(Computer ?? ''));
    const wanted = collected.map(({ ChangeCategory, ValueData }) =>
      ChangeCategory === 'Removed' ? undefined : ValueData,
    );
    const found = collected.map(
      ({ Computer, ValueName }) =>
        inventory.find((row) => row['Computer'] === Computer && row['ValueName'] === ValueName)?.['ValueData'],
    );
    expect(found).toEqual(wanted);
  });
});
