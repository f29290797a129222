import { DataError } from '../data-error';
import { ticksAt } from '../functions/arithmetic';
import { convert, dynamicReader } from '../functions/read';
import type { Plan } from '../plan';
import type { EvaluationContext, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Json } from '../vector';
import { gather, isNullAt, jsonVector, numberBuilder } from '../vectors';
import { evaluateConstant, PlanError } from './expression';
import { type Frame, vectorFrame } from './frame';
import { createGroupIndex } from './group-index';
import { collect } from './sort';

type MakeSeries = Extract<Plan, { op: 'make-series' }>;

/** Longest series: Kusto's own limit. */
const maxPoints = 1_048_576;

/** A position on the axis as a whole number of ticks (times) or as the number itself. */
const positionOf = (value: TypedVector, row: number): number | undefined => {
  const { vector, type } = value;
  if (vector.kind !== 'number' || isNullAt(vector, row)) return undefined;
  return type === 'datetime' || type === 'timespan' ? Number(ticksAt(vector, row)) : (vector.values[row] ?? 0);
};

/** The axis values as a dynamic holds them. */
const axisValues = (type: ColumnType, start: number, step: number, length: number): Json[] => {
  const builder = numberBuilder(length);
  for (let at = 0; at < length; at++) {
    const value = start + at * step;
    if (type !== 'datetime' && type !== 'timespan') builder.set(at, value);
    else {
      const tenths = ((value % 10) + 10) % 10;
      builder.setTicks(at, (value - tenths) / 10, tenths);
    }
  }
  const read = dynamicReader({ type, constant: false, vector: builder.finish() });
  return Array.from({ length }, (_, at) => read(at));
};

type Bounds = { readonly start: number; readonly length: number };

/** Rows of a `summarize` by key and bin, gathered into one row per key with arrays along the axis. */
export const seriesFrame = async (
  plan: MakeSeries,
  frames: AsyncIterable<Frame>,
  context: EvaluationContext,
): Promise<Frame> => {
  const { columns } = plan.input;
  const all = await collect(columns, frames);
  const columnOf = (name: string): TypedVector => {
    const index = columns.findIndex((of) => of.name === name);
    if (index < 0) throw new PlanError(`make-series has no column ${name}`);
    return all.column(index);
  };
  const axis = columnOf(plan.bin);
  const stepType = axis.type === 'datetime' ? 'timespan' : axis.type;
  const constant = (expr: MakeSeries['step'] | undefined, type: ColumnType): number | undefined => {
    if (expr === undefined) return undefined;
    const value = evaluateConstant(expr, context);
    return positionOf({ type, constant: true, vector: convert(value, type, 1) }, 0);
  };
  const step = constant(plan.step, stepType) ?? 0;
  const from = constant(plan.from, axis.type);
  const to = constant(plan.to, axis.type);
  if (step <= 0) throw new DataError('make-series: the step must be positive');

  const keys = plan.keys.map(columnOf);
  const groups = createGroupIndex(keys.map(({ type }) => type));
  const ids = groups.assign(keys, all.length).slice(0, all.length);
  const rowsOf: number[][] = Array.from({ length: groups.size() }, () => []);
  for (let row = 0; row < all.length; row++) {
    if (positionOf(axis, row) !== undefined) rowsOf[ids[row] ?? 0]?.push(row);
  }
  if (plan.nonempty && plan.keys.length === 0 && rowsOf.length === 0) rowsOf.push([]);

  const boundsOf = (rows: readonly number[]): Bounds => {
    const found = rows.map((row) => positionOf(axis, row) ?? 0);
    const start = from ?? found.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    const last = found.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const count = to === undefined ? (last - start) / step + 1 : (to - start) / step + (plan.inclusive ? 1 : 0);
    const length = !Number.isFinite(count)
      ? 0
      : Math.max(0, plan.inclusive || to === undefined ? Math.floor(count + 1e-9) : Math.ceil(count - 1e-9));
    if (length > maxPoints) throw new DataError(`make-series: a series has more than ${maxPoints} points`);
    return { start: Number.isFinite(start) ? start : 0, length };
  };
  const kept = rowsOf.map((rows, group) => ({ rows, group })).filter(({ rows }) => rows.length > 0 || plan.nonempty);
  const bounds = kept.map(({ rows }) => boundsOf(rows));
  const series = plan.items.map(({ name, initial }): Json[] => {
    const read = dynamicReader(columnOf(name));
    const missing = dynamicReader(evaluateConstant(initial, context))(0);
    return kept.map(({ rows }, at) => {
      const { start, length } = bounds[at] ?? { start: 0, length: 0 };
      const values = Array.from<Json>({ length }).fill(missing);
      for (const row of rows) {
        const point = Math.round(((positionOf(axis, row) ?? 0) - start) / step);
        if (point >= 0 && point < length) values[point] = read(row);
      }
      return values;
    });
  });
  const selected = Int32Array.from(kept.map(({ group }) => group));
  const keyVectors = groups.values().map((vector, at): TypedVector => {
    const type = keys[at]?.type ?? 'dynamic';
    return { type, constant: false, vector: gather(vector, selected, selected.length) };
  });
  // Series over the same range share their axis.
  const axes = new Map<string, Json[]>();
  const axisOf = ({ start, length }: Bounds): Json => {
    const key = `${start} ${length}`;
    const values = axes.get(key) ?? axisValues(axis.type, start, step, length);
    axes.set(key, values);
    return values;
  };
  const arrays = [...series, bounds.map(axisOf)];
  return vectorFrame(
    [
      ...keyVectors,
      ...arrays.map((values): TypedVector => ({ type: 'dynamic', constant: false, vector: jsonVector(values) })),
    ],
    kept.length,
  );
};
