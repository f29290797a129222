import { datetimeText, formatTimespan } from '../datetime';
import type { TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Json, Vector } from '../vector';
import { isNullAt, jsonVector, numberBuilder, nullVector, textAt, textBuilder, type TextVector } from '../vectors';
import {
  boolOfCell,
  datetimeOfCell,
  decimalOfCell,
  decimalText,
  guidOfText,
  intOf,
  longOfCell,
  longOfNumber,
  realOfCell,
  timespanOfCell,
} from '../cells';

/** A real as `tostring` writes it: at least one fraction digit is not forced, exponents as .NET has them. */
export const realText = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return Object.is(value, -0)
    ? '-0'
    : String(value).replace(/e([+-])(\d+)$/, (_, sign: string, digits: string) => `E${sign}${digits.padStart(2, '0')}`);
};

/** Digits of a decimal that are sure: it is kept as a Float64, whole numbers past 2^53 exactly. */
const decimalDigits = 15;

/** Result of decimal arithmetic without the error of binary fractions: 1.1 + 2.2 is 3.3. */
export const roundDecimal = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(decimalDigits));

/** Compact JSON text of a dynamic value; a string is itself. */
export const jsonText = (value: Json): string =>
  value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** Reads a row as `tostring` writes it; null (empty for string) where the value is null. */
export const textReader = (type: ColumnType, vector: Vector): ((row: number) => string | null) => {
  switch (vector.kind) {
    case 'text':
      return (row) => vector.dictionary[vector.codes[row] ?? -1] ?? null;
    case 'json':
      return (row) => jsonText(vector.values[row] ?? null);
    case 'number': {
      const { values, tenths, big } = vector;
      const write: (row: number) => string =
        type === 'bool'
          ? (row) => ((values[row] ?? 0) === 0 ? 'False' : 'True')
          : type === 'datetime'
            ? (row) => datetimeText(values[row] ?? 0, tenths?.[row] ?? 0)
            : type === 'timespan'
              ? (row) => formatTimespan(values[row] ?? 0, tenths?.[row] ?? 0)
              : type === 'decimal'
                ? (row) => big?.get(row)?.toString() ?? decimalText(values[row] ?? 0)
                : type === 'real'
                  ? (row) => realText(values[row] ?? 0)
                  : (row) => big?.get(row)?.toString() ?? String(values[row] ?? 0);
      return (row) => (isNullAt(vector, row) ? null : write(row));
    }
  }
};

/** The argument as text, converted where it is not; null becomes empty. Constants keep length 1. */
export const asText = (arg: TypedVector, length: number): TextVector => {
  if (arg.vector.kind === 'text') return arg.vector;
  const rows = arg.constant ? 1 : length;
  const read = textReader(arg.type, arg.vector);
  const builder = textBuilder(rows);
  for (let row = 0; row < rows; row++) builder.set(row, read(row) ?? '');
  return builder.finish();
};

/** Text of a constant argument. */
export const constantText = (arg: TypedVector): string => textAt(asText(arg, 1), 0);

/** Cell of any type: dynamic as its JSON, longs past 2^53 as bigint, bool as boolean, times as microseconds. */
export type Cell = Json | bigint;

/** Reads rows as cells. */
export const cellReader = (arg: TypedVector): ((row: number) => Cell) => {
  const { vector, type } = arg;
  const step = arg.constant ? 0 : 1;
  switch (vector.kind) {
    case 'text':
      return (row) => vector.dictionary[vector.codes[row * step] ?? -1] ?? (type === 'string' ? '' : null);
    case 'json':
      return (row) => vector.values[row * step] ?? null;
    case 'number': {
      const { values, nulls, big } = vector;
      return (row) => {
        const at = row * step;
        if (nulls && nulls[at] === 1) return null;
        if (type === 'bool') return values[at] !== 0;
        return big?.get(at) ?? values[at] ?? 0;
      };
    }
  }
};

/** The value a dynamic holds for a scalar: datetimes and timespans become their text. */
export const dynamicReader = (arg: TypedVector): ((row: number) => Json) => {
  const step = arg.constant ? 0 : 1;
  if (arg.type === 'datetime' || arg.type === 'timespan') {
    const read = textReader(arg.type, arg.vector);
    return (row) => read(row * step);
  }
  const read = cellReader(arg);
  return (row) => {
    const cell = read(row);
    return typeof cell === 'bigint' ? Number(cell) : cell;
  };
};

/** A vector of a type from cells computed row by row; undefined and null are null. */
export const vectorOfCells = (type: ColumnType, length: number, compute: (row: number) => Cell | undefined): Vector => {
  switch (type) {
    case 'string':
    case 'guid': {
      const builder = textBuilder(length);
      for (let row = 0; row < length; row++) {
        const cell = compute(row) ?? null;
        builder.set(row, cell === null ? (type === 'string' ? '' : null) : String(cell));
      }
      return builder.finish();
    }
    case 'dynamic': {
      const values: Json[] = [];
      for (let row = 0; row < length; row++) {
        const cell = compute(row) ?? null;
        values.push(typeof cell === 'bigint' ? Number(cell) : cell);
      }
      return jsonVector(values);
    }
    default: {
      const builder = numberBuilder(length);
      for (let row = 0; row < length; row++) {
        const cell = compute(row) ?? null;
        if (typeof cell === 'bigint') builder.setBig(row, cell);
        else if (typeof cell === 'number') builder.set(row, cell);
        else if (typeof cell === 'boolean') builder.set(row, Number(cell));
        else builder.setNull(row);
      }
      return builder.finish();
    }
  }
};

