import type { ScalarFunction, TypedVector } from '../registry';
import type { NumberVector } from '../vectors';
import { argAt, define, stepOf } from './define';
import { convert } from './read';

/** A condition as numbers: 1 true, 0 false, -1 unknown. */
export const truthReader = (arg: TypedVector, length: number): ((row: number) => number) => {
  const vector = convert(arg, 'bool', length);
  const step = stepOf(arg);
  if (vector.kind !== 'number') return () => -1;
  const { values, nulls } = vector;
  return nulls ? (row) => (nulls[row * step] === 1 ? -1 : (values[row * step] ?? 0)) : (row) => values[row * step] ?? 0;
};

/** Kleene's `and` (absorbing 0) or `or` (absorbing 1) over any number of conditions. */
const combine =
  (absorbing: 0 | 1) =>
  (args: readonly TypedVector[], length: number): NumberVector => {
    const values = new Float64Array(length).fill(1 - absorbing);
    let nulls: Uint8Array | undefined;
    for (const arg of args) {
      const read = truthReader(arg, length);
      for (let row = 0; row < length; row++) {
        const truth = read(row);
        if (truth === absorbing) {
          values[row] = absorbing;
          if (nulls) nulls[row] = 0;
        } else if (truth < 0 && values[row] !== absorbing) {
          (nulls ??= new Uint8Array(length))[row] = 1;
        }
      }
    }
    return { kind: 'number', values, ...(nulls && { nulls }) };
  };

export const logicalFunctions: readonly ScalarFunction[] = [
  define(
    {
      name: 'and',
      kind: 'operator',
      params: ['left:bool', 'right:bool'],
      variadic: true,
      result: 'bool',
      summary: 'Both hold.',
    },
    combine(0),
  ),
  define(
    {
      name: 'or',
      kind: 'operator',
      params: ['left:bool', 'right:bool'],
      variadic: true,
      result: 'bool',
      summary: 'At least one holds.',
    },
    combine(1),
  ),
  define(
    { name: 'not', params: ['condition:bool'], result: 'bool', summary: 'The opposite; unknown stays unknown.' },
    (args, length) => {
      const vector = convert(argAt(args, 0), 'bool', length);
      if (vector.kind !== 'number') throw new TypeError('not: a bool is kept as numbers');
      const values = new Float64Array(length);
      for (let row = 0; row < length; row++) values[row] = 1 - (vector.values[row] ?? 0);
      return { kind: 'number', values, ...(vector.nulls && { nulls: vector.nulls }) };
    },
  ),
];
