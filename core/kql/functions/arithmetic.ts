import type { ScalarFunction, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Vector } from '../vector';
import { type NumberVector, numberBuilder } from '../vectors';
import { narrowLong } from '../cells';
import { argAt, commonType, define, type Evaluate, isNumeric, isTime, stepOf } from './define';
import { cellReader, convert, roundDecimal, vectorOfCells } from './read';

type Operation = '+' | '-' | '*' | '/' | '%';

/** The type a dynamic operand is read as: that of the other operand, a length beside a time. */
const readAs = (other: ColumnType, operation: Operation): ColumnType => {
  if (other === 'timespan' && operation !== '+' && operation !== '-') return 'real';
  if (other === 'datetime') return operation === '-' ? 'datetime' : 'timespan';
  return other === 'dynamic' ? 'real' : other;
};

/** Types the operands are read as. */
const operandTypes = (
  operation: Operation,
  [left, right]: readonly ColumnType[],
): readonly [ColumnType, ColumnType] | undefined => {
  if (!left || !right) return undefined;
  return [left === 'dynamic' ? readAs(right, operation) : left, right === 'dynamic' ? readAs(left, operation) : right];
};

/** Result types of arithmetic. */
const resultOf =
  (operation: Operation) =>
  (types: readonly ColumnType[]): ColumnType | undefined => {
    if (types.every((type) => type === 'dynamic')) return types.length === 2 ? 'dynamic' : undefined;
    const [left, right] = operandTypes(operation, types) ?? [];
    if (!left || !right) return undefined;
    // Whole numbers are computed as long, two ints too.
    if (isNumeric(left) && isNumeric(right))
      return left === 'int' && right === 'int' ? 'long' : commonType(left, right);
    const pair = `${left} ${operation} ${right}`;
    switch (pair) {
      case 'datetime + timespan':
      case 'timespan + datetime':
      case 'datetime - timespan':
        return 'datetime';
      case 'datetime - datetime':
      case 'timespan + timespan':
      case 'timespan - timespan':
      case 'timespan % timespan':
      case 'datetime % timespan':
        return 'timespan';
      case 'timespan / timespan':
        return 'real';
    }
    if (operation === '*' && (left === 'timespan' || right === 'timespan')) {
      return isNumeric(left) || isNumeric(right) ? 'timespan' : undefined;
    }
    return operation === '/' && left === 'timespan' && isNumeric(right) ? 'timespan' : undefined;
  };

const asNumbers = (arg: TypedVector, length: number, type: ColumnType = 'real'): NumberVector => {
  const vector = arg.vector.kind === 'number' ? arg.vector : convert(arg, type, length);
  if (vector.kind !== 'number') throw new TypeError('arithmetic on a value that is not a number');
  return vector;
};

/** Exact ticks (100 ns) of a row. */
export const ticksAt = (vector: NumberVector, row: number): bigint =>
  BigInt(Math.round(vector.values[row] ?? 0)) * 10n + BigInt(vector.tenths?.[row] ?? 0);

/** Remainder that is never negative, as Kusto has it. */
const positiveModulo = (left: number, right: number): number => {
  const rest = left % right;
  return rest < 0 ? rest + Math.abs(right) : rest;
};

const reals: Readonly<Record<Operation, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': positiveModulo,
};

const exactLong = (operation: Operation, left: bigint, right: bigint): bigint | null => {
  switch (operation) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? null : left / right;
    case '%': {
      if (right === 0n) return null;
      const rest = left % right;
      return rest < 0n ? rest + (right < 0n ? -right : right) : rest;
    }
  }
};

/** Whole-number arithmetic: fast where the result is safe, exact through bigint where it is not; wraps as Int64 does. */
const longRow = (
  operation: Operation,
  left: NumberVector,
  i: number,
  right: NumberVector,
  j: number,
): number | bigint | null => {
  const x = left.values[i] ?? 0;
  const y = right.values[j] ?? 0;
  if (!left.big && !right.big) {
    if (operation === '/') return y === 0 ? null : Math.trunc(x / y) + 0;
    if (operation === '%') return y === 0 ? null : positiveModulo(x, y);
    const result = reals[operation](x, y);
    if (Number.isSafeInteger(result)) return result;
  }
  const exact = exactLong(operation, left.big?.get(i) ?? BigInt(x), right.big?.get(j) ?? BigInt(y));
  return exact === null ? null : narrowLong(BigInt.asIntN(64, exact));
};

const asDynamic = (vector: NumberVector, length: number): Vector =>
  vectorOfCells('dynamic', length, cellReader({ type: 'real', vector, constant: false }));

type RowResult = (builder: ReturnType<typeof numberBuilder>, row: number, i: number, j: number) => void;

const setTicks = (builder: ReturnType<typeof numberBuilder>, row: number, ticks: bigint): void => {
  const tenths = ((ticks % 10n) + 10n) % 10n;
  builder.setTicks(row, Number((ticks - tenths) / 10n), Number(tenths));
};

