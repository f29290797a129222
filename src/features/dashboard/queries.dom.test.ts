import { expect, test } from 'vitest';
import { bucketsOf, totalsOf } from './queries';

const row = (Bin: number | null, ConfigChangeType: string, ChangeCategory: string, Changes: number | null) => ({
  Bin,
  ConfigChangeType,
  ChangeCategory,
  Changes,
});

test('bars add up to the total, unknown kinds included', () => {
  const totals = totalsOf([
    row(1, 'Files', 'Added', 3),
    row(2, 'Files', 'Modified', 4),
    row(2, 'Registry', 'Added', 5),
    row(3, 'Registry', '', null),
  ]);
  expect(totals.changes).toBe(12);
  expect(totals.type).toEqual({ Files: 7, Registry: 5 });
  expect(totals.category).toMatchObject({ Added: 8, Modified: 4 });
});

test('bins fall into the bucket they start in, by category or by type; what is outside is left out', () => {
  const rows = [
    row(100, 'Files', 'Added', 1),
    row(150, 'Registry', 'Added', 2),
    row(200, 'Files', 'Removed', 4),
    row(300, 'Files', 'Added', 8),
    row(null, 'Files', 'Added', 16),
    row(100, 'Files', 'Odd', 32),
  ];
  const bounds = [100, 200, 300];
  expect(bucketsOf(rows, bounds, 'category')).toEqual([
    { start: 100, end: 200, total: 35, counts: { Added: 3, Odd: 32 } },
    { start: 200, end: 300, total: 4, counts: { Removed: 4 } },
  ]);
  expect(bucketsOf(rows, bounds, 'type')).toEqual([
    { start: 100, end: 200, total: 35, counts: { Files: 33, Registry: 2 } },
    { start: 200, end: 300, total: 4, counts: { Files: 4 } },
  ]);
});
