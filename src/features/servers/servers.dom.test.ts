import { describe, expect, it, test } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import { noTerms } from '../../filters/change-filter';
import { arrangeServers, chosenServers } from './arrange';
import { environmentOf } from './environment';
import { changesKql, serversTsv } from './server-text';
import { type CountRow, type HeartbeatRow, type Server, isAway, toServers } from './servers';

const heartbeat = (Computer: string, rest: Partial<HeartbeatRow> = {}): HeartbeatRow => ({
  SourceComputerId: `id-${Computer}`,
  Computer,
  OSType: 'Linux',
  OSName: 'Ubuntu',
  ComputerEnvironment: 'Azure',
  CloudProvider: '',
  TimeGenerated: 0,
  ...rest,
});

const counted = (Computer: string, ConfigChangeType: string, Changes: number, LastChange: number): CountRow => ({
  SourceComputerId: `id-${Computer}`,
  Computer,
  ConfigChangeType,
  Changes,
  LastChange,
});

const server = (name: string, rest: Partial<Server> = {}): Server => ({
  ...(toServers([heartbeat(name)], [])[0] ?? expect.fail()),
  ...rest,
});

const order = (servers: readonly Server[], view: Partial<Parameters<typeof arrangeServers>[1]>) =>
  arrangeServers(servers, { find: '', sort: 'total', dir: 'desc', ...view }).map(({ name }) => name);

describe('arrangeServers', () => {
  const fleet = [
    server('web-10'),
    server('web-9', { total: 5, lastChange: 10 }),
    server('db', { total: 5, os: 'Windows Server', environment: 'On-premises' }),
  ];

  it('puts most changes first, equal ones by name', () => expect(order(fleet, {})).toEqual(['db', 'web-9', 'web-10']));
  it('orders names as people count', () =>
    expect(order(fleet, { sort: 'name', dir: 'asc' })).toEqual(['db', 'web-9', 'web-10']));
  it('puts servers without a change last when the latest change is first', () =>
    expect(order(fleet, { sort: 'lastChange' })).toEqual(['web-9', 'db', 'web-10']));
  it('finds by name, system and environment, in any case', () => {
    expect(order(fleet, { find: 'WEB' })).toEqual(['web-9', 'web-10']);
    expect(order(fleet, { find: ' windows ' })).toEqual(['db']);
    expect(order(fleet, { find: 'on-prem' })).toEqual(['db']);
  });
});

test('a silent server is not a quiet one', () => {
  expect(isAway(server('a', { lastHeartbeat: 0 }), 60_000)).toBe(false);
  expect(isAway(server('a', { lastHeartbeat: 0 }), 3_600_000)).toBe(true);
  expect(isAway(server('a', { lastHeartbeat: null }), 0)).toBe(true);
});

describe('toServers', () => {
  it('lists a server without changes with zeros, not as unknown', () =>
    expect(toServers([heartbeat('web')], [])).toMatchObject([
      { name: 'web', os: 'Ubuntu', total: 0, counts: { Files: 0, Registry: 0 }, lastChange: null },
    ]));

  it('adds up types, and rows under a former name', () => {
    const counts = [counted('web', 'Files', 3, 5), counted('web', 'Registry', 4, 9)];
    const renamed = { ...counted('web', 'Files', 2, 7), Computer: 'web.old' };
    expect(toServers([heartbeat('web')], [...counts, renamed])).toMatchObject([
      { name: 'web', total: 9, counts: { Files: 5, Registry: 4 }, lastChange: 9 },
    ]);
  });

  it('keeps changes of servers that no longer report, so that totals agree', () =>
    expect(toServers([heartbeat('web')], [counted('gone', 'Files', 2, 7)])).toMatchObject([
      { name: 'web', total: 0 },
      { name: 'gone', total: 2, lastHeartbeat: null, environment: undefined },
    ]));
});

test('the environment is what the collector knows, else what Azure says', () => {
  expect(environmentOf('AWS', 'Non-Azure')).toBe('AWS');
  expect(environmentOf('on-premises', 'Non-Azure')).toBe('On-premises');
  expect(environmentOf('', 'Azure')).toBe('Azure');
  expect(environmentOf('', 'Non-Azure')).toBe('Hybrid');
  expect(environmentOf('', '')).toBeUndefined();
});

test('copied KQL asks for the changes of these servers alone, with the other filters kept', () => {
  const filter = { ...noTerms, all: false, server: ['other'], category: ['Added'] };
  const kql = changesKql(filter, [server('web')], { start: 0, end: 1000 });
  expect(kql).toContain('SourceComputerId in ("id-web")');
  expect(kql).toContain('ChangeCategory in ("Added")');
  expect(kql).toContain('TimeGenerated < datetime(1970-01-01T00:00:01.000000Z)');
  expect(compile(kql, { tables: builtInTables, now: 0 }).ok).toBe(true);
});

test('copied servers stay in their cells, and no name becomes a formula', () => {
  const lines = serversTsv([server('=cmd\t|x', { total: 2, lastHeartbeat: 1000 })], ['Files']).split('\n');
  expect(lines).toEqual([
    'Name\tSourceComputerId\tOS\tEnvironment\tTotal changes\tFiles\tLast change\tLast heartbeat',
    String.raw`'=cmd\t|x`.concat('\t', String.raw`id-=cmd\t|x`, '\tUbuntu\tAzure\t2\t0\t\t1970-01-01T00:00:01.000Z'),
  ]);
});

test('selected servers are acted on as they are now, also those that a search hides', () => {
  const [old, gone] = [server('b', { total: 1 }), server('gone')];
  const selected = new Map([old, gone, server('a')].map((one) => [one.key, one]));
  const chosen = chosenServers(selected, [server('a', { total: 7 }), server('b', { total: 9 }), server('c')], {
    sort: 'total',
    dir: 'desc',
  });
  expect(chosen.map(({ name, total }) => `${name} ${total}`)).toEqual(['b 9', 'a 7', 'gone 0']);
});
