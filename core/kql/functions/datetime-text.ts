import { microsPerDay, microsPerHour, microsPerMinute, microsPerSecond, utcMicros } from '../datetime';
import type { ScalarFunction } from '../registry';
import type { Vector } from '../vector';
import { formatPattern, formatSpan } from './calendar';
import { overTimes, timeOf } from './datetime-functions';
import { argAt, define, stepOf } from './define';
import { constantText, textReader, vectorOfCells } from './read';
import { num, rowFunction } from './row-function';
import { timeZoneNames } from './time-zone-names';
import { localOffset, utcOffset } from './time-zones';

/** Times from parts, to and from text, and between time zones. */

/** Sum of clock parts in microseconds; undefined where one is out of range. */
const clock = (hours: number, minutes: number, seconds: number): number =>
  hours * microsPerHour + minutes * microsPerMinute + Math.round(seconds * microsPerSecond);

const zoned = (
  name: string,
  summary: string,
  shift: (zone: string, micros: number) => number | undefined,
): ScalarFunction =>
  define(
    { name, params: ['from:datetime', 'timezone:string'], result: 'datetime', summary },
    (args, length): Vector => {
      const arg = argAt(args, 0);
      const zone = argAt(args, 1);
      const readZone = textReader(zone.type, zone.vector);
      return overTimes(arg, 'datetime', length, (builder, row, micros, tenths) => {
        const offset = shift(readZone(row * stepOf(zone)) ?? '', micros);
        if (offset === undefined) builder.setNull(row);
        else builder.setTicks(row, micros + offset, tenths);
      });
    },
  );

export const datetimeTextFunctions: readonly ScalarFunction[] = [
  zoned('datetime_utc_to_local', 'Local time of a moment in a time zone.', utcOffset),
  zoned('datetime_local_to_utc', 'Moment of a local time in a time zone.', (zone, micros) => {
    const offset = localOffset(zone, micros);
    return offset === undefined ? undefined : -offset;
  }),
  define(
    {
      name: 'datetime_list_timezones',
      params: [],
      result: 'dynamic',
      summary: 'Names of the time zones.',
    },
    (_, length) => ({ kind: 'json', values: Array.from({ length }, () => [...timeZoneNames]) }),
  ),
  define(
    {
      name: 'format_datetime',
      params: ['date:datetime', 'format:string'],
      result: 'string',
      summary: 'Text of a datetime by a pattern.',
    },
    (args, length) => {
      const arg = argAt(args, 0);
      const vector = timeOf(arg, 'datetime', length);
      const pattern = constantText(argAt(args, 1));
      return vectorOfCells('string', length, (row) => {
        const at = row * stepOf(arg);
        return vector.nulls?.[at] === 1 ? '' : formatPattern(pattern, vector.values[at] ?? 0, vector.tenths?.[at] ?? 0);
      });
    },
  ),
  define(
    {
      name: 'format_timespan',
      params: ['timespan:timespan', 'format:string'],
      result: 'string',
      summary: 'Text of a timespan by a pattern.',
    },
    (args, length) => {
      const arg = argAt(args, 0);
      const vector = timeOf(arg, 'timespan', length);
      const pattern = constantText(argAt(args, 1));
      return vectorOfCells('string', length, (row) => {
        const at = row * stepOf(arg);
        return vector.nulls?.[at] === 1 ? '' : formatSpan(pattern, vector.values[at] ?? 0, vector.tenths?.[at] ?? 0);
      });
    },
  ),
  rowFunction(
    {
      name: 'make_datetime',
      params: ['year:number', 'month:number', 'day:number', 'hour:number', 'minute:number', 'second:number'],
      optional: 3,
      result: 'datetime',
      summary: 'A datetime from year, month, day, hour, minute, second.',
    },
    ([year, month, day, hour = 0, minute = 0, second = 0]) => {
      const start = utcMicros(num(year), num(month), num(day));
      return start === undefined || num(hour) > 23 || num(minute) > 59 || num(second) >= 60
        ? null
        : start + clock(num(hour), num(minute), num(second));
    },
  ),
  rowFunction(
    {
      name: 'make_timespan',
      params: ['days:number', 'hours:number', 'minutes:number', 'seconds:number'],
      optional: 2,
      result: 'timespan',
      summary: 'A timespan from days, hours, minutes, seconds.',
    },
    (cells) => {
      const parts = cells.map(num);
      const [days, hours, minutes, seconds] = parts.length === 4 ? parts : [0, ...parts, 0];
      return (days ?? 0) * microsPerDay + clock(hours ?? 0, minutes ?? 0, seconds ?? 0);
    },
  ),
];
