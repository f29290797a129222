import type { EvaluationContext, ScalarFunction } from '../registry';
import { textVector } from '../vectors';
import { define } from './define';
import { constantNumber } from './window';

/** What a query can ask of its surroundings: chance, and where it runs. */

/** Uniform numbers in [0, 1) (mulberry32), one sequence a query, the same for the same time of the query. */
const generators = new WeakMap<EvaluationContext, () => number>();

const randomOf = (context: EvaluationContext): (() => number) => {
  const known = generators.get(context);
  if (known) return known;
  let state = (context.now ^ (context.now / 4_294_967_296)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  generators.set(context, next);
  return next;
};

const randomGuid = (random: () => number): string => {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  // Version 4, variant 1 (RFC 9562).
  hex[12] = '4';
  hex[16] = (8 + Math.floor(random() * 4)).toString(16);
  return [0, 8, 12, 16, 20].map((from, at, all) => hex.slice(from, all[at + 1]).join('')).join('-');
};

export const environmentFunctions: readonly ScalarFunction[] = [
  {
    ...define(
      {
        name: 'rand',
        params: ['number:integer'],
        optional: 1,
        result: 'real',
        summary: 'Random number from 0 up to 1, or a whole one below a limit; another on each row.',
      },
      (args, length, context) => {
        const random = randomOf(context);
        const limit = constantNumber(args[0], 0);
        const draw = limit > 1 ? () => Math.floor(random() * limit) : random;
        return { kind: 'number', values: Float64Array.from({ length }, draw) };
      },
    ),
    volatile: true,
  },
  {
    ...define(
      { name: 'new_guid', params: [], result: 'guid', summary: 'Random guid, another on each row.' },
      (_, length, context) => {
        const random = randomOf(context);
        return textVector(Array.from({ length }, () => randomGuid(random)));
      },
    ),
    volatile: true,
  },
  define(
    {
      name: 'current_cluster_endpoint',
      params: [],
      result: 'string',
      summary: 'Host that answers the query: here always localhost.',
    },
    () => ({ kind: 'text', dictionary: ['localhost'], codes: new Int32Array(1) }),
  ),
];
