import { expect, test } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import type { ColumnSchema } from '#core/kql/schema';
import { partialError } from './query-errors';
import { encodeRows } from './reply-rows';

const columns: readonly ColumnSchema[] = [{ name: 'Text', type: 'string' }];

async function* batches(...texts: readonly (readonly string[])[]) {
  for (const some of texts)
    yield batchFromRows(
      columns,
      some.map((Text) => ({ Text })),
    );
}

const rowsOf = (text: string): unknown => JSON.parse(`[${text}]`);

test('batches become one list of rows', async () => {
  const { text, count, cut } = await encodeRows(batches(['a', 'b'], [], ['c']), { rows: 10, bytes: 1000 });
  expect(rowsOf(text)).toEqual([['a'], ['b'], ['c']]);
  expect([count, cut]).toEqual([3, undefined]);
});

test('exactly as many rows as allowed are not cut, one more is', async () => {
  const limits = { rows: 3, bytes: 1000 };
  expect((await encodeRows(batches(['a', 'b'], ['c']), limits)).cut).toBeUndefined();
  const { text, count, cut } = await encodeRows(batches(['a', 'b'], ['c', 'd']), limits);
  expect(rowsOf(text)).toEqual([['a'], ['b'], ['c']]);
  expect([count, cut]).toEqual([3, { by: 'rows', limit: 3 }]);
  expect((await encodeRows(batches(['a', 'b', 'c'], ['d']), limits)).cut).toBeDefined();
});

test('bytes are counted as sent, and the rows that fit stay whole', async () => {
  const { text, count, cut } = await encodeRows(batches(['aa', 'éé', 'öö', 'bb']), { rows: 10, bytes: 24 });
  expect(new TextEncoder().encode(text).byteLength).toBeLessThanOrEqual(24);
  expect(rowsOf(text)).toEqual([['aa'], ['éé']]);
  expect([count, cut?.by]).toEqual([2, 'bytes']);
});

test('what was cut is named in a PartialError', () => {
  expect(partialError({ by: 'rows', limit: 500_000 })).toMatchObject({
    code: 'PartialError',
    details: [{ code: 'EngineError', innererror: { message: expect.stringContaining('500000 records') } }],
  });
});

async function* longs() {
  yield batchFromRows([{ name: 'Size', type: 'long' }], [{ Size: '9223372036854775807' }, { Size: 1 }]);
}

test('longs past 2^53 are sent with all their digits', async () => {
  expect((await encodeRows(longs(), { rows: 10, bytes: 1000 })).text).toBe('[9223372036854775807],[1]');
});
