import { describe, expect, it } from 'vitest';
import { type Server, arrangeServers, isAway, serversQuery, toServer } from './servers';

const server = (name: string, rest: Partial<Server> = {}): Server => ({
  key: name,
  name,
  os: 'Ubuntu',
  total: 0,
  files: 0,
  registry: 0,
  lastChange: null,
  lastHeartbeat: 0,
  ...rest,
});

const order = (servers: readonly Server[], view: Partial<Parameters<typeof arrangeServers>[1]>) =>
  arrangeServers(servers, { q: '', sort: 'total', dir: 'desc', ...view }).map(({ name }) => name);

describe('arrangeServers', () => {
  const fleet = [
    server('web-10'),
    server('web-9', { total: 5, lastChange: 10 }),
    server('db', { total: 5, os: 'Windows Server' }),
  ];

  it('puts most changes first, equal ones by name', () => expect(order(fleet, {})).toEqual(['db', 'web-9', 'web-10']));
  it('orders names as people count', () =>
    expect(order(fleet, { sort: 'name', dir: 'asc' })).toEqual(['db', 'web-9', 'web-10']));
  it('puts servers without a change last when the latest change is first', () =>
    expect(order(fleet, { sort: 'lastChange' })).toEqual(['web-9', 'db', 'web-10']));
  it('finds by name and system, in any case', () => {
    expect(order(fleet, { q: 'WEB' })).toEqual(['web-9', 'web-10']);
    expect(order(fleet, { q: ' windows ' })).toEqual(['db']);
  });
});

it('tells a silent server from a quiet one', () => {
  expect(isAway(server('a', { lastHeartbeat: 0 }), 60_000)).toBe(false);
  expect(isAway(server('a', { lastHeartbeat: 0 }), 3_600_000)).toBe(true);
  expect(isAway(server('a', { lastHeartbeat: null }), 0)).toBe(true);
});

it('reads a server without changes as zeros, not as unknown', () =>
  expect(
    toServer({
      SourceComputerId: 'id',
      Computer: 'web',
      OSType: 'Linux',
      OSName: '',
      LastHeartbeat: 5,
      Total: null,
      Files: null,
      Registry: null,
      LastChange: null,
    }),
  ).toEqual(server('web', { key: 'id', os: 'Linux', lastHeartbeat: 5 })));

it('asks for heartbeats of 30 days and changes of the range', () => {
  const range = { start: Date.UTC(2026, 10, 21), end: Date.UTC(2026, 10, 22) };
  const { kql, range: asked } = serversQuery(range);
  expect(kql).toContain(
    'TimeGenerated >= datetime(2026-11-21T00:00:00.000000Z) and TimeGenerated < datetime(2026-11-22T00:00:00.000000Z)',
  );
  expect(asked?.start).toBe(range.end - 30 * 86_400_000);
});
