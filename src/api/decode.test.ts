import { expect, test } from 'vitest';
import { decodeRows, timeFromWire } from './decode';

const columns = [
  { name: 'Computer', type: 'string' },
  { name: 'Size', type: 'long' },
  { name: 'On', type: 'bool' },
  { name: 'At', type: 'datetime' },
  { name: 'Detail', type: 'dynamic' },
];
const spec = {
  At: 'time',
  Computer: 'string',
  Size: 'number',
  On: 'bool',
  Detail: 'json',
  RowId_CF: 'string',
} as const;

test('cells become typed fields by column name, whatever their order', () => {
  const rows = [['web-1', 12, true, '2021-06-02T00:18:13.317Z', '{"items":3}']];
  expect(decodeRows({ columns, rows }, spec)).toEqual([
    {
      Computer: 'web-1',
      Size: 12,
      On: true,
      At: Date.UTC(2021, 5, 2, 0, 18, 13, 317),
      Detail: { items: 3 },
      RowId_CF: '',
    },
  ]);
});

test('nulls, short rows and cells of another type are empty, not errors', () => {
  const empty = { Computer: '', Size: null, On: null, At: null, Detail: null, RowId_CF: '' };
  expect(decodeRows({ columns, rows: [[null, null, null, null, null], []] }, spec)).toEqual([empty, empty]);
  expect(decodeRows({ columns, rows: [['', 'x', 'true', 'soon', 'not json']] }, spec)).toEqual([
    { ...empty, Detail: 'not json' },
  ]);
});

test('numbers as text (decimal, 64-bit) are read, also infinities', () => {
  const table = {
    columns: [{ name: 'V', type: 'decimal' }],
    rows: [['12.5'], ['Infinity'], ['NaN'], [''], ['9007199254740993']],
  };
  expect(decodeRows(table, { V: 'number' }).map((row) => row.V)).toEqual([
    12.5,
    Infinity,
    Number.NaN,
    null,
    9007199254740992,
  ]);
});

test('times keep microseconds, cursors keep the exact text', () => {
  expect(timeFromWire('2026-11-22T13:04:05.1234567Z')).toBeCloseTo(Date.UTC(2026, 10, 22, 13, 4, 5) + 123.456, 3);
  expect(timeFromWire('2026-11-22T13:04:05Z')).toBe(Date.UTC(2026, 10, 22, 13, 4, 5));
  const table = { columns: [{ name: 'At', type: 'datetime' }], rows: [['2026-11-22T13:04:05.1234567Z']] };
  expect(decodeRows(table, { At: 'timeText' })).toEqual([{ At: '2026-11-22T13:04:05.1234567Z' }]);
});
