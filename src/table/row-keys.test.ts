import { expect, test } from 'vitest';
import { rowKeys } from './row-keys';

test('rows that are the same are told apart, and rows on their way have a key too', () => {
  const rows = ['a', 'b', 'a', undefined, 'a'].map((value, index) => ({ index: index + 7, value }));
  expect(rowKeys(rows, (row) => row)).toEqual(['a', 'b', 'a 1', 'row 10', 'a 2']);
});
