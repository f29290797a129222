import type { Json } from '#core/kql/vector';
import { expect, test } from 'vitest';
import { agentsOf, unreadableOf } from './agent-state';

const now = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;
const detail = { state: 'watching', items: 19, itemsReady: 19, entities: 900, unreadable: 0, spooled: 0 };
const beat = (over: object, ago = 0) => ({
  SourceComputerId: 'id-1',
  Computer: 'web-1',
  TimeGenerated: now - ago,
  Detail_CF: { ...detail, ...over },
});

test('an agent at its first look says how far it is', () => {
  const [agent] = agentsOf([beat({ state: 'baselining', itemsReady: 7 })], now);
  expect(agent).toMatchObject({ computer: 'web-1', state: 'baselining', items: 19, itemsReady: 7, away: false });
});

test('an agent is away after five minutes of silence, not before', () => {
  expect(agentsOf([beat({}, 5 * minute)], now)[0]?.away).toBe(false);
  expect(agentsOf([beat({}, 5 * minute + 1)], now)[0]?.away).toBe(true);
});

test('nothing is said about machines whose collector says nothing', () => {
  const strange: readonly Json[] = [null, 'text', [], {}, { state: 'dancing' }];
  for (const Detail_CF of strange) {
    expect(agentsOf([{ ...beat({}), Detail_CF }], now)).toEqual([]);
  }
});

const operation = (status: string, path: unknown, ago: number, reason: string | null = 'permission denied') => ({
  TimeGenerated: now - ago,
  SourceComputerId: 'id-1',
  Computer: 'web-1',
  OperationStatus: status,
  Detail: 'could not be read',
  Detail_CF: JSON.parse(JSON.stringify({ path, reason })),
});

test('a path counts as unreadable by its last word only, whatever the order of rows', () => {
  const rows = [
    operation('Unreadable', '/etc/shadow', 5),
    operation('Readable', '/etc/a', 1),
    operation('Unreadable', '/etc/a', 9),
    operation('Unreadable', '/etc/b', 2),
    operation('Readable', '/etc/b', 8),
  ];
  for (const order of [rows, rows.toReversed()]) {
    expect(unreadableOf(order).map(({ path }) => path)).toEqual(['/etc/b', '/etc/shadow']);
  }
});

test('the same path of another machine is another path; rows without one are skipped', () => {
  const other = { ...operation('Readable', '/etc/shadow', 1), SourceComputerId: 'id-2' };
  const rows = [operation('Unreadable', '/etc/shadow', 5), other, operation('Unreadable', null, 1)];
  expect(unreadableOf(rows)).toEqual([
    { computer: 'web-1', path: '/etc/shadow', reason: 'permission denied', since: now - 5 },
  ]);
});

test('without a reason the sentence of the row stands in', () => {
  expect(unreadableOf([operation('Unreadable', '/x', 1, null)])[0]?.reason).toBe('could not be read');
});
