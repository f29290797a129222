import { expect, test } from 'vitest';
import { compareNames } from './counts-request';

test('names come in the order of the English collation, numbers by their value', () => {
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const parts = ['', '-', 'a', 'B', 'z', '0', '1', '01', '9', '10', 'é', '_', ' '];
  const names = parts.flatMap((a) => parts.flatMap((b) => parts.map((c) => a + b + c)));
  const wrong = names.flatMap((a, index) =>
    // Each with some others, near and far.
    [1, 2, 7, 13, 29, 170, 511, 1030]
      .map((step) => names[(index + step) % names.length] ?? '')
      .filter((b) => Math.sign(compareNames(a, b)) !== Math.sign(compare(a, b)))
      .map((b) => [a, b]),
  );
  expect(wrong).toEqual([]);
});
