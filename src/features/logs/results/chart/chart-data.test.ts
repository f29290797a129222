import { expect, test } from 'vitest';
import type { Json } from '#core/kql/vector';
import { resultColumns } from '../result-table';
import { timeTicks } from './chart-axis';
import { defaultChoice, renderWish } from './chart-choice';
import { chartData, mostSeries } from './chart-data';

const tableOf = (types: Readonly<Record<string, string>>, rows: Json[][]) => ({
  name: 'PrimaryResult',
  columns: Object.entries(types).map(([name, type]) => ({ name, type })),
  rows,
});

const drawn = (table: ReturnType<typeof tableOf>, visualization: string, render: Record<string, Json> = {}) => {
  const columns = resultColumns(table);
  const choice = defaultChoice({ visualization, ...render }, columns);
  return { choice, data: chartData(table.rows, columns, choice, 'utc') };
};

const daily = tableOf({ TimeGenerated: 'datetime', Kind: 'string', count_: 'long' }, [
  ['2026-11-20T00:00:00Z', 'Added', 3],
  ['2026-11-19T00:00:00Z', 'Added', 1],
  ['2026-11-20T00:00:00Z', 'Removed', 2],
]);

test('a time chart has its points in the order of time and a series for each text', () => {
  const { choice, data } = drawn(daily, 'timechart');
  expect(choice).toMatchObject({ kind: 'line', x: 'TimeGenerated', y: ['count_'], split: 'Kind' });
  expect(data.series).toEqual(['Added', 'Removed']);
  expect(data.points.map(({ x, values }) => [new Date(x).getUTCDate(), values])).toEqual([
    [19, [1, null]],
    [20, [3, 2]],
  ]);
});

test('render names its columns, and stacks when it says so', () => {
  const table = tableOf({ a: 'string', b: 'long', c: 'long' }, [['x', 1, 2]]);
  const { choice } = drawn(table, 'columnchart', { xColumn: 'a', yColumns: ['c'], kind: 'stacked' });
  expect(choice).toMatchObject({ kind: 'column', stacked: true, x: 'a', y: ['c'], split: '' });
  expect(drawn(table, 'columnchart', { kind: 'unstacked' }).choice).toMatchObject({ stacked: false, y: ['b', 'c'] });
});

test('what is not drawn here is told from what is, and from plain rows', () => {
  expect(renderWish({ visualization: 'timechart' }).show).toBe('chart');
  expect(renderWish({ visualization: 'table' }).show).toBe('table');
  expect(renderWish({ visualization: null }).show).toBe('table');
  expect(renderWish({ visualization: 'treemap' })).toEqual({ show: 'other', name: 'treemap', title: '' });
});

test('rows of one point are summed, or as the reader chooses', () => {
  const table = tableOf({ k: 'string', n: 'real' }, [
    ['a', 1],
    ['a', 5],
    ['b', null],
  ]);
  const columns = resultColumns(table);
  const choice = defaultChoice(undefined, columns);
  const valuesBy = (aggregation: 'sum' | 'avg' | 'max') =>
    chartData(table.rows, columns, { ...choice, aggregation }, 'utc').points.map(({ values }) => values[0]);
  expect(valuesBy('sum')).toEqual([6, null]);
  expect(valuesBy('avg')).toEqual([3, null]);
  expect(valuesBy('max')).toEqual([5, null]);
});

test('a pie keeps the largest slices, and the rest together is still the whole', () => {
  const rows = Array.from({ length: 30 }, (_, index): Json[] => [`k${index}`, index + 1]);
  const { data } = drawn(tableOf({ k: 'string', n: 'long' }, rows), 'piechart');
  expect(data.points).toHaveLength(12);
  expect(data.points.at(-1)?.label).toBe('Other (19)');
  expect(data.points.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(465);
});

test('more series than can be told apart are drawn together, and it is said', () => {
  const rows = Array.from({ length: 40 }, (_, index): Json[] => ['2026-11-20T00:00:00Z', `s${index}`, index + 1]);
  const { data } = drawn(tableOf({ t: 'datetime', s: 'string', n: 'long' }, rows), 'timechart');
  expect(data.series).toHaveLength(mostSeries);
  expect(data.series.at(-1)).toBe('Other');
  expect(data.points[0]?.values.reduce((sum: number, value) => sum + (value ?? 0), 0)).toBe(820);
  expect(data.notes.join()).toContain('31 of 40 series');
});

test('more times than can be drawn are joined into steps that lose nothing', () => {
  const start = Date.UTC(2026, 10, 20);
  const rows = Array.from({ length: 1440 }, (_, minute): Json[] => [
    new Date(start + minute * 60_000).toISOString(),
    1,
  ]);
  const { data } = drawn(tableOf({ t: 'datetime', n: 'long' }, rows), 'timechart');
  expect(data.points.length).toBeLessThan(100);
  expect(data.points.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(1440);
  expect(data.notes[0]).toContain('1,440 different times');
});

test('plain rows are counted, not summed up by their sizes', () => {
  const types = Object.fromEntries(
    ['t', 'a', 'b', 'c', 'd', 'e', 'n'].map((name) => [
      name,
      name === 't' ? 'datetime' : name === 'n' ? 'long' : 'string',
    ]),
  );
  const { choice, data } = drawn(tableOf(types, [['2026-11-20T00:00:00Z', 'a', 'b', 'c', 'd', 'e', 999]]), '');
  expect(choice).toMatchObject({ x: 't', y: [], split: '' });
  expect(data.points.map(({ values }) => values)).toEqual([[1]]);
});

test('labels of a time axis are few and inside it', () => {
  for (const hours of [0.01, 1, 5, 30, 100, 1000, 20_000]) {
    const range = { start: Date.UTC(2026, 0, 3, 5, 7), end: Date.UTC(2026, 0, 3, 5, 7) + hours * 3_600_000 };
    const ticks = timeTicks(range, 'utc');
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(10);
    expect(ticks.every((tick) => tick >= range.start && tick <= range.end)).toBe(true);
  }
});
