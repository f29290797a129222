import { expect, it } from 'vitest';
import { differenceLines } from './property-value';

it.each([
  ['Size', 1000, 3500, ['+2.5 kB']],
  ['Size', 12, 10, ['-2 B']],
  ['Size', null, 10, []],
  [
    'Attributes',
    '0644 -rw-r--r--',
    '4755 -rwsr-xr-x',
    ['Owner gains execute', 'Group gains execute', 'Others gain execute', 'set: runs as its owner (setuid)'],
  ],
  ['Attributes', 'Archive', 'Hidden', []],
  ['ValueData', '1', '2', []],
])('%s from %j to %j in words', (property, before, after, lines) =>
  expect(differenceLines(property, before, after)).toEqual(lines),
);
