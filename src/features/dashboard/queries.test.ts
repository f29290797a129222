import { expect, test } from 'vitest';
import { bucketsOf, totalsOf } from './queries';

test('bars add up to the total, unknown kinds included', () => {
  const totals = totalsOf([
    { ConfigChangeType: 'Files', ChangeCategory: 'Added', Changes: 3 },
    { ConfigChangeType: 'Files', ChangeCategory: 'Modified', Changes: 4 },
    { ConfigChangeType: 'Registry', ChangeCategory: 'Added', Changes: 5 },
    { ConfigChangeType: 'Registry', ChangeCategory: '', Changes: null },
  ]);
  expect(totals.changes).toBe(12);
  expect(totals.types).toEqual({ Files: 7, Registry: 5 });
  expect(totals.categories).toMatchObject({ Added: 8, Modified: 4 });
});

test('bins fall into the bucket they start in; what is outside is left out', () => {
  const buckets = bucketsOf(
    [
      { Bin: 100, ChangeCategory: 'Added', Changes: 1 },
      { Bin: 150, ChangeCategory: 'Added', Changes: 2 },
      { Bin: 200, ChangeCategory: 'Removed', Changes: 4 },
      { Bin: 300, ChangeCategory: 'Added', Changes: 8 },
      { Bin: null, ChangeCategory: 'Added', Changes: 16 },
      { Bin: 100, ChangeCategory: 'Odd', Changes: 32 },
    ],
    [100, 200, 300],
  );
  expect(buckets).toEqual([
    { start: 100, end: 200, Added: 3, Modified: 0, Removed: 0 },
    { start: 200, end: 300, Added: 0, Modified: 0, Removed: 4 },
  ]);
});
