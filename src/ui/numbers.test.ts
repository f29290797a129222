import { expect, test } from 'vitest';
import { abbreviateCount, formatBytes, formatCount } from './numbers';

test.each([
  [0, '0'],
  [546, '546'],
  [999, '999'],
  [1000, '1K'],
  [1049, '1K'],
  [1051, '1.1K'],
  [1100, '1.1K'],
  [10_250, '10.3K'],
  [99_949, '99.9K'],
  [999_949, '999.9K'],
  [999_950, '1M'],
  [1_234_567, '1.2M'],
  [2_500_000_000, '2.5B'],
])('%d abbreviates to %s', (value, text) => {
  expect(abbreviateCount(value)).toBe(text);
});

test('full numbers have separators', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1536, '1.5 kB'],
  [999_960, '1 MB'],
  [5_000_000, '5 MB'],
  [-1536, '-1.5 kB'],
  [2 ** 63, '9.2 EB'],
])('%d bytes read as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([0, 999, 1000, -1234, 12_345, 1_234_567, 9_007_199_254_740_991, 1234.5])('%d in full', (value) => {
  expect(formatCount(value)).toBe(new Intl.NumberFormat('en-US').format(value));
});
