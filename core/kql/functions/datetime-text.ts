import { lazyPart } from '../lazy-part';
import { microsPerDay, microsPerHour, microsPerMinute, microsPerSecond, ticksOf, utcMicros } from '../datetime';
import type { ScalarFunction } from '../registry';
import type { Vector } from '../vector';
import { gather, numberBuilder } from '../vectors';
import { formatPattern, formatSpan } from './calendar';
import { overTimes, timeOf } from './datetime-functions';
import { accepts, argAt, define, type NamedParameter, stepOf } from './define';
import { cellReader, constantText, convert, textReader, vectorOfCells } from './read';
import { num } from './row-function';
import { localOffset, utcOffset } from './time-zones';

const zoneNames = lazyPart(() => import('./time-zone-names'));

/** Times from parts, to and from text, and between time zones. */

const clock = (hours: number, minutes: number): number => hours * microsPerHour + minutes * microsPerMinute;

/** Whole microseconds, and seconds to add that may have seven digits after the point. */
type Parts = { readonly base: number; readonly seconds: number };

/** A time from numbers, exact to a tick; or, given one argument, from whatever that converts from. */
const fromParts = (
  name: string,
  type: 'datetime' | 'timespan',
  params: readonly NamedParameter[],
  counts: readonly number[],
  summary: string,
  compute: (parts: readonly number[]) => Parts | undefined,
): ScalarFunction =>
  define(
    {
      name,
      params,
      optional: params.length - 1,
      result: (types) => {
        if (types.length === 1) return type;
        return counts.includes(types.length) && types.every((each) => accepts('number', each)) ? type : undefined;
      },
      summary,
    },
    (args, length) => {
      if (args.length === 1) {
        const arg = argAt(args, 0);
        return spread(convert(arg, type, length), arg.constant, length);
      }
      const readers = args.map((arg) => cellReader({ ...arg, type: 'real', vector: convert(arg, 'real', length) }));
      const builder = numberBuilder(length);
      for (let row = 0; row < length; row++) {
        const cells = readers.map((read) => read(row));
        const parts = cells.includes(null) ? undefined : compute(cells.map(num));
        if (!parts || !Number.isFinite(parts.base + parts.seconds)) {
          builder.setNull(row);
          continue;
        }
        const { micros, tenths } = ticksOf(parts.seconds * microsPerSecond);
        builder.setTicks(row, Math.round(parts.base) + micros, tenths);
      }
      return builder.finish();
    },
  );

/** A constant's vector of length 1 over all rows. */
const spread = (vector: Vector, constant: boolean, length: number): Vector =>
  constant && length > 1 ? gather(vector, new Int32Array(length), length) : vector;

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
    (_, length) => ({ kind: 'json', values: Array.from({ length }, () => [...zoneNames.get().timeZoneNames]) }),
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
  fromParts(
    'make_datetime',
    'datetime',
    ['year:any', 'month:number', 'day:number', 'hour:number', 'minute:number', 'second:number'],
    [3, 4, 5, 6],
    'A datetime from year, month, day, hour, minute, second; or from a text.',
    ([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]) => {
      const start = utcMicros(year, month, day);
      return start === undefined || hour > 23 || minute > 59 || second >= 60
        ? undefined
        : { base: start + clock(hour, minute), seconds: second };
    },
  ),
  fromParts(
    'make_timespan',
    'timespan',
    ['days:any', 'hours:number', 'minutes:number', 'seconds:number'],
    [2, 3, 4],
    'A timespan from days, hours, minutes, seconds (days or seconds may be left out); or from a text.',
    (parts) => {
      const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.length === 4 ? parts : [0, ...parts];
      return { base: days * microsPerDay + clock(hours, minutes), seconds };
    },
  ),
];
