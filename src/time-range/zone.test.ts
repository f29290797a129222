import { expect, test } from 'vitest';
import { resolvePreset, timespanOf } from './range';
import { formatAgo, formatTime, zoneLabel } from './zone';

const at = Date.UTC(2026, 10, 22, 13, 4, 5, 678);

test('times read as date and clock to the second', () => {
  expect(formatTime(at, 'utc')).toBe('2026-11-22 13:04:05');
});

test('an unknown time is empty', () => {
  expect([null, undefined, Number.NaN].map((ms) => formatTime(ms, 'utc'))).toEqual(['', '', '']);
});

test.each([
  [10, 'just now'],
  [5 * 60, '5 min ago'],
  [3 * 3600, '3 h ago'],
  [47 * 3600, '47 h ago'],
  [3 * 86_400, '3 days ago'],
  [-60, 'just now'],
])('%d seconds before now is %s', (seconds, text) => {
  expect(formatAgo(at - seconds * 1000, at)).toBe(text);
});

test('the zone has one name', () => {
  expect(zoneLabel('utc')).toBe('UTC');
});

test('a preset becomes one absolute span for every query', () => {
  expect(timespanOf(resolvePreset('PT30M', at))).toBe('2026-11-22T12:34:05.678Z/2026-11-22T13:04:05.678Z');
});

test.each([
  ['2026-11-18T12:00:00Z', '2 days ago'],
  ['1970-01-01T00:00:00Z', '56 years ago'],
  ['1601-01-01T00:00:00Z', '425 years ago'],
])('%s is %s', (text, words) => expect(formatAgo(Date.parse(text), Date.parse('2026-11-20T12:00:00Z'))).toBe(words));
