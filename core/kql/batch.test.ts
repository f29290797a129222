import { describe, expect, it } from 'vitest';
import { batchFromRows, concatBatches, createBatchBuilder } from './batch';
import type { ColumnSchema } from './schema';
import { wireLines, wireRows } from './wire';

const columns: readonly ColumnSchema[] = [
  { name: 'At', type: 'datetime' },
  { name: 'Took', type: 'timespan' },
  { name: 'Path', type: 'string' },
  { name: 'Id', type: 'guid' },
  { name: 'Size', type: 'long' },
  { name: 'Part', type: 'real' },
  { name: 'Ok', type: 'bool' },
  { name: 'Detail', type: 'dynamic' },
];

const full = {
  At: '2026-11-22T10:00:00.1234567Z',
  Took: '1.02:03:04',
  Path: '/etc/hosts',
  Id: 'F0E1D2C3-0000-0000-0000-00000000000A',
  Size: '9007199254740993',
  Part: 'NaN',
  Ok: true,
  Detail: { files: [1, 2] },
};

describe('batches', () => {
  it('carry every type to the wire and back', () => {
    const batch = batchFromRows(columns, [full]);
    const [row] = wireRows(batch);
    expect(row).toEqual([
      '2026-11-22T10:00:00.1234567Z',
      '1.02:03:04',
      '/etc/hosts',
      'f0e1d2c3-0000-0000-0000-00000000000a',
      9007199254740992,
      'NaN',
      true,
      '{"files":[1,2]}',
    ]);
    const again = Object.fromEntries(columns.map(({ name }, index) => [name, row?.[index]]));
    expect(wireRows(batchFromRows(columns, [again]))).toEqual([row]);
  });

  it('keep longs past 2^53 exact in JSON text', () => {
    expect(wireLines(batchFromRows(columns.slice(2, 5), [full]))).toEqual([
      '["/etc/hosts","f0e1d2c3-0000-0000-0000-00000000000a",9007199254740993]',
    ]);
  });

  it('hold null, and an empty string, where a cell is missing or cannot be converted', () => {
    const rows = wireRows(
      batchFromRows(columns, [{}, { At: 'soon', Took: 5, Id: 'x', Size: 'many', Part: {}, Ok: 'so' }]),
    );
    const empty = [null, null, '', null, null, null, null, null];
    expect(rows).toEqual([empty, empty]);
  });

  it('append to each other, whatever their dictionaries', () => {
    const one = batchFromRows(columns, [full, {}]);
    const two = batchFromRows(columns, [{ Path: '/etc/passwd' }, full]);
    const all = concatBatches(columns, [one, two]);
    expect(wireRows(all)).toEqual([...wireRows(one), ...wireRows(two)]);
  });

  it('are built by row or by typed column alike', () => {
    const builder = createBatchBuilder(columns.slice(0, 3));
    builder.append({ At: '2026-01-01', Path: 'a' });
    builder.columns[0]?.addNumber(Date.UTC(2026, 0, 2) * 1000);
    builder.columns[1]?.addNumber(null);
    builder.columns[2]?.addText('b');
    builder.endRow();
    expect(wireRows(builder.finish())).toEqual([
      ['2026-01-01T00:00:00Z', null, 'a'],
      ['2026-01-02T00:00:00Z', null, 'b'],
    ]);
  });
});
