import { expect, test } from 'vitest';
import { readFilterValue } from './filter-value';

const value = (text: string, kind: Parameters<typeof readFilterValue>[2]) => {
  const read = readFilterValue(text, 'is', kind, 'utc');
  return read.ok ? read.value : undefined;
};

test('what is typed becomes what the wire has', () => {
  expect(value('2026-11-20', 'time')).toBe('2026-11-20T00:00:00Z');
  expect(value('2026-11-20 12:30:01.1234567', 'time')).toBe('2026-11-20T12:30:01.1234567Z');
  expect(value('1,234', 'number')).toBe('1234');
  expect(value('90m', 'span')).toBe('90m');
});

test.each([
  ['2026-13-01', 'time'],
  ['yesterday', 'time'],
  ['', 'number'],
  ['12a', 'number'],
  ['later', 'span'],
] as const)('%s is no %s', (text, kind) => {
  expect(value(text, kind)).toBeUndefined();
});

test('an empty text can be looked for, but is a part of every text', () => {
  expect(readFilterValue('', 'is', 'text', 'utc').ok).toBe(true);
  expect(readFilterValue('', 'has', 'text', 'utc').ok).toBe(false);
});
