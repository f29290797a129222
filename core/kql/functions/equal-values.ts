import type { TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { NumberVector, TextVector } from '../vectors';
import { stepOf } from './define';
import { convert } from './read';

/** Both arguments as vectors of one kind: a dynamic takes the other's type, two dynamics compare as text. */
export const alike = (left: TypedVector, right: TypedVector, length: number): readonly [TypedVector, TypedVector] => {
  const as = (arg: TypedVector, type: ColumnType): TypedVector =>
    arg.type === type ? arg : { ...arg, type, vector: convert(arg, type, length) };
  if (left.vector.kind === 'number' && right.vector.kind === 'number') return [left, right];
  if (left.type === 'dynamic' && right.type !== 'dynamic') return [as(left, right.type), right];
  if (right.type === 'dynamic' && left.type !== 'dynamic') return [left, as(right, left.type)];
  return [as(left, 'string'), as(right, 'string')];
};

/** -1, 0, 1, or NaN where one is not a number. */
export const orderNumbers = (left: NumberVector, a: number, right: NumberVector, b: number): number => {
  const x = left.values[a] ?? 0;
  const y = right.values[b] ?? 0;
  if (x < y) return -1;
  if (x > y) return 1;
  if (x !== y) return Number.NaN;
  if (left.big || right.big) {
    const exactLeft = left.big?.get(a) ?? BigInt(Math.trunc(x));
    const exactRight = right.big?.get(b) ?? BigInt(Math.trunc(y));
    return exactLeft < exactRight ? -1 : exactLeft > exactRight ? 1 : 0;
  }
  return Math.sign((left.tenths?.[a] ?? 0) - (right.tenths?.[b] ?? 0));
};

const codeOf = (dictionary: readonly string[], text: string): number => dictionary.indexOf(text);

const textEqual = (
  left: TextVector,
  leftStep: 0 | 1,
  right: TextVector,
  rightStep: 0 | 1,
  length: number,
  fold: boolean,
) => {
  const values = new Float64Array(length);
  if (rightStep === 0 && leftStep === 1 && !fold) {
    const wanted = right.codes[0] ?? -1;
    const text = right.dictionary[wanted] ?? '';
    // A constant is looked up once where the dictionary is small beside the rows; else texts are compared directly.
    if (left.dictionary.length <= length) {
      const code = wanted < 0 ? -1 : codeOf(left.dictionary, text);
      if (wanted >= 0 && code < 0) return values;
      for (let row = 0; row < length; row++) values[row] = left.codes[row] === code ? 1 : 0;
      return values;
    }
  }
  const same = left.dictionary === right.dictionary;
  for (let row = 0; row < length; row++) {
    const a = left.codes[row * leftStep] ?? -1;
    const b = right.codes[row * rightStep] ?? -1;
    if (a < 0 || b < 0) values[row] = a === b ? 1 : 0;
    else if (same && a === b) values[row] = 1;
    else {
      const x = left.dictionary[a] ?? '';
      const y = right.dictionary[b] ?? '';
      values[row] = x === y || (fold && x.length === y.length && x.toLowerCase() === y.toLowerCase()) ? 1 : 0;
    }
  }
  return values;
};

const numberEqual = (left: NumberVector, leftStep: 0 | 1, right: NumberVector, rightStep: 0 | 1, length: number) => {
  const values = new Float64Array(length);
  const plain = !left.nulls && !right.nulls && !left.tenths && !right.tenths && !left.big && !right.big;
  if (plain) {
    for (let row = 0; row < length; row++) {
      values[row] = left.values[row * leftStep] === right.values[row * rightStep] ? 1 : 0;
    }
    return values;
  }
  for (let row = 0; row < length; row++) {
    const a = row * leftStep;
    const b = row * rightStep;
    const nullLeft = left.nulls?.[a] === 1;
    const nullRight = right.nulls?.[b] === 1;
    if (nullLeft || nullRight) values[row] = nullLeft && nullRight ? 1 : 0;
    else values[row] = orderNumbers(left, a, right, b) === 0 ? 1 : 0;
  }
  return values;
};

/** 1 where equal. */
export const equalValues = (left: TypedVector, right: TypedVector, length: number, fold = false): Float64Array => {
  const [a, b] = alike(left, right, length);
  if (a.vector.kind === 'text' && b.vector.kind === 'text') {
    return textEqual(a.vector, stepOf(a), b.vector, stepOf(b), length, fold);
  }
  if (a.vector.kind === 'number' && b.vector.kind === 'number') {
    return numberEqual(a.vector, stepOf(a), b.vector, stepOf(b), length);
  }
  return new Float64Array(length);
};