const timeRow = (operation: Operation, left: NumberVector, right: NumberVector, bothTimes: boolean): RowResult => {
  const fine = left.tenths !== undefined || right.tenths !== undefined;
  if (operation === '+' || operation === '-') {
    if (fine) {
      return (builder, row, i, j) => {
        const b = ticksAt(right, j);
        setTicks(builder, row, ticksAt(left, i) + (operation === '+' ? b : -b));
      };
    }
    const compute = reals[operation];
    return (builder, row, i, j) => builder.set(row, compute(left.values[i] ?? 0, right.values[j] ?? 0));
  }
  if (bothTimes) {
    return (builder, row, i, j) => {
      const b = ticksAt(right, j);
      if (b === 0n) builder.setNull(row);
      else if (operation === '/') builder.set(row, Number(ticksAt(left, i)) / Number(b));
      else setTicks(builder, row, exactLong('%', ticksAt(left, i), b) ?? 0n);
    };
  }
  // A length times or divided by a number, rounded to a tick.
  return (builder, row, i, j) => {
    const a = (left.values[i] ?? 0) + (left.tenths?.[i] ?? 0) / 10;
    const b = (right.values[j] ?? 0) + (right.tenths?.[j] ?? 0) / 10;
    const micros = operation === '*' ? a * b : a / b;
    if (!Number.isFinite(micros)) builder.setNull(row);
    else setTicks(builder, row, BigInt(Math.round(micros * 10)));
  };
};

/** Decimal result: exact where both operands are whole and large, else without the error of binary fractions. */
const setDecimal = (
  builder: ReturnType<typeof numberBuilder>,
  row: number,
  operation: Operation,
  left: NumberVector,
  i: number,
  right: NumberVector,
  j: number,
  value: number,
): void => {
  const x = left.values[i] ?? 0;
  const y = right.values[j] ?? 0;
  const whole = Number.isInteger(x) && Number.isInteger(y) && !Number.isSafeInteger(value);
  if (!Number.isFinite(value) && operation === '/') builder.setNull(row);
  else if (whole && operation !== '/') {
    const exact = exactLong(operation, left.big?.get(i) ?? BigInt(x), right.big?.get(j) ?? BigInt(y));
    if (exact === null) builder.setNull(row);
    else builder.setBig(row, exact);
  } else builder.set(row, roundDecimal(value));
};

const evaluateOperation =
  (operation: Operation): Evaluate =>
  (args, length) => {
    const first = argAt(args, 0);
    const second = argAt(args, 1);
    const types = operandTypes(operation, [first.type, second.type]);
    const [leftType, rightType] = types ?? ['real', 'real'];
    const left = asNumbers(first, length, leftType);
    const right = asNumbers(second, length, rightType);
    const stepA = stepOf(first);
    const stepB = stepOf(second);
    const builder = numberBuilder(length);
    const type = resultOf(operation)([first.type, second.type]);
    const whole = type === 'int' || type === 'long';
    const time = isTime(leftType) || isTime(rightType);
    const compute = reals[operation];
    const inTime = time ? timeRow(operation, left, right, isTime(leftType) && isTime(rightType)) : undefined;
    for (let row = 0; row < length; row++) {
      const i = row * stepA;
      const j = row * stepB;
      if (left.nulls?.[i] === 1 || right.nulls?.[j] === 1) {
        builder.setNull(row);
      } else if (inTime) {
        inTime(builder, row, i, j);
      } else if (whole) {
        const value = longRow(operation, left, i, right, j);
        if (value === null) builder.setNull(row);
        else if (typeof value === 'bigint') builder.setBig(row, value);
        else builder.values[row] = value;
      } else {
        const value = compute(left.values[i] ?? 0, right.values[j] ?? 0);
        if (type !== 'decimal') builder.values[row] = value;
        else setDecimal(builder, row, operation, left, i, right, j, value);
      }
    }
    return type === 'dynamic' ? asDynamic(builder.finish(), length) : builder.finish();
  };

const operator = (name: Operation, summary: string): ScalarFunction =>
  define(
    { name, kind: 'operator', params: ['left:span', 'right:span'], result: resultOf(name), summary },
    evaluateOperation(name),
  );

export const arithmeticFunctions: readonly ScalarFunction[] = [
  operator('+', 'Sum; a datetime plus a timespan.'),
  operator('-', 'Difference; of two datetimes a timespan.'),
  operator('*', 'Product.'),
  operator('/', 'Quotient; whole numbers divide to a whole number.'),
  operator('%', 'Remainder, never negative.'),
  define(
    {
      name: 'negate',
      kind: 'operator',
      params: ['value:span'],
      result: ([type]) => (type === 'datetime' ? undefined : type === 'int' ? 'long' : type),
      summary: 'The number or length with the opposite sign.',
    },
    (args, length) => {
      const arg = argAt(args, 0);
      const vector = asNumbers(arg, length);
      const builder = numberBuilder(length);
      for (let row = 0; row < length; row++) {
        const big = vector.big?.get(row);
        if (vector.nulls?.[row] === 1) builder.setNull(row);
        else if (big !== undefined) builder.setBig(row, -big);
        else if (vector.tenths) setTicks(builder, row, -ticksAt(vector, row));
        else builder.set(row, arg.type === 'real' ? -(vector.values[row] ?? 0) : 0 - (vector.values[row] ?? 0));
      }
      return arg.type === 'dynamic' ? asDynamic(builder.finish(), length) : builder.finish();
    },
  ),
];
