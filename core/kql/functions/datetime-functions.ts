import { microsPerDay } from '../datetime';
import type { ScalarFunction, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Vector } from '../vector';
import { numberBuilder, type NumberVector } from '../vectors';
import { addPart, dayOfWeek, dayOfYear, differenceIn, endOf, isoWeek, partOf, startOf } from './calendar';
import { argAt, define, stepOf } from './define';
import { constantText, convert } from './read';

/** A time argument as numbers, converted from dynamic where it is one. */
export const timeOf = (arg: TypedVector, type: 'datetime' | 'timespan', length: number): NumberVector => {
  const vector = convert(arg, type, length);
  if (vector.kind !== 'number') throw new TypeError('a time is kept as a number');
  return vector;
};

type SetRow = (builder: ReturnType<typeof numberBuilder>, row: number, micros: number, tenths: number) => void;

/** Result per row of a time argument; null in gives null out. */
export const overTimes = (arg: TypedVector, type: 'datetime' | 'timespan', length: number, set: SetRow): Vector => {
  const vector = timeOf(arg, type, length);
  const builder = numberBuilder(length);
  const step = stepOf(arg);
  for (let row = 0; row < length; row++) {
    const at = row * step;
    if (vector.nulls?.[at] === 1) builder.setNull(row);
    else set(builder, row, vector.values[at] ?? 0, vector.tenths?.[at] ?? 0);
  }
  return builder.finish();
};

const setOrNull = (builder: ReturnType<typeof numberBuilder>, row: number, value: number | null | undefined): void => {
  if (value === null || value === undefined || Number.isNaN(value)) builder.setNull(row);
  else builder.set(row, value);
};

const offsetReader = (arg: TypedVector | undefined): ((row: number) => number) => {
  if (arg?.vector.kind !== 'number') return () => 0;
  const { values } = arg.vector;
  const step = stepOf(arg);
  return (row) => values[row * step] ?? 0;
};

const bounds = (['day', 'week', 'month', 'year'] as const).flatMap((unit) => [
  define(
    {
      name: `startof${unit}`,
      params: ['date:datetime', 'offset:integer'],
      optional: 1,
      result: 'datetime',
      summary: `First tick of the ${unit}.`,
    },
    (args, length) => {
      const offset = offsetReader(args[1]);
      return overTimes(argAt(args, 0), 'datetime', length, (builder, row, micros) =>
        setOrNull(builder, row, startOf(unit, micros, offset(row))),
      );
    },
  ),
  define(
    {
      name: `endof${unit}`,
      params: ['date:datetime', 'offset:integer'],
      optional: 1,
      result: 'datetime',
      summary: `Last tick of the ${unit}.`,
    },
    (args, length) => {
      const offset = offsetReader(args[1]);
      return overTimes(argAt(args, 0), 'datetime', length, (builder, row, micros) => {
        const end = endOf(unit, micros, offset(row));
        if (end) builder.setTicks(row, end.micros, end.tenths);
        else builder.setNull(row);
      });
    },
  ),
]);

const calendarNumber = (
  name: string,
  result: ColumnType,
  summary: string,
  compute: (micros: number) => number | null,
): ScalarFunction =>
  define({ name, params: ['date:datetime'], result, summary }, (args, length) =>
    overTimes(argAt(args, 0), 'datetime', length, (builder, row, micros) => setOrNull(builder, row, compute(micros))),
  );

const partNames: readonly (readonly [string, string])[] = [
  ['hourofday', 'hour'],
  ['dayofmonth', 'day'],
  ['getyear', 'year'],
  ['getmonth', 'month'],
  ['monthofyear', 'month'],
];

const moment = (micros: number): Vector => ({ kind: 'number', values: Float64Array.of(micros) });

const sinceEpoch = (unit: string, micros: number): ScalarFunction =>
  define(
    {
      name: `unixtime_${unit}_todatetime`,
      params: ['number:number'],
      result: 'datetime',
      summary: `Time from Unix ${unit}.`,
    },
    (args, length) => {
      const arg = argAt(args, 0);
      const vector = convert(arg, 'real', length);
      const builder = numberBuilder(length);
      const step = stepOf(arg);
      for (let row = 0; row < length; row++) {
        if (vector.kind !== 'number' || vector.nulls?.[row * step] === 1) builder.setNull(row);
        else builder.set(row, Math.round((vector.values[row * step] ?? 0) * micros));
      }
      return builder.finish();
    },
  );

