import type { AggregateFunction, Aggregator, ScalarFunction } from '../registry';
import type { Json } from '../vector';
import { isNullAt } from '../vectors';
import { defineAggregate } from './aggregate-define';
import { stepOf } from './define';
import { cellReader, convert, dynamicReader } from './read';
import { num, rowFunction } from './row-function';
import type { Cell } from './read';
import {
  addValue,
  type Digest,
  digestJson,
  digestOf,
  digestPercentile,
  digestRank,
  digestWeight,
  emptyDigest,
  mergeDigest,
} from './t-digest';

const plain = (cell: Cell | undefined): Json => (typeof cell === 'bigint' ? Number(cell) : (cell ?? null));

/** An aggregate whose groups are digests. */
const digests = (
  read: (args: Parameters<Aggregator['update']>[0], length: number) => (digest: Digest, row: number) => void,
): Aggregator => {
  const groups: Digest[] = [];
  return {
    update: (args, ids, length, groupCount) => {
      while (groups.length < groupCount) groups.push(emptyDigest());
      const add = read(args, length);
      for (let row = 0; row < length; row++) {
        const digest = groups[ids[row] ?? 0];
        if (digest) add(digest, row);
      }
    },
    finish: (groupCount) => [
      { kind: 'json', values: Array.from({ length: groupCount }, (_, at) => digestJson(groups[at] ?? emptyDigest())) },
    ],
  };
};

export const digestAggregates: readonly AggregateFunction[] = [
  defineAggregate(
    {
      name: 'tdigest',
      params: ['expr:span', 'weight:integer'],
      optional: 1,
      result: 'dynamic',
      summary: 'Sketch of the distribution of values, for percentile_tdigest.',
    },
    () =>
      digests(([arg, weight], length) => {
        if (!arg) return () => undefined;
        const type = arg.type === 'datetime' || arg.type === 'timespan' ? arg.type : 'real';
        const vector = arg.vector.kind === 'number' ? arg.vector : convert(arg, 'real', length);
        const step = stepOf(arg);
        const weightOf = weight && cellReader(weight);
        return (digest, row) => {
          if (vector.kind !== 'number' || isNullAt(vector, row * step)) return;
          const each = weightOf ? Number(weightOf(row) ?? 0) : 1;
          digest.type = type;
          if (each > 0) addValue(digest, vector.values[row * step] ?? 0, each);
        };
      }),
  ),
  defineAggregate(
    {
      name: 'tdigest_merge',
      params: ['tdigest:array'],
      result: 'dynamic',
      prefix: 'merge_tdigests',
      summary: 'Sketch of all that several sketches hold.',
    },
    () =>
      digests(([arg]) => {
        const read = arg && dynamicReader(arg);
        return (digest, row) => {
          const other = digestOf(read?.(row) ?? null);
          if (other) mergeDigest(digest, other);
        };
      }),
    // The scalar function of this name names its result otherwise.
    ([tdigest]) => [{ name: `merge_tdigests_${tdigest?.name ?? ''}`, type: 'dynamic' }],
  ),
];

const merge = (name: string): ScalarFunction =>
  rowFunction(
    {
      name,
      params: ['tdigest:array'],
      variadic: true,
      nulls: true,
      result: 'dynamic',
      summary: 'Sketch of all that several sketches hold.',
    },
    (cells) => {
      const merged = emptyDigest();
      for (const cell of cells) mergeDigest(merged, digestOf(plain(cell)) ?? emptyDigest());
      return digestJson(merged);
    },
  );

export const digestFunctions: readonly ScalarFunction[] = [
  merge('merge_tdigest'),
  merge('tdigest_merge'),
  rowFunction(
    {
      name: 'percentile_tdigest',
      params: ['tdigest:array', 'percentile:number'],
      result: 'dynamic',
      summary: 'Value at a percentile of a sketch that tdigest made.',
    },
    ([cell, percent]) => {
      const digest = digestOf(plain(cell));
      return digest ? digestPercentile(digest, num(percent)) : null;
    },
  ),
  rowFunction(
    {
      name: 'percentiles_array_tdigest',
      params: ['tdigest:array', 'percentile:any'],
      variadic: true,
      result: 'dynamic',
      summary: 'Values at percentiles of a sketch, as an array.',
    },
    ([cell, ...percents]) => {
      const digest = digestOf(plain(cell));
      return digest ? percents.flat().map((percent) => digestPercentile(digest, Number(percent))) : null;
    },
  ),
  rowFunction(
    {
      name: 'rank_tdigest',
      params: ['tdigest:array', 'value:span'],
      result: 'real',
      summary: 'How many values of a sketch are not above a value.',
    },
    ([cell, value]) => {
      const digest = digestOf(plain(cell));
      return digest ? digestRank(digest, num(value)) : null;
    },
  ),
  rowFunction(
    {
      name: 'percentrank_tdigest',
      params: ['tdigest:array', 'value:span'],
      result: 'real',
      summary: 'How many percent of the values of a sketch are not above a value.',
    },
    ([cell, value]) => {
      const digest = digestOf(plain(cell));
      return digest ? (digestRank(digest, num(value)) / digestWeight(digest)) * 100 : null;
    },
  ),
];
