import { concatBatches } from '../batch';
import { createKeyIndex } from '../execute/key-index';
import { PairIndex } from '../execute/pair-index';
import type { Aggregator } from '../registry';
import type { ColumnType } from '../schema';
import type { Json, Vector } from '../vector';
import { gather, gatherOrNull, isNullAt, nullVector, numberBuilder, textAt, vectorKind } from '../vectors';
import { condition, PerGroup } from './aggregate-numbers';
import { stepOf } from './define';
import { dynamicReader } from './read';

const sortText = (vector: Vector, row: number): string =>
  vector.kind === 'text'
    ? (vector.dictionary[vector.codes[row] ?? -1] ?? '')
    : vector.kind === 'json'
      ? JSON.stringify(vector.values[row] ?? null)
      : '';

/** Order of two rows of vectors of one type: below 0 when the left is first. Neither is null. */
export const compareAt = (left: Vector, i: number, right: Vector, j: number): number => {
  if (left.kind === 'number' && right.kind === 'number') {
    const x = left.values[i] ?? 0;
    const y = right.values[j] ?? 0;
    if (x !== y) return x < y ? -1 : x > y ? 1 : Number.isNaN(x) ? (Number.isNaN(y) ? 0 : -1) : 1;
    if (left.big || right.big) {
      const a = left.big?.get(i) ?? BigInt(x);
      const b = right.big?.get(j) ?? BigInt(y);
      return a < b ? -1 : a > b ? 1 : 0;
    }
    return (left.tenths?.[i] ?? 0) - (right.tenths?.[j] ?? 0);
  }
  const s = sortText(left, i);
  const t = sortText(right, j);
  return s < t ? -1 : s > t ? 1 : 0;
};

/** Rows kept for later are thinned out when they are this many times the groups, plus a batch. */
const keptPerGroup = 4;
const keptAnyway = 65_536;

/** Values of chosen rows of a batch, kept until the end. */
type Kept = { readonly vectors: readonly Vector[]; readonly length: number };

/**
 * Keeps one row per group and returns its arguments: `arg_max` and `arg_min` (the first row with the best non-null
 * first argument, else the first row), `max`, `min` (the same without companions) and `take_any` (the first row).
 */