const nowFunction = define(
  {
    name: 'now',
    params: ['offset:timespan'],
    optional: 1,
    result: 'datetime',
    summary: 'Time of the query, the same everywhere in it.',
  },
  (args, length, { now }) => {
    const [offset] = args;
    return offset
      ? overTimes(offset, 'timespan', length, (builder, row, micros) => builder.set(row, now + micros))
      : spreadMoment(now, length);
  },
);

const spreadMoment = (micros: number, length: number): Vector =>
  length === 1 ? moment(micros) : { kind: 'number', values: new Float64Array(length).fill(micros) };

export const datetimeFunctions: readonly ScalarFunction[] = [
  nowFunction,
  define(
    { name: 'ago', params: ['timespan:timespan'], result: 'datetime', summary: 'Time of the query less a timespan.' },
    (args, length, { now }) =>
      overTimes(argAt(args, 0), 'timespan', length, (builder, row, micros, tenths) =>
        tenths === 0 ? builder.set(row, now - micros) : builder.setTicks(row, now - micros - 1, 10 - tenths),
      ),
  ),
  ...bounds,
  ...partNames.map(([name, part]) =>
    calendarNumber(name, 'long', `The ${part} of a datetime.`, (micros) => partOf(part, micros, 0)),
  ),
  calendarNumber('dayofweek', 'timespan', 'Days since Sunday.', (micros) => dayOfWeek(micros) * microsPerDay),
  calendarNumber('dayofyear', 'int', 'Day of the year, from 1.', dayOfYear),
  calendarNumber('week_of_year', 'long', 'ISO week of the year.', isoWeek),
  calendarNumber('weekofyear', 'long', 'ISO week of the year.', isoWeek),
  ...(['datetime_part', 'datepart'] as const).map((name) =>
    define(
      {
        name,
        params: ['part:string', 'date:datetime'],
        result: 'long',
        summary: 'A part of a datetime, by name.',
      },
      (args, length) => {
        const part = constantText(argAt(args, 0));
        return overTimes(argAt(args, 1), 'datetime', length, (builder, row, micros, tenths) =>
          setOrNull(builder, row, partOf(part, micros, tenths)),
        );
      },
    ),
  ),
  define(
    {
      name: 'datetime_add',
      params: ['part:string', 'value:integer', 'datetime:datetime'],
      result: 'datetime',
      summary: 'A datetime some units later.',
    },
    (args, length) => {
      const part = constantText(argAt(args, 0));
      const amount = offsetReader(args[1]);
      return overTimes(argAt(args, 2), 'datetime', length, (builder, row, micros, tenths) => {
        if (part.toLowerCase() === 'nanosecond') {
          const ticks = tenths + Math.trunc(amount(row) / 100);
          builder.setTicks(row, micros + Math.floor(ticks / 10), ((ticks % 10) + 10) % 10);
          return;
        }
        const moved = addPart(part, amount(row), micros);
        if (moved === null) builder.setNull(row);
        else builder.setTicks(row, moved, tenths);
      });
    },
  ),
  define(
    {
      name: 'datetime_diff',
      params: ['part:string', 'datetime1:datetime', 'datetime2:datetime'],
      result: 'long',
      summary: 'Unit boundaries between two datetimes.',
    },
    (args, length) => {
      const part = constantText(argAt(args, 0));
      const other = timeOf(argAt(args, 2), 'datetime', length);
      const step = stepOf(argAt(args, 2));
      return overTimes(argAt(args, 1), 'datetime', length, (builder, row, micros, tenths) => {
        const at = row * step;
        if (other.nulls?.[at] === 1) builder.setNull(row);
        else
          setOrNull(
            builder,
            row,
            differenceIn(part, micros, other.values[at] ?? 0, tenths - (other.tenths?.[at] ?? 0)),
          );
      });
    },
  ),
  sinceEpoch('seconds', 1_000_000),
  sinceEpoch('milliseconds', 1000),
  sinceEpoch('microseconds', 1),
  sinceEpoch('nanoseconds', 0.001),
];
