import { expect, test } from 'vitest';
import type { Json } from '#core/kql/vector';
import { resultColumns } from '../result-table';
import { timeTicks } from './chart-axis';
import { chosenChart, defaultChoice, renderWish } from './chart-choice';
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

test('rows are counted whatever was chosen for the numbers before', () => {
  const columns = resultColumns(daily);
  const search = { chart: '' as const, stacked: '' as const, x: '', y: [''], split: [''], each: 'avg' as const };
  const choice = chosenChart(defaultChoice(undefined, columns), columns, search);
  const { points } = chartData(daily.rows, columns, choice, 'utc');
  expect(points.reduce((sum, { values: [rows] }) => sum + (rows ?? 0), 0)).toBe(daily.rows.length);
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

const total = (data: ReturnType<typeof chartData>) =>
  data.points.flatMap(({ values }) => values).reduce((sum: number, value) => sum + (value ?? 0), 0);

test('more numbers than can be drawn are joined into round steps that lose nothing', () => {
  const rows = Array.from({ length: 3_000 }, (_, index): Json[] => [index - 1_000, 1]);
  for (const visualization of ['columnchart', 'linechart', 'barchart']) {
    const { data } = drawn(tableOf({ size: 'long', n: 'long' }, rows), visualization);
    expect(data.axis).toBe('number');
    expect(data.points.length).toBeLessThanOrEqual(100);
    expect(data.points.length).toBeGreaterThan(20);
    expect(total(data)).toBe(3_000);
    expect(data.points[0]?.label).toBe(`-1,000 to ${data.points[1]?.label.split(' to ')[0]}`);
    expect(data.notes.join()).toMatch(/^3,000 different values of size are joined into \d+ steps of [\d,]+\.$/);
  }
});

test.each([
  ['of any size', [-1.7e308, 1.7e308]],
  ['next to each other', [9_007_199_254_740_000, 9_007_199_254_740_900]],
  ['tiny', [1e-9, 9e-7]],
])('numbers %s have their steps', (_, [from = 0, to = 0]) => {
  const rows = Array.from({ length: 700 }, (_each, index): Json[] => [
    from * (1 - index / 699) + to * (index / 699),
    1,
  ]);
  const { data } = drawn(tableOf({ x: 'real', n: 'long' }, rows), 'columnchart');
  expect(data.points.length).toBeLessThanOrEqual(75);
  expect(total(data)).toBe(700);
  expect(data.points.every(({ x }) => Number.isFinite(x))).toBe(true);
});

test('values without a place or a number are left out, and it is said', () => {
  const rows: Json[][] = [
    [1, 5],
    [null, 1],
    ['NaN', 1],
    [2, 'Infinity'],
    [3, 'NaN'],
    [4, null],
  ];
  const { data } = drawn(tableOf({ x: 'real', n: 'real' }, rows), 'linechart');
  expect(data.points.map(({ x, values }) => [x, values[0]])).toEqual([
    [1, 5],
    [2, null],
    [3, null],
    [4, null],
  ]);
  expect(data.notes).toEqual([
    'Values that are no finite numbers (NaN, Infinity) are not drawn: 2.',
    '2 rows without a number in x are not drawn.',
  ]);
});

test('a scatter chart has a point for each row, and says when it cannot have them all', () => {
  const rows = Array.from({ length: 5_000 }, (_, index): Json[] => [index % 7, index, index % 2 ? 'a' : 'b']);
  const table = tableOf({ x: 'long', n: 'long', s: 'string' }, rows);
  const few = drawn({ ...table, rows: rows.slice(0, 30) }, 'scatterchart');
  expect(few.choice).toMatchObject({ kind: 'scatter', x: 'x', y: ['n'], split: 's' });
  expect(few.data.points).toHaveLength(30);
  expect(few.data.points[8]).toMatchObject({ x: 1, values: [8, null] });
  const { data } = drawn(table, 'scatterchart');
  expect(data.points.length).toBeLessThanOrEqual(2_000);
  expect(data.notes).toEqual(['1,667 of 5,000 points are drawn, one row in 3.']);
});

test('shares of a stack are of values that are not below zero', () => {
  const rows: Json[][] = [
    ['a', 3, 1],
    ['b', 1, 1],
  ];
  const types = { k: 'string', m: 'long', n: 'long' };
  expect(drawn(tableOf(types, rows), 'columnchart', { kind: 'stacked100' }).data).toMatchObject({
    share: true,
    hasBelow: false,
    notes: [],
  });
  const { data } = drawn(tableOf(types, [...rows, ['c', -2, 1]]), 'columnchart', { kind: 'stacked100' });
  expect(data).toMatchObject({
    share: false,
    hasBelow: true,
    notes: ['Values below zero have no share: amounts are drawn.'],
  });
  expect(drawn(tableOf(types, rows), 'columnchart', { kind: 'stacked' }).data.share).toBe(false);
});

test('a pie has no slices of what is below zero, and says so', () => {
  const table = tableOf({ k: 'string', n: 'long' }, [
    ['a', 3],
    ['b', -4],
  ]);
  expect(drawn(table, 'piechart').data.notes).toEqual(['1 value below zero has no slice.']);
});

test('an anomaly chart is the time chart below its anomalies', () => {
  const { choice } = drawn(daily, 'anomalychart');
  expect(choice).toMatchObject({ kind: 'line', x: 'TimeGenerated' });
  expect(renderWish({ visualization: 'anomalychart' })).toMatchObject({
    show: 'chart',
    note: expect.stringContaining('anomalies are not marked'),
  });
});
