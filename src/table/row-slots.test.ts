import { expect, test } from 'vitest';
import { rowsInSlotOrder, slotOf } from './row-slots';

test('at rest the elements stand in the order of the rows', () => {
  expect(rowsInSlotOrder(7, 5, slotOf(7, 5))).toEqual([7, 8, 9, 10, 11]);
});

test('while the window moves, rows that stay keep their place, and those that come take the places of those that leave', () => {
  const start = slotOf(7, 5);
  expect(rowsInSlotOrder(9, 5, start)).toEqual([12, 13, 9, 10, 11]);
  expect(rowsInSlotOrder(5, 5, start)).toEqual([7, 8, 9, 5, 6]);
  // However far it went.
  expect(new Set(rowsInSlotOrder(1_000_003, 5, start))).toEqual(
    new Set([1_000_003, 1_000_004, 1_000_005, 1_000_006, 1_000_007]),
  );
});
