import { expect, it } from 'vitest';
import { rowForKey } from './use-table-keys';

const list = (active: number, total = 100) => ({ total, active, rowsPerView: () => 10, firstInView: () => 40 });

it.each([
  ['j', 5, 6],
  ['ArrowDown', 99, 99],
  ['k', 0, 0],
  ['PageDown', 5, 15],
  ['PageUp', 5, 0],
  ['Home', 5, 0],
  ['End', 5, 99],
  // Nothing active: the keys start where the reader is.
  ['j', -1, 40],
  ['k', -1, 40],
  ['x', 5, undefined],
])('%s from row %d leads to %s', (key, active, to) => expect(rowForKey(key, list(active))).toBe(to));

it('stays put in an empty list', () => expect(rowForKey('j', list(-1, 0))).toBeUndefined());
