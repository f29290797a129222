import { expect, test } from 'vitest';
import { decodeSearch } from '../url-state';
import { windowAt } from './page-window';
import { presets, rangeSearch, readTimeRange, resolveRange, timeRangeOf, windowKey } from './range';
import { rangeLabel, rangePhrase, wider } from './range-words';

const now = Date.UTC(2026, 10, 22, 13, 4, 5, 678);
const november = '2026-11-01T00:00:00Z/2026-11-02T00:00:00Z';
const read = (search: string) => decodeSearch(rangeSearch, new URLSearchParams(search)).range;

test.each([
  ['P7D', 'P7D'],
  ['P1W', 'P7D'],
  ['PT24H', 'P1D'],
  ['PT12H', 'PT12H'],
  ['P1DT12H', 'PT36H'],
  ['P366D', 'P366D'],
  ['PT90S', 'PT90S'],
  [november, november],
  ['2026-11-01T00:00Z/2026-11-02T00:00:00.5Z', '2026-11-01T00:00:00Z/2026-11-02T00:00:00.500Z'],
])('%s in a link is the range %s', (text, canonical) => {
  expect(read(`range=${encodeURIComponent(text)}`)).toBe(text);
  expect(timeRangeOf(text).text).toBe(canonical);
});

test.each([
  '',
  'P0D',
  'P367D',
  'P9999Y',
  'PT',
  '7d',
  'P7D/P1D',
  '2026-11-02T00:00:00Z/2026-11-01T00:00:00Z',
  '2026-11-01T00:00:00Z/2026-11-01T00:00:00Z',
  '2026-02-30T00:00:00Z/2026-03-05T00:00:00Z',
  '2026-11-01T00:00:00/2026-11-02T00:00:00',
  '2024-11-01T00:00:00Z/2026-11-02T00:00:00Z',
  `${november}/x`,
  '\0',
])('%j is no range: the link opens with the default', (text) => {
  expect(readTimeRange(text)).toBeUndefined();
  expect(read(`range=${encodeURIComponent(text)}`)).toBe('P7D');
});

test('a relative range follows the clock, an absolute one does not', () => {
  expect(resolveRange(timeRangeOf('PT12H'), now)).toEqual({ start: now - 12 * 3_600_000, end: now });
  const fixed = { start: Date.UTC(2026, 10, 1), end: Date.UTC(2026, 10, 2) };
  expect(resolveRange(timeRangeOf(november), now)).toEqual(fixed);
});

test('refreshing an absolute range reads it anew', () => {
  const range = timeRangeOf(november);
  const [before, after] = [now, now + 1].map((asOf) => windowAt(range, 'utc', { asOf, fresh: false }));
  expect(after).toMatchObject({ start: before?.start, end: before?.end });
  expect(after && windowKey(after)).not.toBe(before && windowKey(before));
});

test.each([
  ['PT1H', 'Last 1 hour', 'in the last 1 hour'],
  ['P1D', 'Last 24 hours', 'in the last 24 hours'],
  ['P1W', 'Last 7 days', 'in the last 7 days'],
  ['PT90M', 'Last 90 minutes', 'in the last 90 minutes'],
  ['P14D', 'Last 14 days', 'in the last 14 days'],
  [november, '2026-11-01 00:00 to 2026-11-02 00:00 UTC', 'from 2026-11-01 00:00 to 2026-11-02 00:00 UTC'],
  [
    '2026-11-01T00:00:00Z/2026-11-01T00:00:01Z',
    '2026-11-01 00:00:00 to 2026-11-01 00:00:01 UTC',
    'from 2026-11-01 00:00:00 to 2026-11-01 00:00:01 UTC',
  ],
])('%s is called %s', (text, label, phrase) => {
  expect(rangeLabel(timeRangeOf(text), 'utc')).toBe(label);
  expect(rangePhrase(timeRangeOf(text), 'utc')).toBe(phrase);
});

test('what to widen a range to: the next longer one, at last none', () => {
  const chain = (text: string): string[] => {
    const next = wider(timeRangeOf(text), now);
    return next ? [next.text, ...chain(next.text)] : [];
  };
  expect(chain('PT30M')).toEqual([...presets.slice(1), 'P90D', 'P366D']);
  expect(wider(timeRangeOf('PT2H'), now)?.text).toBe('PT6H');
});

test('an absolute range widens around itself, but not beyond now', () => {
  expect(wider(timeRangeOf(november), now)?.text).toBe('2026-10-31T00:00:00Z/2026-11-03T00:00:00Z');
  const today = '2026-11-22T12:00:00Z/2026-11-22T13:00:00Z';
  expect(wider(timeRangeOf(today), now)?.text).toBe('2026-11-22T11:00:00Z/2026-11-22T13:04:05Z');
  expect(wider(timeRangeOf('2026-01-01T00:00:00Z/2026-06-01T00:00:00Z'), now)).toBeUndefined();
});
