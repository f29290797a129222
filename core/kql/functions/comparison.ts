import type { ScalarFunction, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Vector } from '../vector';
import type { NumberVector } from '../vectors';
import { argAt, commonType, define, type Evaluate, isNumeric, isTime, stepOf } from './define';
import { arithmeticFunctions } from './arithmetic';
import { alike, equalValues, orderNumbers } from './equal-values';
import { asText } from './read';

/**
 * Equality is total in Kusto (null equals only null, `!=` is its opposite), order is three-valued. Text compares by
 * UTF-16 code unit; a guid beside a string compares as text.
 */

const comparable = (types: readonly ColumnType[]): boolean => {
  const [left, right] = types;
  if (!left || !right) return false;
  if (commonType(left, right)) return true;
  const texts: readonly ColumnType[] = ['string', 'guid'];
  return texts.includes(left) && texts.includes(right);
};

const equatable = (types: readonly ColumnType[]): ColumnType | undefined => (comparable(types) ? 'bool' : undefined);

const hasOrder = (types: readonly ColumnType[]): boolean =>
  comparable(types) &&
  types.every((type, at) => {
    const other = types[1 - at];
    // Kusto orders no texts (`strcmp` does), and a dynamic only beside a number or another dynamic.
    if (type === 'string' || type === 'guid') return false;
    return type !== 'dynamic' || other === 'dynamic' || (other !== undefined && isNumeric(other));
  });

const orderable = (types: readonly ColumnType[]): ColumnType | undefined => (hasOrder(types) ? 'bool' : undefined);

const flip = (values: Float64Array): Float64Array => {
  for (let row = 0; row < values.length; row++) values[row] = 1 - (values[row] ?? 0);
  return values;
};

const equality =
  (negated: boolean, fold: boolean): Evaluate =>
  (args, length) => {
    const values = equalValues(argAt(args, 0), argAt(args, 1), length, fold);
    return { kind: 'number', values: negated ? flip(values) : values };
  };

type Test = (order: number) => boolean;

/** Three-valued order of two arguments. */
export const ordered = (left: TypedVector, right: TypedVector, length: number, test: Test): NumberVector => {
  const [a, b] = alike(left, right, length);
  const values = new Float64Array(length);
  let nulls: Uint8Array | undefined;
  const { vector: x } = a;
  const { vector: y } = b;
  const stepA = stepOf(a);
  const stepB = stepOf(b);
  if (x.kind === 'number' && y.kind === 'number') {
    for (let row = 0; row < length; row++) {
      const i = row * stepA;
      const j = row * stepB;
      if (x.nulls?.[i] === 1 || y.nulls?.[j] === 1) (nulls ??= new Uint8Array(length))[row] = 1;
      else values[row] = test(orderNumbers(x, i, y, j)) ? 1 : 0;
    }
  } else if (x.kind === 'text' && y.kind === 'text') {
    for (let row = 0; row < length; row++) {
      const i = x.codes[row * stepA] ?? -1;
      const j = y.codes[row * stepB] ?? -1;
      if (i < 0 || j < 0) {
        (nulls ??= new Uint8Array(length))[row] = 1;
        continue;
      }
      const s = x.dictionary[i] ?? '';
      const t = y.dictionary[j] ?? '';
      values[row] = test(s < t ? -1 : s > t ? 1 : 0) ? 1 : 0;
    }
  }
  return { kind: 'number', values, ...(nulls && { nulls }) };
};

const order =
  (test: Test): Evaluate =>
  (args, length) =>
    ordered(argAt(args, 0), argAt(args, 1), length, test);

const below: Test = (order) => order < 0;
const above: Test = (order) => order > 0;
const atMost: Test = (order) => order <= 0;
const atLeast: Test = (order) => order >= 0;

/** Upper bound of `between`: a timespan beside a datetime counts from the lower bound. */
const upperBound = (low: TypedVector, high: TypedVector, length: number): TypedVector => {
  if (low.type !== 'datetime' || high.type !== 'timespan') return high;
  const { vector: a } = low;
  const { vector: b } = high;
  if (a.kind !== 'number' || b.kind !== 'number') return high;
  const constant = low.constant && high.constant;
  const rows = constant ? 1 : length;
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++)
    values[row] = (a.values[row * stepOf(low)] ?? 0) + (b.values[row * stepOf(high)] ?? 0);
  return { type: 'datetime', constant, vector: { kind: 'number', values } };
};

