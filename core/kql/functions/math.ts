import type { ScalarFunction } from '../registry';
import type { ColumnType } from '../schema';
import { numberBuilder } from '../vectors';
import { narrowLong } from '../cells';
import { alias, argAt, commonOf, define, stepOf } from './define';
import { compareAt } from './aggregate-rows';
import { convert, textReader, vectorOfCells } from './read';
import { isNullAt } from '../vectors';

const real = (name: string, summary: string, compute: (value: number) => number): ScalarFunction =>
  define({ name, params: ['number:number'], result: 'real', summary }, (args, length) => {
    const arg = argAt(args, 0);
    const vector = convert(arg, 'real', length);
    const builder = numberBuilder(length);
    const step = stepOf(arg);
    for (let row = 0; row < length; row++) {
      if (vector.kind !== 'number' || vector.nulls?.[row * step] === 1) builder.setNull(row);
      else builder.values[row] = compute(vector.values[row * step] ?? 0);
    }
    return builder.finish();
  });

const binaryReal = (name: string, summary: string, compute: (left: number, right: number) => number): ScalarFunction =>
  define({ name, params: ['left:number', 'right:number'], result: 'real', summary }, (args, length) => {
    const [left, right] = [argAt(args, 0), argAt(args, 1)];
    const a = convert(left, 'real', length);
    const b = convert(right, 'real', length);
    const builder = numberBuilder(length);
    for (let row = 0; row < length; row++) {
      const i = row * stepOf(left);
      const j = row * stepOf(right);
      if (a.kind !== 'number' || b.kind !== 'number' || isNullAt(a, i) || isNullAt(b, j)) builder.setNull(row);
      else builder.values[row] = compute(a.values[i] ?? 0, b.values[j] ?? 0);
    }
    return builder.finish();
  });

const keepsType = ([type]: readonly ColumnType[]): ColumnType | undefined =>
  type === 'dynamic' ? 'real' : type === 'int' ? 'long' : type;

const sameType = (name: string, summary: string, compute: (value: number) => number): ScalarFunction =>
  define({ name, params: ['number:span'], result: keepsType, summary }, (args, length) => {
    const arg = argAt(args, 0);
    const vector = arg.type === 'dynamic' ? convert(arg, 'real', length) : arg.vector;
    const builder = numberBuilder(length);
    const step = stepOf(arg);
    for (let row = 0; row < length; row++) {
      const at = row * step;
      if (vector.kind !== 'number' || vector.nulls?.[at] === 1) {
        builder.setNull(row);
        continue;
      }
      const big = vector.big?.get(at);
      const long = big === undefined || name !== 'abs' ? null : narrowLong(big < 0n ? -big : big);
      if (typeof long === 'bigint') builder.setBig(row, long);
      else builder.set(row, compute(vector.values[at] ?? 0));
    }
    return builder.finish();
  });

/** Half away from zero, as `round` has it. */
const roundTo = (value: number, digits: number): number => {
  const scale = 10 ** digits;
  const scaled = value * scale;
  const rounded = Math.sign(scaled) * Math.round(Math.abs(scaled));
  return Number.isFinite(scaled) ? rounded / scale : value;
};

const extreme = (name: string, summary: string, better: (order: number) => boolean): ScalarFunction =>
  define(
    {
      name,
      params: ['value:any', 'other:any'],
      variadic: true,
      result: (types) => (types.includes('dynamic') ? undefined : commonOf(types)),
      summary,
    },
    (args, length) => {
      const type = commonOf(args.map((arg) => arg.type)) ?? 'real';
      const vectors = args.map((arg) => convert(arg, type, length));
      if (type === 'string' || type === 'guid') {
        const readers = vectors.map((vector) => textReader(type, vector));
        return vectorOfCells(type, length, (row) => {
          let best: string | null = null;
          for (const [index, read] of readers.entries()) {
            const text = read(row * stepOf(argAt(args, index)));
            if (text === null || (best !== null && !better(text < best ? -1 : text > best ? 1 : 0))) continue;
            best = text;
          }
          return best;
        });
      }
      const builder = numberBuilder(length);
      for (let row = 0; row < length; row++) {
        let best = -1;
        vectors.forEach((vector, index) => {
          const step = stepOf(argAt(args, index));
          if (isNullAt(vector, row * step)) return;
          const held = vectors[best];
          const heldRow = best < 0 ? 0 : row * stepOf(argAt(args, best));
          if (!held || better(compareAt(vector, row * step, held, heldRow))) best = index;
        });
        const vector = vectors[best];
        if (vector?.kind !== 'number') {
          builder.setNull(row);
          continue;
        }
        const at = row * stepOf(argAt(args, best));
        const big = vector.big?.get(at);
        if (big !== undefined) builder.setBig(row, big);
        else builder.setTicks(row, vector.values[at] ?? 0, vector.tenths?.[at] ?? 0);
      }
      return builder.finish();
    },
  );

