import { expect, test } from 'vitest';
import { bucketBounds, bucketStep } from '../../time-range/buckets';
import { resolveRange, timeRangeOf } from '../../time-range/range';
import { bucketSpan, narrowed, tickStarts, tickText } from './chart-axis';
import { bucketsOf } from './queries';

const now = Date.UTC(2026, 10, 22, 13, 4, 5, 678);
const bucketsFor = (text: string) => {
  const range = resolveRange(timeRangeOf(text), now);
  return bucketsOf([], bucketBounds(range, bucketStep(range), 'utc'), 'category');
};

test.each([
  ['PT1M', /^\d\d:\d\d:\d\d$/],
  ['PT1H', /^\d\d:\d\d$/],
  ['P1D', /^\d\d:\d\d$/],
  ['P7D', /^\d\d-\d\d$/],
  ['P30D', /^\d\d-\d\d$/],
  ['P366D', /^\d\d-\d\d$/],
])('the axis of %s has a handful of labels, each different', (text, form) => {
  const buckets = bucketsFor(text);
  const labels = tickStarts(buckets, 'utc').map((ms) => tickText(ms, buckets, 'utc'));
  expect(labels.length).toBeGreaterThanOrEqual(4);
  expect(labels.length).toBeLessThanOrEqual(8);
  expect(new Set(labels).size).toBe(labels.length);
  for (const label of labels) expect(label).toMatch(form);
});

test('a span reads as short as it can', () => {
  const [first, second] = bucketsFor('P7D');
  if (!first || !second) throw new Error('a week has buckets');
  expect(bucketSpan(first, second, 'utc')).toBe('2026-11-15 12:00 to 18:00');
  const [minute] = bucketsFor('PT30M');
  if (!minute) throw new Error('half an hour has buckets');
  expect(bucketSpan(minute, minute, 'utc')).toBe('2026-11-22 12:34:00 to 12:34:30');
  const days = bucketsFor('P60D');
  const last = days.at(-1);
  if (!last) throw new Error('two months have buckets');
  expect(bucketSpan(last, last, 'utc')).toBe('2026-11-22 00:00 to 2026-11-23 00:00');
});

test('narrowing stays inside what the page counts, in whole seconds', () => {
  const buckets = bucketsFor('P7D');
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) throw new Error('a week has buckets');
  const window = resolveRange(timeRangeOf('P7D'), now);
  expect(narrowed(first, last, window)).toEqual({
    start: Math.floor(window.start / 1000) * 1000,
    end: Math.ceil(window.end / 1000) * 1000,
  });
  expect(narrowed(first, first, window).end).toBe(first.end);
});
