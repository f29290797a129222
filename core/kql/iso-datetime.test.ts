import { expect, test } from 'vitest';
import { parseIsoDatetime } from './iso-datetime';

test('agrees with Date on every day of four centuries', () => {
  const wrong: string[] = [];
  for (let day = Date.UTC(1900, 0, 1); day < Date.UTC(2300, 0, 1); day += 86_400_000) {
    const at = new Date(day + ((day / 86_400_000) % 86_400) * 997);
    const ticks = parseIsoDatetime(at.toISOString());
    if (ticks?.micros !== at.getTime() * 1000 || ticks.tenths !== 0) wrong.push(at.toISOString());
  }
  expect(wrong).toEqual([]);
  expect(parseIsoDatetime('0001-01-01T00:00:00Z')?.micros).toBe(-62_135_596_800_000_000);
});

test('reads one to seven fraction digits', () => {
  const second = Date.UTC(2026, 10, 22, 14, 30, 5) * 1000;
  expect(parseIsoDatetime('2026-11-22T14:30:05.1Z')).toEqual({ micros: second + 100_000, tenths: 0 });
  expect(parseIsoDatetime('2026-11-22T14:30:05.1234567Z')).toEqual({ micros: second + 123_456, tenths: 7 });
  expect(parseIsoDatetime('1969-12-31T23:59:59.9999999Z')).toEqual({ micros: -1, tenths: 9 });
});

test.each([
  '2026-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00.Z',
  '2026-01-01T00:00:00.12345678Z',
  '2026-01-01T00:00:00.1x3Z',
  '2026-01-01 00:00:00Z',
  '2026-01-01T00:00:00+01:00',
])('leaves %s to the general parser', (text) => {
  expect(parseIsoDatetime(text)).toBeUndefined();
});
