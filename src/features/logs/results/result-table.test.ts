import { expect, test } from 'vitest';
import type { Json } from '#core/kql/vector';
import { keyReader, sortRows } from './compare-values';
import { groupRows, groupedLines, withDetails } from './lines';
import { type ColumnKind, dynamicValue, resultColumns } from './result-table';
import { type RowFilter, decodeFilter, encodeFilter, fittingRows } from './row-filter';
import { rowsTsv } from './tsv';

const tableOf = (types: Readonly<Record<string, string>>, rows: Json[][]) => ({
  name: 'PrimaryResult',
  columns: Object.entries(types).map(([name, type]) => ({ name, type })),
  rows,
});

const sorted = (kind: ColumnKind, values: readonly Json[], desc = false) => {
  const read = keyReader(kind);
  const order = Int32Array.from(values.keys());
  return [...sortRows(order, (row) => read(values[row]), desc)].map((row) => values[row]);
};

test('columns of one name stay apart, and those without any value are known', () => {
  const table = {
    name: 'PrimaryResult',
    columns: [
      { name: 'a', type: 'string' },
      { name: 'a', type: 'long' },
      { name: 'b', type: 'string' },
    ],
    rows: [
      ['', null, 'x'],
      ['', 1, ''],
    ],
  };
  expect(resultColumns(table).map(({ id, isEmpty }) => [id, isEmpty])).toEqual([
    ['a', true],
    ['a (2)', false],
    ['b', false],
  ]);
});

test('values are sorted by what they mean, nulls as the smallest', () => {
  expect(sorted('number', [10, null, 9, -1, 'NaN'])).toEqual([null, 'NaN', -1, 9, 10]);
  expect(sorted('number', [10, null, 9], true)).toEqual([10, 9, null]);
  expect(sorted('span', ['1.00:00:00', '23:00:00', '-00:00:01', '00:00:00.0000001'])).toEqual([
    '-00:00:01',
    '00:00:00.0000001',
    '23:00:00',
    '1.00:00:00',
  ]);
  // To 100 ns, and a whole second before a fraction of it.
  const times = ['2026-01-01T00:00:00.0000002Z', '2026-01-01T00:00:00.0000001Z', '2026-01-01T00:00:00Z'];
  expect(sorted('time', times)).toEqual([...times].reverse());
  expect(sorted('bool', [true, false, null])).toEqual([null, false, true]);
  expect(sorted('text', ['b', 'B', '', 'a'])).toEqual(['', 'B', 'a', 'b']);
});

test('rows that are equal keep their order either way', () => {
  const names = ['b', 'a', 'b', 'a', 'b'];
  const order = Int32Array.from(names.keys());
  expect([...sortRows(order, (row) => names[row] ?? null, false)]).toEqual([1, 3, 0, 2, 4]);
  expect([...sortRows(order, (row) => names[row] ?? null, true)]).toEqual([0, 2, 4, 1, 3]);
});

const table = tableOf({ Name: 'string', Size: 'long', At: 'datetime', Ok: 'bool' }, [
  ['Alpha', 5, '2026-11-20T12:00:00Z', true],
  ['beta', null, '2026-11-20T12:00:00.5Z', false],
  ['', 50, null, null],
]);
const fitting = (filter: RowFilter) => [...fittingRows(table.rows, resultColumns(table), [filter])];

test.each<[string, RowFilter, number[]]>([
  ['a part of a text in any case', { column: 'Name', op: 'has', value: 'ALP' }, [0]],
  ['without a part', { column: 'Name', op: 'lacks', value: 'a' }, [2]],
  ['the empty text', { column: 'Name', op: 'is', value: '' }, [2]],
  ['a number however it is written', { column: 'Size', op: 'is', value: '5.0' }, [0]],
  ['numbers by size, not by text', { column: 'Size', op: 'below', value: '6' }, [0]],
  ['null is not less than anything', { column: 'Size', op: 'from', value: '0' }, [0, 2]],
  ['null', { column: 'Size', op: 'null', value: '' }, [1]],
  ['not null', { column: 'Size', op: 'notnull', value: '' }, [0, 2]],
  ['times to the fraction', { column: 'At', op: 'from', value: '2026-11-20T12:00:00.1Z' }, [1]],
  ['everything but a value, null included', { column: 'Ok', op: 'not', value: 'true' }, [1, 2]],
  ['a column the result lacks changes nothing', { column: 'Gone', op: 'is', value: 'x' }, [0, 1, 2]],
])('a filter finds %s', (_, filter, rows) => {
  expect(fitting(filter)).toEqual(rows);
});

test('a filter survives the URL, whatever its column and value hold', () => {
  const filter = { column: 'a:b %', op: 'has', value: ':x:%\n' } as const;
  expect(decodeFilter(encodeFilter(filter))).toEqual(filter);
  expect(decodeFilter('has:%E0%A4%A:x')).toBeUndefined();
  expect(decodeFilter('drop:a:b')).toBeUndefined();
});

test('groups come with the largest first, or in the order of their own column', () => {
  const rows = [['b'], ['a'], ['b'], [null]];
  const [column] = resultColumns(tableOf({ k: 'guid' }, rows));
  if (!column) throw new Error('one column');
  const order = Int32Array.from(rows.keys());
  expect(groupRows(order, rows, column, false).map(({ value, rows: own }) => [value, [...own]])).toEqual([
    ['b', [0, 2]],
    ['a', [1]],
    [null, [3]],
  ]);
  const groups = groupRows(Int32Array.from([3, 1, 0, 2]), rows, column, true);
  expect(groups.map(({ value }) => value)).toEqual([null, 'a', 'b']);
  expect([...groupedLines(groups, ({ value }) => value === 'b')]).toEqual([~0, ~1, ~2, 0, 2]);
});

test('details of rows take lines of the list below them', () => {
  const list = withDetails(
    Int32Array.from([7, 8, 9]),
    new Map([
      [7, 2],
      [9, 1],
    ]),
  );
  expect(list.total).toBe(6);
  expect([0, 1, 2, 3, 4, 5, 6].map(list.lineAt)).toEqual([7, 7, 7, 8, 9, 9, undefined]);
  expect([0, 1, 2, 3, 4, 5].map((index) => list.detailAt(index)?.row)).toEqual([
    undefined,
    7,
    7,
    undefined,
    undefined,
    9,
  ]);
  expect([7, 8, 9, 10].map(list.indexOf)).toEqual([0, 3, 4, -1]);
});

test('rows copied for a spreadsheet have no formula, break or hidden character of their own', () => {
  const hostile = tableOf({ Name: 'string', 'N\tx': 'long', At: 'datetime' }, [
    ['=HYPERLINK("http://x")', -5, '2026-11-20T12:00:00.1234567Z'],
    ['two\nlines\u202e', null, null],
  ]);
  expect(rowsTsv(hostile.rows, resultColumns(hostile), [0, 1]).split('\n')).toEqual([
    'Name\tN\\tx\tAt [UTC]',
    '\'=HYPERLINK("http://x")\t-5\t2026-11-20T12:00:00.1234567Z',
    'two\\nlines\\u202E\t\t',
  ]);
});

test('dynamic values are parsed, and a text that is no JSON stays text', () => {
  expect(dynamicValue('{"a":[1,null]}')).toEqual({ a: [1, null] });
  expect(dynamicValue('[broken')).toBe('[broken');
  expect(dynamicValue('plain')).toBe('plain');
  expect(dynamicValue(undefined)).toBeNull();
});