export const rowKeeper = (
  types: readonly ColumnType[],
  better: (order: number) => boolean,
  byFirst: boolean,
  { conditionIndex, skipEmpty = false }: { readonly conditionIndex?: number; readonly skipEmpty?: boolean } = {},
): Aggregator => {
  const absent = (vector: Vector, row: number): boolean =>
    isNullAt(vector, row) || (skipEmpty && vector.kind === 'text' && textAt(vector, row) === '');
  const returned = types.filter((_, index) => index !== conditionIndex);
  const where = new PerGroup(-1);
  const rowOf = new PerGroup(-1);
  let kept: Kept[] = [];
  let keptRows = 0;

  /** The kept row of each group as one set of vectors; groups without a row get null. */
  const winners = (groupCount: number): Kept => {
    const wheres = where.reserve(groupCount);
    const rows = rowOf.reserve(groupCount);
    const offsets: number[] = [];
    let total = 0;
    for (const { length } of kept) {
      offsets.push(total);
      total += length;
    }
    const positions = new Int32Array(groupCount);
    for (let group = 0; group < groupCount; group++) {
      const held = wheres[group] ?? -1;
      positions[group] = held < 0 ? -1 : (offsets[held] ?? 0) + (rows[group] ?? 0);
    }
    const columns = returned.map((type) => ({ name: '', type }));
    const all = concatBatches(
      columns,
      kept.map((batch) => ({ columns, ...batch })),
    );
    return {
      vectors: columns.map(({ type }, index) => {
        const vector = all.vectors[index];
        return vector && total > 0 ? gatherOrNull(vector, type, positions, groupCount) : nullVector(type, groupCount);
      }),
      length: groupCount,
    };
  };

  /** Keeps only what the groups hold now. */
  const thin = (groupCount: number): void => {
    const batch = winners(groupCount);
    const wheres = where.reserve(groupCount);
    const rows = rowOf.reserve(groupCount);
    for (let group = 0; group < groupCount; group++) {
      if ((wheres[group] ?? -1) < 0) continue;
      wheres[group] = 0;
      rows[group] = group;
    }
    kept = [batch];
    keptRows = groupCount;
  };

  return {
    update: (args, groups, length, groupCount) => {
      const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
      const values = args.filter((_, index) => index !== conditionIndex);
      const wheres = where.reserve(groupCount);
      const rows = rowOf.reserve(groupCount);
      const [key] = values;
      if (!key) return;
      const step = stepOf(key);
      const { vector } = key;
      const batch = kept.length;
      // Rows of this batch are numbered as in the batch first, and renumbered once it is known which of them stay.
      for (let row = 0; row < length; row++) {
        if (passes && !passes(row)) continue;
        const group = groups[row] ?? 0;
        const held = wheres[group] ?? -1;
        if (held >= 0) {
          if (!byFirst || absent(vector, row * step)) continue;
          const heldRow = rows[group] ?? 0;
          const other = held === batch ? vector : kept[held]?.vectors[0];
          const otherRow = held === batch ? heldRow * step : heldRow;
          if (other && !absent(other, otherRow) && !better(compareAt(vector, row * step, other, otherRow))) continue;
        } else if (byFirst && returned.length === 1 && absent(vector, row * step)) {
          continue;
        }
        wheres[group] = batch;
        rows[group] = row;
      }
      const chosen = new Int32Array(Math.min(length, groupCount));
      let count = 0;
      for (let group = 0; group < groupCount && count < chosen.length; group++) {
        if (wheres[group] !== batch) continue;
        chosen[count] = rows[group] ?? 0;
        rows[group] = count++;
      }
      if (count === 0) return;
      const constantRows = new Int32Array(count);
      kept.push({
        vectors: values.map((value) => gather(value.vector, value.constant ? constantRows : chosen, count)),
        length: count,
      });
      keptRows += count;
      if (keptRows > groupCount * keptPerGroup + keptAnyway) thin(groupCount);
    },
    finish: (groupCount) => winners(groupCount).vectors,
  };
};

/** `min` and `max` of numbers and times without the row they come from; exact through the row keeper where needed. */
export const extremum = (
  type: ColumnType,
  better: (order: number) => boolean,
  conditionIndex: number | undefined,
): Aggregator => {
  if (vectorKind(type) !== 'number')
    return rowKeeper(conditionIndex === undefined ? [type] : [type, 'bool'], better, true, { conditionIndex });
  const least = better(-1);
  const best = new PerGroup(Number.NaN);
  const tenths = new PerGroup();
  const exact = new Map<number, bigint>();
  const seen = new PerGroup();
  return {
    update: (args, groups, length, groupCount) => {
      const values = best.reserve(groupCount);
      const fine = tenths.reserve(groupCount);
      const known = seen.reserve(groupCount);
      const [arg] = args;
      if (arg?.vector.kind !== 'number') return;
      const { vector } = arg;
      const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
      const step = stepOf(arg);
      for (let row = 0; row < length; row++) {
        const at = row * step;
        if ((vector.nulls && vector.nulls[at] === 1) || (passes && !passes(row))) continue;
        const group = groups[row] ?? 0;
        const value = vector.values[at] ?? 0;
        const held = values[group] ?? 0;
        const tenth = vector.tenths?.[at] ?? 0;
        const big = vector.big?.get(at);
        const tie = value === held && (tenth !== fine[group] || big !== exact.get(group));
        const wins =
          known[group] === 0 ||
          (least ? value < held : value > held) ||
          Number.isNaN(held) ||
          (tie &&
            (big === undefined
              ? least
                ? tenth < (fine[group] ?? 0)
                : tenth > (fine[group] ?? 0)
              : least === big < (exact.get(group) ?? BigInt(held))));
        if (!wins) continue;
        known[group] = 1;
        values[group] = value;
        fine[group] = tenth;
        if (big !== undefined) exact.set(group, big);
        else if (exact.size > 0) exact.delete(group);
      }
    },
    finish: (groupCount) => {
      const values = best.reserve(groupCount);
      const builder = numberBuilder(groupCount);
      for (let group = 0; group < groupCount; group++) {
        const big = exact.get(group);
        if ((seen.reserve(groupCount)[group] ?? 0) === 0) builder.setNull(group);
        else if (big !== undefined) builder.setBig(group, big);
        else builder.setTicks(group, values[group] ?? 0, tenths.reserve(groupCount)[group] ?? 0);
      }
      return [builder.finish()];
    },
  };
};

