import { concatBatches } from '../batch';
import type { ScalarFunction, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Vector } from '../vector';
import { gather, isNullAt } from '../vectors';
import { alias, argAt, commonOf, define, stepOf } from './define';
import { truthReader } from './logical';
import { convert } from './read';

/** Takes each row from one of the candidates: `choose(row)` is its index. */
const pick = (
  candidates: readonly TypedVector[],
  type: ColumnType,
  length: number,
  choose: (row: number) => number,
): Vector => {
  const columns = [{ name: '', type }];
  const parts = candidates.map((candidate) => ({
    columns,
    vectors: [convert(candidate, type, length)],
    length: candidate.constant ? 1 : length,
  }));
  const starts: number[] = [];
  let total = 0;
  for (const part of parts) {
    starts.push(total);
    total += part.length;
  }
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const chosen = choose(row);
    rows[row] = (starts[chosen] ?? 0) + (candidates[chosen]?.constant ? 0 : row);
  }
  const [all] = concatBatches(columns, parts).vectors;
  if (!all) throw new RangeError('nothing to pick from');
  return gather(all, rows, length);
};

const iff = define(
  {
    name: 'iff',
    params: ['condition:bool', 'ifTrue:any', 'ifFalse:any'],
    result: (types) => commonOf(types.slice(1)),
    summary: 'One of two values by a condition; unknown takes the second.',
  },
  (args, length) => {
    const candidates = args.slice(1);
    const read = truthReader(argAt(args, 0), length);
    return pick(candidates, commonOf(candidates.map(({ type }) => type)) ?? 'dynamic', length, (row) =>
      read(row) === 1 ? 0 : 1,
    );
  },
);

const caseValues = <T>(args: readonly T[]): T[] => [
  ...args.slice(0, -1).filter((_, index) => index % 2 === 1),
  ...args.slice(-1),
];

/** Nothing to coalesce to: null, or empty text. */
const missing = (arg: TypedVector, row: number): boolean => {
  const at = row * stepOf(arg);
  if (arg.vector.kind === 'text') return (arg.vector.dictionary[arg.vector.codes[at] ?? -1] ?? '') === '';
  return isNullAt(arg.vector, at);
};

export const conditionalFunctions: readonly ScalarFunction[] = [
  iff,
  alias('iif', iff),
  define(
    {
      name: 'case',
      params: ['predicate:any', 'ifTrue:any', 'ifFalse:any'],
      variadic: true,
      result: (types) => {
        const conditions = types.slice(0, -1).filter((_, index) => index % 2 === 0);
        const sound = types.length % 2 === 1 && conditions.every((type) => type === 'bool' || type === 'dynamic');
        return sound ? commonOf(caseValues(types)) : undefined;
      },
      summary: 'The value after the first condition that holds, else the last.',
    },
    (args, length) => {
      const readers = args
        .slice(0, -1)
        .filter((_, index) => index % 2 === 0)
        .map((condition) => truthReader(condition, length));
      const values = caseValues(args);
      const type = commonOf(values.map((value) => value.type)) ?? 'dynamic';
      return pick(values, type, length, (row) => {
        const found = readers.findIndex((read) => read(row) === 1);
        return found < 0 ? values.length - 1 : found;
      });
    },
  ),
  define(
    {
      name: 'coalesce',
      params: ['arg:any', 'arg2:any'],
      variadic: true,
      result: commonOf,
      summary: 'The first value that is not null (text: not empty).',
    },
    (args, length) => {
      const type = commonOf(args.map((arg) => arg.type)) ?? 'dynamic';
      return pick(args, type, length, (row) => {
        const found = args.findIndex((arg) => !missing(arg, row));
        return found < 0 ? args.length - 1 : found;
      });
    },
  ),
  define(
    { name: 'isnull', params: ['expression:any'], result: 'bool', summary: 'Value is null; text never is.' },
    (args, length) => nullness(argAt(args, 0), length, 1),
  ),
  ...(['isnotnull', 'notnull'] as const).map((name) =>
    define({ name, params: ['expression:any'], result: 'bool', summary: 'Value is not null.' }, (args, length) =>
      nullness(argAt(args, 0), length, 0),
    ),
  ),
];

const nullness = (arg: TypedVector, length: number, whenNull: 0 | 1): Vector => {
  const values = new Float64Array(length);
  const step = stepOf(arg);
  for (let row = 0; row < length; row++) {
    const isNull = arg.type !== 'string' && isNullAt(arg.vector, row * step);
    values[row] = isNull ? whenNull : 1 - whenNull;
  }
  return { kind: 'number', values };
};
