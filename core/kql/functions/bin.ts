import { microsPerDay } from '../datetime';
import type { ScalarFunction, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Vector } from '../vector';
import { type NumberVector, numberBuilder } from '../vectors';
import { ticksAt } from './arithmetic';
import { argAt, commonType, define, isNumeric, stepOf } from './define';
import { convert } from './read';

/** Kusto counts datetimes from 0001-01-01, this many days before 1970: where bins of several days start. */
const daysBefore1970 = 719_162n;
const ticksBefore1970 = daysBefore1970 * BigInt(microsPerDay) * 10n;

const numbersOf = (arg: TypedVector, length: number): NumberVector => {
  const vector = arg.vector.kind === 'number' ? arg.vector : convert(arg, 'real', length);
  if (vector.kind !== 'number') throw new TypeError('bin of a value that is not a number');
  return vector;
};

const floorDivide = (value: bigint, by: bigint): bigint => {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
};

/** Rounds down to a multiple of the size, counted from `origin` (ticks); exact to a tick. */
const binTicks = (value: bigint, size: bigint, origin: bigint): bigint =>
  floorDivide(value - origin, size) * size + origin;

const setTicks = (builder: ReturnType<typeof numberBuilder>, row: number, ticks: bigint): void => {
  const tenths = ((ticks % 10n) + 10n) % 10n;
  builder.setTicks(row, Number((ticks - tenths) / 10n), Number(tenths));
};

const binTimes = (value: TypedVector, size: TypedVector, length: number, origin: bigint): Vector => {
  const vector = numbersOf(value, length);
  const sizes = numbersOf(size, length);
  const step = stepOf(value);
  const sizeStep = stepOf(size);
  const by = sizes.values[0] ?? 0;
  if (size.constant && by > 0 && !vector.tenths && !sizes.tenths && sizes.nulls?.[0] !== 1 && origin % 10n === 0n) {
    // The origin within one bin, so that whole microseconds stay exact in floating point.
    const ahead = Number((((-origin / 10n) % BigInt(by)) + BigInt(by)) % BigInt(by));
    const values = new Float64Array(length);
    const source = vector.values;
    for (let row = 0; row < length; row++)
      values[row] = Math.floor(((source[row * step] ?? 0) + ahead) / by) * by - ahead;
    if (!vector.nulls) return { kind: 'number', values };
    return {
      kind: 'number',
      values,
      nulls: step === 1 ? vector.nulls : new Uint8Array(length).fill(vector.nulls[0] ?? 0),
    };
  }
  const builder = numberBuilder(length);
  for (let row = 0; row < length; row++) {
    const ticks = ticksAt(sizes, row * sizeStep);
    if (vector.nulls?.[row * step] === 1 || sizes.nulls?.[row * sizeStep] === 1 || ticks <= 0n) builder.setNull(row);
    else setTicks(builder, row, binTicks(ticksAt(vector, row * step), ticks, origin));
  }
  return builder.finish();
};

const binNumbers = (value: TypedVector, size: TypedVector, length: number, origin: (row: number) => number): Vector => {
  const vector = numbersOf(value, length);
  const sizes = numbersOf(size, length);
  const builder = numberBuilder(length);
  const step = stepOf(value);
  const sizeStep = stepOf(size);
  for (let row = 0; row < length; row++) {
    const by = sizes.values[row * sizeStep] ?? 0;
    const start = origin(row);
    if (vector.nulls?.[row * step] === 1 || sizes.nulls?.[row * sizeStep] === 1 || by <= 0) builder.setNull(row);
    else builder.values[row] = Math.floor(((vector.values[row * step] ?? 0) - start) / by) * by + start;
  }
  return builder.finish();
};

const binType = ([value, size]: readonly ColumnType[]): ColumnType | undefined => {
  if (!value || !size) return undefined;
  if (value === 'datetime' || value === 'timespan') return size === 'timespan' ? value : undefined;
  if (value === 'dynamic') return undefined;
  return isNumeric(value) && isNumeric(size) ? commonType(value, size) : undefined;
};

const evaluateBin: ScalarFunction['evaluate'] = (args, length) => {
  const value = argAt(args, 0);
  const size = argAt(args, 1);
  if (value.type === 'datetime') return binTimes(value, size, length, -ticksBefore1970);
  if (value.type === 'timespan') return binTimes(value, size, length, 0n);
  return binNumbers(value, size, length, () => 0);
};

const floorOne: ScalarFunction['evaluate'] = (args, length, context) =>
  args.length === 2
    ? evaluateBin(args, length, context)
    : binNumbers(
        argAt(args, 0),
        { type: 'long', constant: true, vector: { kind: 'number', values: Float64Array.of(1) } },
        length,
        () => 0,
      );

export const binFunctions: readonly ScalarFunction[] = [
  define(
    {
      name: 'bin',
      params: ['value:span', 'roundTo:span'],
      result: binType,
      summary: 'Rounds down to a multiple of a bin size.',
    },
    evaluateBin,
  ),
  define(
    {
      name: 'floor',
      params: ['value:span', 'roundTo:span'],
      optional: 1,
      result: (types) => (types.length === 2 ? binType(types) : isNumeric(types[0] ?? 'string') ? types[0] : undefined),
      summary: 'Rounds down, to a multiple of a size where one is given.',
    },
    floorOne,
  ),
  define(
    {
      name: 'bin_at',
      params: ['value:span', 'bin_size:span', 'fixed_point:span'],
      result: ([value, size, fixed]) =>
        value === fixed || isNumeric(value ?? 'string') ? binType([value ?? 'long', size ?? 'long']) : undefined,
      summary: 'Rounds down to a bin, where a given point starts a bin.',
    },
    (args, length) => {
      const value = argAt(args, 0);
      const size = argAt(args, 1);
      const fixed = argAt(args, 2);
      const points = numbersOf(fixed, length);
      if (value.type === 'datetime' || value.type === 'timespan')
        return binTimes(value, size, length, ticksAt(points, 0));
      return binNumbers(value, size, length, (row) => points.values[row * stepOf(fixed)] ?? 0);
    },
  ),
];
