import { describe, expect, it } from 'vitest';
import { formatDatetime, formatTimespan, parseDatetimeTicks, parseTimespanTicks } from './datetime';

const roundTrip = (text: string): string | undefined => {
  const ticks = parseDatetimeTicks(text);
  return ticks && formatDatetime(ticks.micros, ticks.tenths);
};

describe('datetime text', () => {
  it.each([
    ['2016-02-29', '2016-02-29T00:00:00Z'],
    ['2016-02-29 13:40', '2016-02-29T13:40:00Z'],
    ['2016-02-29T13:40:01.1234567Z', '2016-02-29T13:40:01.1234567Z'],
    ['2016-02-29T13:40:01.500+02:00', '2016-02-29T11:40:01.5Z'],
    ['1969-12-31T23:59:59.9999999Z', '1969-12-31T23:59:59.9999999Z'],
    ['0001-01-01', '0001-01-01T00:00:00Z'],
    ['4/18/2021 2:25:25 PM', '2021-04-18T14:25:25Z'],
    ['Sat, 8 Nov 2014 15:05:02 GMT', '2014-11-08T15:05:02Z'],
    ['2015-02-30', undefined],
    ['12', undefined],
    ['not a date 2015', undefined],
  ])('%s is %s', (text, expected) => {
    expect(roundTrip(text)).toBe(expected);
  });
});

describe('timespan text', () => {
  it.each([
    ['1.02:03:04.5', '1.02:03:04.5000000'],
    ['-00:00:00.0000001', '-00:00:00.0000001'],
    ['02:03', '02:03:00'],
    ['1d', '1.00:00:00'],
    ['2', '2.00:00:00'],
    ['1.5h', '01:30:00'],
    ['3 ticks', '00:00:00.0000003'],
    ['25:00:00', undefined],
    ['soon', undefined],
  ])('%s is %s', (text, expected) => {
    const ticks = parseTimespanTicks(text);
    expect(ticks && formatTimespan(ticks.micros, ticks.tenths)).toBe(expected);
  });
});
