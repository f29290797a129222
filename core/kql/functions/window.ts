import type { ScalarFunction, TypedVector } from '../registry';
import { gatherOrNull, isNullAt, numberBuilder } from '../vectors';
import { concatBatches } from '../batch';
import { compareAt } from './aggregate-rows';
import { argAt, define, stepOf } from './define';
import { truthReader } from './logical';
import { convert, ticksReader } from './read';

/** Functions of a row's place among the others; they see the whole serialized input at once. */

/** Number of a constant argument, or the default where it is left out. */
export const constantNumber = (arg: TypedVector | undefined, otherwise: number): number =>
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

/** Ranks of rows that stand in order; `choose` takes the dense rank and the place of the first equal row. */
const rank = (name: string, summary: string, choose: (rank: number, place: number) => number): ScalarFunction =>
  define(
    { name, params: ['term:scalar', 'restart:bool'], optional: 1, result: 'long', summary, window: true },
    (args, length) => {
      const term = argAt(args, 0);
      const restart = args[1] ? truthReader(args[1], length) : undefined;
      const step = stepOf(term);
      const same = (row: number): boolean => {
        const [left, right] = [isNullAt(term.vector, (row - 1) * step), isNullAt(term.vector, row * step)];
        if (left || right) return left && right;
        return compareAt(term.vector, (row - 1) * step, term.vector, row * step) === 0;
      };
      const values = new Float64Array(length);
      let dense = 0;
      let place = 0;
      let count = 0;
      for (let row = 0; row < length; row++) {
        if (row === 0 || restart?.(row) === 1) {
          dense = 1;
          place = 1;
          count = 1;
        } else {
          count++;
          if (!same(row)) {
            dense++;
            place = count;
          }
        }
        values[row] = choose(dense, place);
      }
      return { kind: 'number', values };
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
  rank('row_rank_dense', 'Rank of the row: ranks follow each other without a gap.', (rank) => rank),
  rank('row_rank_min', 'Rank of the row: equal rows share the place of their first.', (_, place) => place),
  define(
    {
      name: 'row_window_session',
      params: [
        'expr:datetime',
        'maxDistanceFromFirst:timespan',
        'maxDistanceBetweenNeighbors:timespan',
        'restart:bool',
      ],
      optional: 1,
      result: 'datetime',
      summary: 'First time of the session a row belongs to.',
      window: true,
    },
    (args, length) => {
      const [time, fromFirst, between] = [0, 1, 2].map((at) => argAt(args, at));
      const read = time && ticksReader(time);
      const first = fromFirst && ticksReader(fromFirst);
      const near = between && ticksReader(between);
      const restart = args[3] ? truthReader(args[3], length) : undefined;
      const builder = numberBuilder(length);
      let session: { readonly ticks: bigint; readonly row: number } | undefined;
      let previous = 0n;
      for (let row = 0; row < length; row++) {
        const ticks = read?.(row) ?? null;
        if (ticks === null) {
          session = undefined;
          builder.setNull(row);
          continue;
        }
        const begins =
          session === undefined ||
          restart?.(row) === 1 ||
          ticks >= session.ticks + (first?.(row) ?? 0n) ||
          ticks >= previous + (near?.(row) ?? 0n);
        if (begins || session === undefined) session = { ticks, row };
        previous = ticks;
        if (time?.vector.kind === 'number') {
          const at = session.row * stepOf(time);
          builder.setTicks(row, time.vector.values[at] ?? 0, time.vector.tenths?.[at] ?? 0);
        }
      }
      return builder.finish();
    },
  ),
];
