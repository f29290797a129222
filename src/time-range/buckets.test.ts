import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { binWidth, bucketBounds, bucketOf, bucketStep, kqlWidth } from './buckets';
import { presets, resolvePreset } from './range';
import { formatTime } from './zone';

const hour = 3_600_000;

/** Node reads TZ at every Date; what the machine had comes back afterwards. */
const inZone = (name: string) => {
  const before = process.env['TZ'];
  beforeAll(() => {
    process.env['TZ'] = name;
  });
  afterAll(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
};

describe('buckets in UTC', () => {
  const now = Date.UTC(2026, 10, 22, 13, 4, 5);
  test.each(presets)('%s is covered by about 60 buckets without gaps', (preset) => {
    const range = resolvePreset(preset, now);
    const bounds = bucketBounds(range, bucketStep[preset], 'utc');
    expect(bounds.length - 1).toBeGreaterThanOrEqual(48);
    expect(bounds.length - 1).toBeLessThanOrEqual(75);
    expect(bounds[0]).toBeLessThanOrEqual(range.start);
    expect(bounds.at(-1)).toBeGreaterThanOrEqual(range.end);
    const lengths = bounds.slice(1).map((bound, index) => bound - (bounds[index] ?? 0));
    expect(new Set(lengths)).toEqual(new Set([bucketStep[preset]]));
    expect(binWidth(bounds, bucketStep[preset])).toBe(bucketStep[preset]);
  });

  test('a moment belongs to the bucket that starts at or before it', () => {
    const bounds = [10, 20, 30];
    expect([9, 10, 19, 20, 29, 30].map((ms) => bucketOf(bounds, ms))).toEqual([-1, 0, 0, 1, 1, -1]);
    expect(bucketOf([], 5)).toBe(-1);
  });

  test('widths read as KQL', () => {
    expect([12 * hour, hour, 30 * 60_000, 30_000].map(kqlWidth)).toEqual(['12h', '1h', '30m', '30s']);
  });
});

describe('buckets where daylight saving ends (Berlin, 25 October 2026)', () => {
  inZone('Europe/Berlin');
  test('they stay on the clock, one is an hour longer, and hourly bins fit them', () => {
    const range = { start: Date.UTC(2026, 9, 22, 10), end: Date.UTC(2026, 9, 29, 10) };
    const bounds = bucketBounds(range, bucketStep.P7D, 'browser');
    const clocks = new Set(bounds.map((bound) => formatTime(bound, 'browser').slice(11)));
    expect([...clocks].toSorted()).toEqual(
      [0, 3, 6, 9, 12, 15, 18, 21].map((h) => `${String(h).padStart(2, '0')}:00:00`),
    );
    const lengths = bounds.slice(1).map((bound, index) => (bound - (bounds[index] ?? 0)) / hour);
    expect(lengths.filter((length) => length !== 3)).toEqual([4]);
    expect(binWidth(bounds, bucketStep.P7D)).toBe(hour);
  });
});

describe('buckets where daylight saving begins (Berlin, 29 March 2026)', () => {
  inZone('Europe/Berlin');
  test('one is an hour shorter', () => {
    const range = { start: Date.UTC(2026, 2, 27, 10), end: Date.UTC(2026, 2, 30, 10) };
    const bounds = bucketBounds(range, bucketStep.P7D, 'browser');
    const lengths = bounds.slice(1).map((bound, index) => (bound - (bounds[index] ?? 0)) / hour);
    expect(lengths.filter((length) => length !== 3)).toEqual([2]);
  });
});

describe('buckets in a zone off by three quarters of an hour (Nepal)', () => {
  inZone('Asia/Kathmandu');
  test('the query bins finer, so that no bin crosses a bound', () => {
    const bounds = bucketBounds(resolvePreset('P30D', Date.UTC(2026, 10, 22, 13)), bucketStep.P30D, 'browser');
    expect(binWidth(bounds, bucketStep.P30D)).toBe(15 * 60_000);
    expect(formatTime(bounds[0], 'browser').slice(11)).toMatch(/^(00|12):00:00$/);
  });
});