const nullsWhere = (length: number, isNull: (row: number) => boolean): Uint8Array | undefined => {
  let nulls: Uint8Array | undefined;
  for (let row = 0; row < length; row++) if (isNull(row)) (nulls ??= new Uint8Array(length))[row] = 1;
  return nulls;
};

const convertCell = (to: ColumnType, cell: Json): Cell | { micros: number; tenths: number } => {
  switch (to) {
    case 'bool':
      return boolOfCell(cell);
    case 'int':
      return intOf(longOfCell(cell));
    case 'long':
      return longOfCell(cell);
    case 'datetime':
      return datetimeOfCell(cell);
    case 'timespan':
      return timespanOfCell(cell);
    case 'guid':
      return typeof cell === 'string' ? guidOfText(cell) : null;
    case 'decimal':
      return decimalOfCell(cell);
    default:
      return realOfCell(cell);
  }
};

const isTicks = (value: Cell | { micros: number; tenths: number }): value is { micros: number; tenths: number } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'tenths' in value && 'micros' in value;

const fromCells = (to: ColumnType, length: number, read: (row: number) => Json): Vector => {
  if (to === 'guid') return vectorOfCells('guid', length, (row) => guidOfText(String(read(row) ?? '')));
  const builder = numberBuilder(length);
  for (let row = 0; row < length; row++) {
    const value = convertCell(to, read(row));
    if (isTicks(value)) builder.setTicks(row, value.micros, value.tenths);
    else if (typeof value === 'bigint') builder.setBig(row, value);
    else if (value === null || typeof value === 'object') builder.setNull(row);
    else builder.set(row, Number(value));
  }
  return builder.finish();
};

const fromNumbers = (arg: TypedVector, to: ColumnType, rows: number): Vector => {
  const { vector, type } = arg;
  if (vector.kind !== 'number') return nullVector(to, rows);
  const { values, nulls } = vector;
  if (to === 'bool') {
    return {
      kind: 'number',
      values: Float64Array.from(values.subarray(0, rows), (value) => (value === 0 ? 0 : 1)),
      ...(nulls && { nulls }),
    };
  }
  const fractional = type === 'real' || type === 'decimal';
  if (to === 'int' || (to === 'long' && fractional)) {
    const whole = new Float64Array(rows);
    let big: Map<number, bigint> | undefined;
    const lost = nullsWhere(rows, (row) => {
      if (nulls && nulls[row] === 1) return true;
      const long = longOfNumber(values[row] ?? 0);
      const value = to === 'int' ? intOf(long) : long;
      if (typeof value === 'bigint') (big ??= new Map()).set(row, value);
      whole[row] = Number(value ?? 0);
      return value === null;
    });
    return { kind: 'number', values: whole, ...(lost && { nulls: lost }), ...(big && { big }) };
  }
  if (to === 'decimal')
    return { kind: 'number', values, ...(nulls && { nulls }), ...(vector.big && { big: vector.big }) };
  if (to === 'real') return { kind: 'number', values, ...(nulls && { nulls }) };
  return vector;
};

/** Conversion as the `to...` functions do it; null where it fails. Constants keep length 1. */
export const convert = (arg: TypedVector, to: ColumnType, length: number): Vector => {
  if (arg.type === to) return arg.vector;
  const rows = arg.constant ? 1 : length;
  if (to === 'string') return asText(arg, length);
  if (to === 'dynamic') return vectorOfCells('dynamic', rows, dynamicReader({ ...arg, constant: false }));
  const { vector } = arg;
  if (vector.kind === 'number') {
    if (to === 'datetime' || to === 'timespan')
      return arg.type === 'datetime' || arg.type === 'timespan' ? vector : nullVector(to, rows);
    if (to === 'guid') return nullVector(to, rows);
    if (to === 'long' && (arg.type === 'datetime' || arg.type === 'timespan')) return ticksVector(arg, rows);
    return fromNumbers(arg, to, rows);
  }
  const read = dynamicReader({ ...arg, constant: false });
  return fromCells(to, rows, read);
};

/** Ticks before 1970, which Kusto counts datetimes from 0001-01-01 in. */
const epochTicks = 621_355_968_000_000_000n;

/** Times as ticks of 100 ns: since 0001-01-01 for a datetime, the length of a timespan. */
export const ticksReader = ({ vector, type, constant }: TypedVector): ((row: number) => bigint | null) => {
  if (vector.kind !== 'number') return () => null;
  const { values, tenths, nulls } = vector;
  const epoch = type === 'datetime' ? epochTicks : 0n;
  const step = constant ? 0 : 1;
  return (row) => {
    const at = row * step;
    return nulls && nulls[at] === 1 ? null : BigInt(values[at] ?? 0) * 10n + BigInt(tenths?.[at] ?? 0) + epoch;
  };
};

/** What `tolong` gives for times. */
const ticksVector = (arg: TypedVector, rows: number): Vector => {
  const read = ticksReader(arg);
  const builder = numberBuilder(rows);
  for (let row = 0; row < rows; row++) {
    const ticks = read(row);
    if (ticks === null) builder.setNull(row);
    else builder.setBig(row, ticks);
  }
  return builder.finish();
};
