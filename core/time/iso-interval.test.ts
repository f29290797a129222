import { expect, test } from 'vitest';
import { parseIsoDuration } from './iso-duration';
import { intersectIntervals, parseIsoInterval } from './iso-interval';

const micros = (iso: string) => Date.parse(iso) * 1000;
const now = micros('2026-11-22T12:00:00Z');
const hour = 3_600_000_000;

test.each([
  ['P7D', 7 * 24 * hour],
  ['PT1H', hour],
  ['pt30m', hour / 2],
  ['P1DT12H', 36 * hour],
  ['P2W', 14 * 24 * hour],
  ['PT0.5S', 500_000],
  ['P1Y2M', (365 + 60) * 24 * hour],
])('%s is that long', (text, length) => {
  expect(parseIsoDuration(text)).toBe(length);
});

test.each(['', 'P', 'PT', 'P1', '7D', 'P1H', 'PT1D', 'P-1D', 'P1.5Y'])('"%s" is not a duration', (text) => {
  expect(parseIsoDuration(text)).toBeUndefined();
});

test('a duration reaches back from now and includes it', () => {
  expect(parseIsoInterval('P1D', now)).toEqual({ ok: true, interval: { from: now - 24 * hour, to: now + 1 } });
});

test.each([
  ['2026-11-20T00:00:00Z/2026-11-21T00:00:00Z', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'],
  ['2026-11-20/P1D', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'],
  ['PT1H/2026-11-21T00:00:00Z', '2026-11-20T23:00:00Z', '2026-11-21T00:00:00Z'],
  ['2026-11-20T02:00:00+02:00/2026-11-21T00:00:00', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'],
])('%s is an interval', (text, from, to) => {
  expect(parseIsoInterval(text, now)).toEqual({ ok: true, interval: { from: micros(from), to: micros(to) } });
});

test.each([
  'yesterday',
  'P1D/P1D',
  '2026-11-20/',
  '/2026-11-20',
  '2026-11-20',
  '2026-13-01/2026-14-01',
  '2026-11-21/2026-11-20',
  '2026-11-20/2026-11-21/2026-11-22',
])('%s is refused with a reason', (text) => {
  expect(parseIsoInterval(text, now)).toEqual({ ok: false, message: expect.stringContaining(text) });
});

test('ranges intersect, and the intersection of strangers is empty', () => {
  expect(intersectIntervals({ from: 1, to: 5 }, { from: 3 })).toEqual({ from: 3, to: 5 });
  expect(intersectIntervals({ from: 1, to: 2 }, { from: 5, to: 9 })).toEqual({ from: 5, to: 5 });
});
