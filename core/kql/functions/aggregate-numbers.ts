import type { Aggregator, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Vector } from '../vector';
import { isNullAt, type NumberVector, numberBuilder } from '../vectors';
import { narrowLong } from '../cells';
import { isTime, stepOf } from './define';
import { truthReader } from './logical';
import { convert } from './read';

/** A Float64 per group that grows with the number of groups. */
export class PerGroup {
  values = new Float64Array(16);
  readonly #initial: number;

  constructor(initial = 0) {
    this.#initial = initial;
    this.values.fill(initial);
  }

  reserve(count: number): Float64Array {
    if (count > this.values.length) {
      const grown = new Float64Array(Math.max(count, this.values.length * 2));
      grown.fill(this.#initial);
      grown.set(this.values);
      this.values = grown;
    }
    return this.values;
  }
}

const numbers = (values: Float64Array): NumberVector => ({ kind: 'number', values });

/** Rows an optional condition lets through; undefined is all. */
export const condition = (arg: TypedVector | undefined, length: number): ((row: number) => boolean) | undefined => {
  if (!arg) return undefined;
  const read = truthReader(arg, length);
  return (row) => read(row) === 1;
};

/** `count()` and `countif(condition)`. */
export const counter = (conditionIndex: number | undefined): Aggregator => {
  const counts = new PerGroup();
  return {
    update: (args, groups, length, groupCount) => {
      const values = counts.reserve(groupCount);
      const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
      if (!passes && groupCount === 1) {
        values[0] = (values[0] ?? 0) + length;
        return;
      }
      for (let row = 0; row < length; row++) {
        const group = groups[row] ?? 0;
        if (!passes || passes(row)) values[group] = (values[group] ?? 0) + 1;
      }
    },
    finish: (groupCount) => [numbers(counts.reserve(groupCount).slice(0, groupCount))],
  };
};

const asNumber = (arg: TypedVector | undefined, type: ColumnType, length: number): NumberVector | undefined => {
  if (!arg) return undefined;
  const vector = arg.vector.kind === 'number' ? arg.vector : convert(arg, type === 'dynamic' ? 'real' : type, length);
  return vector.kind === 'number' ? vector : undefined;
};

type Totals = {
  readonly sums: PerGroup;
  readonly tenths: PerGroup;
  readonly counts: PerGroup;
  readonly big: Map<number, bigint>;
};

const createTotals = (): Totals => ({
  sums: new PerGroup(),
  tenths: new PerGroup(),
  counts: new PerGroup(),
  big: new Map(),
});

/** Adds rows to sums, tenths of microseconds apart; a whole sum past 2^53 goes on as bigint. */
const addTotals = (
  totals: Totals,
  type: ColumnType,
  args: readonly TypedVector[],
  conditionIndex: number | undefined,
  groups: Int32Array,
  length: number,
  groupCount: number,
): void => {
  const arg = args[0];
  const vector = asNumber(arg, type, length);
  const sums = totals.sums.reserve(groupCount);
  const tenths = totals.tenths.reserve(groupCount);
  const counts = totals.counts.reserve(groupCount);
  if (!arg || !vector) return;
  const step = stepOf(arg);
  const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
  const whole = type === 'int' || type === 'long';
  for (let row = 0; row < length; row++) {
    const at = row * step;
    if ((vector.nulls && vector.nulls[at] === 1) || (passes && !passes(row))) continue;
    const group = groups[row] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    const before = sums[group] ?? 0;
    const after = before + (vector.values[at] ?? 0);
    sums[group] = after;
    if (vector.tenths) tenths[group] = (tenths[group] ?? 0) + (vector.tenths[at] ?? 0);
    if (whole && (vector.big || !Number.isSafeInteger(after) || totals.big.size > 0)) {
      const exact = totals.big.get(group) ?? (Number.isSafeInteger(before) ? BigInt(before) : undefined);
      if (exact !== undefined) totals.big.set(group, exact + (vector.big?.get(at) ?? BigInt(vector.values[at] ?? 0)));
    }
  }
};

/** `sum` and `sumif`: 0 where a group has no values. */
export const summer = (type: ColumnType, conditionIndex: number | undefined): Aggregator => {
  const totals = createTotals();
  return {
    update: (args, groups, length, groupCount) =>
      addTotals(totals, type, args, conditionIndex, groups, length, groupCount),
    finish: (groupCount) => {
      const sums = totals.sums.reserve(groupCount);
      const tenths = totals.tenths.reserve(groupCount);
      if (type !== 'timespan' && totals.big.size === 0) return [numbers(sums.slice(0, groupCount))];
      const builder = numberBuilder(groupCount);
      for (let group = 0; group < groupCount; group++) {
        const big = totals.big.get(group);
        const long = big === undefined ? undefined : narrowLong(BigInt.asIntN(64, big));
        if (typeof long === 'bigint') builder.setBig(group, long);
        else if (typeof long === 'number') builder.set(group, long);
        else
          builder.setTicks(
            group,
            (sums[group] ?? 0) + Math.floor((tenths[group] ?? 0) / 10),
            (tenths[group] ?? 0) % 10,
          );
      }
      return [builder.finish()];
    },
  };
};

/** `avg` and `avgif`: NaN for numbers, null for times, where a group has no values. */
export const averager = (type: ColumnType, conditionIndex: number | undefined): Aggregator => {
  const totals = createTotals();
  return {
    update: (args, groups, length, groupCount) =>
      addTotals(totals, type, args, conditionIndex, groups, length, groupCount),
    finish: (groupCount) => {
      const sums = totals.sums.reserve(groupCount);
      const tenths = totals.tenths.reserve(groupCount);
      const counts = totals.counts.reserve(groupCount);
      const builder = numberBuilder(groupCount);
      for (let group = 0; group < groupCount; group++) {
        const count = counts[group] ?? 0;
        if (!isTime(type)) builder.set(group, (sums[group] ?? 0) / count);
        else if (count === 0) builder.setNull(group);
        else {
          const ticks = Math.floor(((sums[group] ?? 0) * 10 + (tenths[group] ?? 0)) / count);
          builder.setTicks(group, Math.floor(ticks / 10), ((ticks % 10) + 10) % 10);
        }
      }
      return [builder.finish()];
    },
  };
};

/** Kusto gives variances (not deviations) to ten digits after the point, and goes on with those. */
const roundVariance = (value: number): number => {
  const rounded = Math.round(value * 1e10) / 1e10;
  return Number.isFinite(rounded) ? rounded : value;
};

/** Sample (or population) variance by Welford's method; `root` gives the standard deviation. */
export const deviator = (population: boolean, root: boolean, conditionIndex?: number): Aggregator => {
  const means = new PerGroup();
  const squares = new PerGroup();
  const counts = new PerGroup();
  return {
    update: (args, groups, length, groupCount) => {
      const arg = args[0];
      const vector = asNumber(arg, 'real', length);
      const mean = means.reserve(groupCount);
      const square = squares.reserve(groupCount);
      const count = counts.reserve(groupCount);
      if (!arg || !vector) return;
      const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
      for (let row = 0; row < length; row++) {
        const at = row * stepOf(arg);
        if (isNullAt(vector, at) || (passes && !passes(row))) continue;
        const group = groups[row] ?? 0;
        const n = (count[group] ?? 0) + 1;
        const delta = (vector.values[at] ?? 0) - (mean[group] ?? 0);
        const next = (mean[group] ?? 0) + delta / n;
        square[group] = (square[group] ?? 0) + delta * ((vector.values[at] ?? 0) - next);
        mean[group] = next;
        count[group] = n;
      }
    },
    finish: (groupCount) => {
      const square = squares.reserve(groupCount);
      const count = counts.reserve(groupCount);
      const values = new Float64Array(groupCount);
      for (let group = 0; group < groupCount; group++) {
        const n = (count[group] ?? 0) - (population ? 0 : 1);
        const variance = n <= 0 ? 0 : (square[group] ?? 0) / n;
        values[group] = root ? Math.sqrt(variance) : roundVariance(variance);
      }
      return [{ kind: 'number', values } satisfies Vector];
    },
  };
};

/** Sample (or population) covariance of two columns, by the same method. */
export const covariator = (population: boolean, conditionIndex: number | undefined): Aggregator => {
  const means = [new PerGroup(), new PerGroup()] as const;
  const products = new PerGroup();
  const counts = new PerGroup();
  return {
    update: (args, groups, length, groupCount) => {
      const [first, second] = args;
      const x = asNumber(first, 'real', length);
      const y = asNumber(second, 'real', length);
      const meanX = means[0].reserve(groupCount);
      const meanY = means[1].reserve(groupCount);
      const product = products.reserve(groupCount);
      const count = counts.reserve(groupCount);
      if (!first || !second || !x || !y) return;
      const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
      for (let row = 0; row < length; row++) {
        const i = row * stepOf(first);
        const j = row * stepOf(second);
        if (isNullAt(x, i) || isNullAt(y, j) || (passes && !passes(row))) continue;
        const group = groups[row] ?? 0;
        const n = (count[group] ?? 0) + 1;
        count[group] = n;
        const deltaX = (x.values[i] ?? 0) - (meanX[group] ?? 0);
        meanX[group] = (meanX[group] ?? 0) + deltaX / n;
        const deltaY = (y.values[j] ?? 0) - (meanY[group] ?? 0);
        meanY[group] = (meanY[group] ?? 0) + deltaY / n;
        product[group] = (product[group] ?? 0) + deltaX * ((y.values[j] ?? 0) - (meanY[group] ?? 0));
      }
    },
    finish: (groupCount) => {
      const product = products.reserve(groupCount);
      const count = counts.reserve(groupCount);
      return [
        numbers(
          Float64Array.from({ length: groupCount }, (_, group) => {
            const n = (count[group] ?? 0) - (population ? 0 : 1);
            return n > 0 ? roundVariance((product[group] ?? 0) / n) : 0;
          }),
        ),
      ];
    },
  };
};

/** `binary_all_and`, `_or` and `_xor` over 64 bits; null where a group has no values. */
export const bitCombiner = (combine: (left: bigint, right: bigint) => bigint): Aggregator => {
  const bits: (bigint | undefined)[] = [];
  return {
    update: (args, groups, length) => {
      const [arg] = args;
      const vector = asNumber(arg, 'long', length);
      if (!arg || !vector) return;
      for (let row = 0; row < length; row++) {
        const at = row * stepOf(arg);
        if (isNullAt(vector, at)) continue;
        const group = groups[row] ?? 0;
        const value = vector.big?.get(at) ?? BigInt(vector.values[at] ?? 0);
        const held = bits[group];
        bits[group] = held === undefined ? value : combine(held, value);
      }
    },
    finish: (groupCount) => {
      const builder = numberBuilder(groupCount);
      for (let group = 0; group < groupCount; group++) {
        const value = bits[group];
        if (value === undefined) builder.setNull(group);
        else builder.setBig(group, BigInt.asIntN(64, value));
      }
      return [builder.finish()];
    },
  };
};
