import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bucketBounds, bucketOf, bucketStep, kqlBin } from './buckets';
import { presets, resolvePreset, timeRangeOf, resolveRange } from './range';
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
  const lengths = [...presets, 'PT5M', 'PT90M', 'PT12H', 'P2D', 'P14D', 'P90D', 'P183D', 'P366D'];
  test.each(lengths)('%s is covered by about 60 buckets without gaps', (text) => {
    const range = resolveRange(timeRangeOf(text), now);
    const step = bucketStep(range);
    const bounds = bucketBounds(range, step, 'utc');
    expect(bounds.length - 1).toBeGreaterThanOrEqual(28);
    expect(bounds.length - 1).toBeLessThanOrEqual(76);
    expect(bounds[0]).toBeLessThanOrEqual(range.start);
    expect(bounds.at(-1)).toBeGreaterThanOrEqual(range.end);
    const lengths = bounds.slice(1).map((bound, index) => bound - (bounds[index] ?? 0));
    expect(new Set(lengths)).toEqual(new Set([step]));
    // One bin a bucket; a week is grouped by days.
    const [, count = '', unit = 's'] = /, (\d+)([hms])/.exec(kqlBin(bounds, step)) ?? [];
    const width = Number(count) * { h: hour, m: 60_000, s: 1000 }[unit === 'h' || unit === 'm' ? unit : 's'];
    expect(width).toBeGreaterThanOrEqual(Math.min(step, 24 * hour) / 2);
    expect(step % width).toBe(0);
  });

  test('a moment belongs to the bucket that starts at or before it', () => {
    const bounds = [10, 20, 30];
    expect([9, 10, 19, 20, 29, 30].map((ms) => bucketOf(bounds, ms))).toEqual([-1, 0, 0, 1, 1, -1]);
    expect(bucketOf([], 5)).toBe(-1);
  });

  test('buckets of UTC are plain bins in KQL', () => {
    const bins = [24 * hour, hour, 30 * 60_000, 30_000].map((step) => kqlBin([0, step, 2 * step], step));
    expect(bins).toEqual(['24h', '1h', '30m', '30s'].map((width) => `bin(TimeGenerated, ${width})`));
  });
});

describe('buckets where daylight saving ends (Berlin, 25 October 2026)', () => {
  inZone('Europe/Berlin');
  test('they stay on the clock, one is an hour longer, and hourly bins fit them', () => {
    const range = { start: Date.UTC(2026, 9, 22, 10), end: Date.UTC(2026, 9, 29, 10) };
    const bounds = bucketBounds(range, 3 * hour, 'browser');
    const clocks = new Set(bounds.map((bound) => formatTime(bound, 'browser').slice(11)));
    expect([...clocks].toSorted()).toEqual(
      [0, 3, 6, 9, 12, 15, 18, 21].map((h) => `${String(h).padStart(2, '0')}:00:00`),
    );
    const lengths = bounds.slice(1).map((bound, index) => (bound - (bounds[index] ?? 0)) / hour);
    expect(lengths.filter((length) => length !== 3)).toEqual([4]);
    expect(kqlBin(bounds, 3 * hour)).toBe('bin(TimeGenerated, 1h)');
  });
});

describe('buckets of days where daylight saving ends (Berlin, 25 October 2026)', () => {
  inZone('Europe/Berlin');
  test('each starts at midnight of the zone, and one has 25 hours', () => {
    const range = { start: Date.UTC(2026, 8, 1, 10), end: Date.UTC(2026, 10, 9, 10) };
    expect(bucketStep(range)).toBe(24 * hour);
    const bounds = bucketBounds(range, bucketStep(range), 'browser');
    expect(new Set(bounds.map((bound) => formatTime(bound, 'browser').slice(11)))).toEqual(new Set(['00:00:00']));
    const lengths = bounds.slice(1).map((bound, index) => (bound - (bounds[index] ?? 0)) / hour);
    expect(lengths.filter((length) => length !== 24)).toEqual([25]);
    expect(kqlBin(bounds, bucketStep(range))).toBe('bin(TimeGenerated, 1h)');
  });

  test('weeks begin on Monday, wherever the range does', () => {
    const starts = [1, 2, 3, 4, 5, 6, 7].map((date) => Date.UTC(2026, 2, date, 10));
    for (const start of starts) {
      const bounds = bucketBounds({ start, end: start + 366 * 24 * hour }, 7 * 24 * hour, 'browser');
      expect(new Set(bounds.map((bound) => new Date(bound).getDay()))).toEqual(new Set([1]));
      expect(bounds[0]).toBeLessThanOrEqual(start);
    }
  });
});

describe('buckets where daylight saving begins (Berlin, 29 March 2026)', () => {
  inZone('Europe/Berlin');
  test('one is an hour shorter', () => {
    const range = { start: Date.UTC(2026, 2, 27, 10), end: Date.UTC(2026, 2, 30, 10) };
    const bounds = bucketBounds(range, 3 * hour, 'browser');
    const lengths = bounds.slice(1).map((bound, index) => (bound - (bounds[index] ?? 0)) / hour);
    expect(lengths.filter((length) => length !== 3)).toEqual([2]);
  });
});

describe('buckets in a zone off by three quarters of an hour (Nepal)', () => {
  inZone('Asia/Kathmandu');
  test('the query counts its bins from midnight there, so that none crosses a bound', () => {
    const bounds = bucketBounds(resolvePreset('P30D', Date.UTC(2026, 10, 22, 13)), 12 * hour, 'browser');
    expect(kqlBin(bounds, 12 * hour)).toMatch(
      /^bin_at\(TimeGenerated, 12h, datetime\(2026-10-2\dT(?:06|18):15:00\.000000Z\)\)$/,
    );
    expect(formatTime(bounds[0], 'browser').slice(11)).toMatch(/^(00|12):00:00$/);
  });
});