const between =
  (negated: boolean): Evaluate =>
  (args, length) => {
    const value = argAt(args, 0);
    const low = argAt(args, 1);
    const high = upperBound(low, argAt(args, 2), length);
    const from = ordered(value, low, length, negated ? below : atLeast);
    const to = ordered(value, high, length, negated ? above : atMost);
    const values = new Float64Array(length);
    let nulls: Uint8Array | undefined;
    for (let row = 0; row < length; row++) {
      const unknown = from.nulls?.[row] === 1 || to.nulls?.[row] === 1;
      const first = from.nulls?.[row] === 1 ? -1 : (from.values[row] ?? 0);
      const second = to.nulls?.[row] === 1 ? -1 : (to.values[row] ?? 0);
      const decided = negated ? first === 1 || second === 1 : first === 0 || second === 0;
      if (unknown && !decided) (nulls ??= new Uint8Array(length))[row] = 1;
      else values[row] = negated ? (decided ? 1 : 0) : decided ? 0 : 1;
    }
    return { kind: 'number', values, ...(nulls && { nulls }) };
  };

const betweenTypes = (types: readonly ColumnType[]): ColumnType | undefined => {
  const [value, low, high] = types;
  if (!value || !low || !high || !hasOrder([value, low])) return undefined;
  if (low === 'datetime' && high === 'timespan') return 'bool';
  return hasOrder([value, high]) && isTime(value) === isTime(high) ? 'bool' : undefined;
};

const foldEquality =
  (negated: boolean): Evaluate =>
  (args, length) => {
    const text = (arg: TypedVector): TypedVector => ({ ...arg, type: 'string', vector: asText(arg, length) });
    const values = equalValues(text(argAt(args, 0)), text(argAt(args, 1)), length, true);
    return { kind: 'number', values: negated ? flip(values) : values } satisfies Vector;
  };

const operator = (
  name: string,
  summary: string,
  result: (types: readonly ColumnType[]) => ColumnType | undefined,
  evaluate: Evaluate,
): ScalarFunction => define({ name, kind: 'operator', params: ['left:any', 'right:any'], result, summary }, evaluate);

export const comparisonFunctions: readonly ScalarFunction[] = [
  operator('==', 'Equal; text with case.', equatable, equality(false, false)),
  operator('!=', 'Not equal; text with case.', equatable, equality(true, false)),
  operator('<', 'Less than.', orderable, order(below)),
  operator('<=', 'Less than or equal.', orderable, order(atMost)),
  operator('>', 'Greater than.', orderable, order(above)),
  operator('>=', 'Greater than or equal.', orderable, order(atLeast)),
  define(
    {
      name: '=~',
      kind: 'operator',
      params: ['left:string', 'right:string'],
      result: 'bool',
      summary: 'Equal text, whatever the case.',
    },
    foldEquality(false),
  ),
  define(
    {
      name: '!~',
      kind: 'operator',
      params: ['left:string', 'right:string'],
      result: 'bool',
      summary: 'Text not equal, whatever the case.',
    },
    foldEquality(true),
  ),
  define(
    {
      name: 'between',
      kind: 'operator',
      params: ['value:any', 'low:any', 'high:any'],
      result: betweenTypes,
      summary: 'Within two bounds, both included.',
    },
    between(false),
  ),
  define(
    {
      name: 'around',
      params: ['value:span', 'center:span', 'delta:span'],
      result: ([value, center, delta]) =>
        value !== undefined && center !== undefined && delta !== undefined && betweenTypes([value, center, center])
          ? 'bool'
          : undefined,
      summary: 'Within a distance of a centre.',
    },
    (args, length, context) => {
      const [value, center, delta] = [0, 1, 2].map((at) => argAt(args, at));
      if (!value || !center || !delta) throw new RangeError('around has three arguments');
      const constant = center.constant && delta.constant;
      const bound = (name: string): TypedVector => ({
        type: value.type,
        constant,
        vector:
          arithmeticFunctions
            .find((each) => each.name === name)
            ?.evaluate([center, delta], constant ? 1 : length, context) ?? center.vector,
      });
      return between(false)([value, bound('-'), bound('+')], length, context);
    },
  ),
  define(
    {
      name: '!between',
      kind: 'operator',
      params: ['value:any', 'low:any', 'high:any'],
      result: betweenTypes,
      summary: 'Outside two bounds.',
    },
    between(true),
  ),
];