const ceiling = real('ceiling', 'Rounds up.', Math.ceil);

export const mathFunctions: readonly ScalarFunction[] = [
  sameType('abs', 'Value without its sign.', Math.abs),
  ceiling,
  alias('ceil', ceiling),
  define(
    {
      name: 'round',
      params: ['number:number', 'precision:integer'],
      optional: 1,
      result: keepsType,
      summary: 'Rounds to a number of digits.',
    },
    (args, length) => {
      const arg = argAt(args, 0);
      const vector = convert(arg, 'real', length);
      const digits = args[1]?.vector.kind === 'number' ? (args[1].vector.values[0] ?? 0) : 0;
      const builder = numberBuilder(length);
      for (let row = 0; row < length; row++) {
        const at = row * stepOf(arg);
        if (vector.kind !== 'number' || vector.nulls?.[at] === 1) builder.setNull(row);
        else builder.values[row] = roundTo(vector.values[at] ?? 0, digits);
      }
      return builder.finish();
    },
  ),
  define({ name: 'sign', params: ['number:number'], result: 'real', summary: '-1, 0 or 1.' }, (args, length) => {
    const arg = argAt(args, 0);
    const vector = convert(arg, 'real', length);
    const builder = numberBuilder(length);
    for (let row = 0; row < length; row++) {
      const at = row * stepOf(arg);
      if (vector.kind !== 'number' || vector.nulls?.[at] === 1) builder.setNull(row);
      else builder.values[row] = Math.sign(vector.values[at] ?? 0);
    }
    return builder.finish();
  }),
  real('sqrt', 'Square root.', Math.sqrt),
  real('exp', 'e to a power.', Math.exp),
  real('exp2', '2 to a power.', (value) => 2 ** value),
  real('exp10', '10 to a power.', (value) => 10 ** value),
  real('log', 'Natural logarithm.', Math.log),
  real('log2', 'Logarithm to base 2.', Math.log2),
  real('log10', 'Logarithm to base 10.', Math.log10),
  real('sin', 'Sine.', Math.sin),
  real('cos', 'Cosine.', Math.cos),
  real('tan', 'Tangent.', Math.tan),
  real('asin', 'Angle of a sine.', Math.asin),
  real('acos', 'Angle of a cosine.', Math.acos),
  real('atan', 'Angle of a tangent.', Math.atan),
  real('cot', 'Cotangent.', (value) => 1 / Math.tan(value)),
  real('degrees', 'Radians as degrees.', (value) => (value * 180) / Math.PI),
  real('radians', 'Degrees as radians.', (value) => (value * Math.PI) / 180),
  binaryReal('pow', 'A power.', (base, exponent) => base ** exponent),
  binaryReal('atan2', 'Angle of a point.', Math.atan2),
  define({ name: 'pi', params: [], result: 'real', summary: 'The number pi.' }, () => ({
    kind: 'number',
    values: Float64Array.of(Math.PI),
  })),
  extreme('min_of', 'Smallest of the values that are not null.', (order) => order < 0),
  extreme('max_of', 'Largest of the values that are not null.', (order) => order > 0),
  ...(['isnan', 'isinf', 'isfinite'] as const).map((name) =>
    define(
      { name, params: ['number:number'], result: 'bool', summary: `Whether the value ${name.slice(2)}.` },
      (args, length) => {
        const arg = argAt(args, 0);
        const vector = convert(arg, 'real', length);
        const values = new Float64Array(length);
        const step = stepOf(arg);
        for (let row = 0; row < length; row++) {
          const value = vector.kind === 'number' ? (vector.values[row * step] ?? 0) : 0;
          const holds =
            name === 'isnan'
              ? Number.isNaN(value)
              : name === 'isfinite'
                ? Number.isFinite(value)
                : Math.abs(value) === Infinity;
          values[row] = holds ? 1 : 0;
        }
        return { kind: 'number', values };
      },
    ),
  ),
];