/** `dcount`, exact; null is not counted. */
export const distinctCounter = (type: ColumnType, conditionIndex: number | undefined): Aggregator => {
  const keys = createKeyIndex(type);
  const pairs = new PairIndex();
  const counts = new PerGroup();
  let ids = new Int32Array(0);
  return {
    update: (args, groups, length, groupCount) => {
      const values = counts.reserve(groupCount);
      const arg = args[0];
      if (!arg) return;
      const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
      if (ids.length < length) ids = new Int32Array(length);
      const step = stepOf(arg);
      keys.assign(arg.vector, step, length, ids);
      for (let row = 0; row < length; row++) {
        if ((passes && !passes(row)) || isNullAt(arg.vector, row * step)) continue;
        const group = groups[row] ?? 0;
        const before = pairs.size;
        if (pairs.assign(group, ids[row] ?? 0) === before) values[group] = (values[group] ?? 0) + 1;
      }
    },
    finish: (groupCount) => [{ kind: 'number', values: counts.reserve(groupCount).slice(0, groupCount) }],
  };
};

type CollectorOptions = {
  readonly distinct: boolean;
  readonly keepNulls?: boolean;
  readonly sizeIndex?: number;
  readonly conditionIndex?: number;
};

const keyOf = (value: Json): Json => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

/** `make_set` and `make_list` with their `if` forms: values in the order they occur, at most 1,048,576 a group. */
export const collector = ({ distinct, keepNulls, sizeIndex, conditionIndex }: CollectorOptions): Aggregator => {
  const lists: Json[][] = [];
  const seen: Set<Json>[] = [];
  return {
    update: (args, groups, length, groupCount) => {
      while (lists.length < groupCount) {
        lists.push([]);
        seen.push(new Set());
      }
      const arg = args[0];
      if (!arg) return;
      const read = dynamicReader(arg);
      const passes = condition(conditionIndex === undefined ? undefined : args[conditionIndex], length);
      const size = sizeIndex === undefined ? undefined : args[sizeIndex];
      const limit = size?.vector.kind === 'number' ? (size.vector.values[0] ?? 1_048_576) : 1_048_576;
      for (let row = 0; row < length; row++) {
        if (passes && !passes(row)) continue;
        const value = read(row);
        if (value === null && !keepNulls) continue;
        const group = groups[row] ?? 0;
        const list = lists[group];
        if (!list || list.length >= limit) continue;
        // Kusto takes the elements of arrays, in lists too; the form that keeps nulls is not known to.
        for (const element of Array.isArray(value) && !keepNulls ? value : [value]) {
          if (list.length >= limit) break;
          if (distinct) {
            const key = keyOf(element);
            if (seen[group]?.has(key)) continue;
            seen[group]?.add(key);
          }
          list.push(element);
        }
      }
    },
    finish: (groupCount) => [
      { kind: 'json', values: Array.from({ length: groupCount }, (_, group): Json => lists[group] ?? []) },
    ],
  };
};
