import type { ScalarFunction, TypedVector } from '../registry';
import { gatherOrNull, isNullAt, numberBuilder } from '../vectors';
import { concatBatches } from '../batch';
import { argAt, define, stepOf } from './define';
import { truthReader } from './logical';
import { convert } from './read';

/** Functions of a row's place among the others; they see the whole serialized input at once. */

const constantNumber = (arg: TypedVector | undefined, otherwise: number): number =>
  arg?.vector.kind === 'number' ? (arg.vector.values[0] ?? otherwise) : otherwise;

/** `prev` (direction -1) and `next` (1): the value some rows away, or a default. */
const neighbour = (name: string, direction: -1 | 1, summary: string): ScalarFunction =>
  define(
    {
      name,
      params: ['column:any', 'offset:integer', 'default_value:any'],
      optional: 2,
      result: ([type]) => type,
      summary,
      window: true,
    },
    (args, length) => {
      const value = argAt(args, 0);
      const distance = constantNumber(args[1], 1) * direction;
      const fallback = args[2];
      const rows = new Int32Array(length);
      const missing = fallback ? length : -1;
      for (let row = 0; row < length; row++) {
        const at = row + distance;
        rows[row] = at < 0 || at >= length ? missing : at;
      }
      const whole = value.constant
        ? gatherOrNull(value.vector, value.type, new Int32Array(length), length)
        : value.vector;
      if (!fallback) return gatherOrNull(whole, value.type, rows, length);
      const columns = [{ name: '', type: value.type }];
      const [all] = concatBatches(columns, [
        { columns, vectors: [whole], length },
        { columns, vectors: [convert(fallback, value.type, 1)], length: 1 },
      ]).vectors;
      return gatherOrNull(all ?? whole, value.type, rows, length);
    },
  );

export const windowFunctions: readonly ScalarFunction[] = [
  define(
    {
      name: 'row_number',
      params: ['startingIndex:integer', 'restart:bool'],
      optional: 2,
      result: 'long',
      summary: 'Number of the row, from 1 or a given start.',
      window: true,
    },
    (args, length) => {
      const start = constantNumber(args[0], 1);
      const restart = args[1] ? truthReader(args[1], length) : undefined;
      const values = new Float64Array(length);
      let number = start;
      for (let row = 0; row < length; row++) {
        if (restart?.(row) === 1) number = start;
        values[row] = number++;
      }
      return { kind: 'number', values };
    },
  ),
  neighbour('prev', -1, 'Value of an earlier row.'),
  neighbour('next', 1, 'Value of a later row.'),
  define(
    {
      name: 'row_cumsum',
      params: ['term:span', 'restart:bool'],
      optional: 1,
      result: ([type]) => (type === 'int' ? 'long' : type),
      summary: 'Sum so far.',
      window: true,
    },
    (args, length) => {
      const value = argAt(args, 0);
      const vector = convert(value, value.type === 'dynamic' ? 'real' : value.type, length);
      const restart = args[1] ? truthReader(args[1], length) : undefined;
      const builder = numberBuilder(length);
      let sum = 0;
      for (let row = 0; row < length; row++) {
        if (restart?.(row) === 1) sum = 0;
        const at = row * stepOf(value);
        if (vector.kind === 'number' && !isNullAt(vector, at)) sum += vector.values[at] ?? 0;
        builder.values[row] = sum;
      }
      return builder.finish();
    },
  ),
];
