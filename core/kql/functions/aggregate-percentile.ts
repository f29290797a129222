import type { Aggregator, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Json, Vector } from '../vector';
import { isNullAt } from '../vectors';
import { datetimeText, formatTimespan } from '../datetime';
import { stepOf } from './define';
import { convert } from './read';

/** Values and weights of one group. */
type Sample = { readonly values: number[]; readonly weights: number[] };

/** Percentiles asked for: numbers, or one array of them. Read from the first row: they are constants. */
const ranksOf = (args: readonly TypedVector[]): readonly number[] =>
  args.flatMap(({ vector }): number[] => {
    if (vector.kind === 'number') return [vector.values[0] ?? 0];
    const list = vector.kind === 'json' ? vector.values[0] : undefined;
    return Array.isArray(list) ? list.map(Number) : [];
  });

/** Smallest value that at least `rank` percent of the weight lies at or below. */
const nearestRank = ({ values, weights }: Sample, order: Int32Array, rank: number): number | null => {
  const total = weights.length > 0 ? weights.reduce((sum, weight) => sum + weight, 0) : values.length;
  if (total <= 0) return null;
  const wanted = (Math.min(100, Math.max(0, rank)) / 100) * total;
  if (weights.length === 0) {
    const at = Math.max(0, Math.ceil(wanted - 1e-9) - 1);
    return values[order[Math.min(at, values.length - 1)] ?? 0] ?? null;
  }
  let passed = 0;
  for (const at of order) {
    passed += weights[at] ?? 0;
    if (passed >= wanted - 1e-9 && passed > 0) return values[at] ?? null;
  }
  return values[order[order.length - 1] ?? 0] ?? null;
};

const json = (type: ColumnType, value: number | null): Json => {
  if (value === null) return null;
  return type === 'datetime' ? datetimeText(value) : type === 'timespan' ? formatTimespan(value) : value;
};

/**
 * `percentile` and its kin: nearest rank over the non-null values of a group. `weighted` takes an integer weight as the
 * second argument; `count` is how many columns come out, undefined for one array.
 */
export const percentiler = (type: ColumnType, weighted: boolean, count: number | undefined): Aggregator => {
  const samples: Sample[] = [];
  let ranks: readonly number[] = [];
  return {
    update: (args, groups, length, groupCount) => {
      while (samples.length < groupCount) samples.push({ values: [], weights: [] });
      const [arg, weight] = args;
      ranks = ranksOf(args.slice(weighted ? 2 : 1));
      if (!arg) return;
      const vector = arg.vector.kind === 'number' ? arg.vector : convert(arg, 'real', length);
      const weights = weighted && weight ? convert(weight, 'real', length) : undefined;
      if (vector.kind !== 'number') return;
      const step = stepOf(arg);
      for (let row = 0; row < length; row++) {
        const at = row * step;
        if (isNullAt(vector, at)) continue;
        const sample = samples[groups[row] ?? 0];
        if (weights?.kind === 'number' && weight) {
          const each = weights.values[row * stepOf(weight)] ?? 0;
          if (each <= 0) continue;
          sample?.weights.push(each);
        }
        sample?.values.push(vector.values[at] ?? 0);
      }
    },
    finish: (groupCount) => {
      const results = Array.from({ length: groupCount }, (_, group): (number | null)[] => {
        const sample = samples[group] ?? { values: [], weights: [] };
        const order = Int32Array.from(sample.values.keys()).sort(
          (a, b) => (sample.values[a] ?? 0) - (sample.values[b] ?? 0),
        );
        return ranks.map((rank) => nearestRank(sample, order, rank));
      });
      if (count === undefined) {
        return [
          {
            kind: 'json',
            values: results.map(
              (row): Json => (row.every((value) => value === null) ? null : row.map((value) => json(type, value))),
            ),
          },
        ];
      }
      return Array.from({ length: count }, (_, at): Vector => {
        const values = Float64Array.from(results, (row) => row[at] ?? (type === 'real' ? Number.NaN : 0));
        // Of no values at all a real percentile is NaN, others are null.
        return {
          kind: 'number',
          values,
          nulls: Uint8Array.from(results, (row) => ((row[at] ?? null) === null ? 1 : 0)),
        };
      });
    },
  };
};
