import type { Expr } from '../plan';
import type { EvaluationContext } from '../registry';
import type { ColumnSchema } from '../schema';
import type { NumberVector } from '../vectors';
import { truthReader } from '../functions/logical';
import { compileExpr } from './expression';
import type { Frame } from './frame';

/** Keeps the rows where a condition holds. */
type Filter = (frame: Frame) => Frame;

export const conjuncts = (predicate: Expr): readonly Expr[] =>
  predicate.kind === 'call' && predicate.name === 'and' ? predicate.args.flatMap(conjuncts) : [predicate];

const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

type Comparison = (values: Float64Array, length: number, bound: number, rows: Int32Array) => number;

/** The loops of the commonest filter, a time or number column against a constant: no intermediate column of truths. */
const comparisons: Readonly<Record<string, Comparison>> = {
  '<': (values, length, bound, rows) => {
    let count = 0;
    for (let row = 0; row < length; row++) if ((values[row] ?? 0) < bound) rows[count++] = row;
    return count;
  },
  '<=': (values, length, bound, rows) => {
    let count = 0;
    for (let row = 0; row < length; row++) if ((values[row] ?? 0) <= bound) rows[count++] = row;
    return count;
  },
  '>': (values, length, bound, rows) => {
    let count = 0;
    for (let row = 0; row < length; row++) if ((values[row] ?? 0) > bound) rows[count++] = row;
    return count;
  },
  '>=': (values, length, bound, rows) => {
    let count = 0;
    for (let row = 0; row < length; row++) if ((values[row] ?? 0) >= bound) rows[count++] = row;
    return count;
  },
};

const isPlain = (vector: NumberVector): boolean => !vector.nulls && !vector.tenths && !vector.big;

const keep = (frame: Frame, rows: Int32Array, count: number): Frame =>
  count === frame.length ? frame : frame.select(rows, count);

const comparisonFilter = (
  expr: Expr,
  columns: readonly ColumnSchema[],
  context: EvaluationContext,
  otherwise: Filter,
): Filter | undefined => {
  if (expr.kind !== 'call' || expr.args.length !== 2) return undefined;
  const [left, right] = expr.args;
  if (!left || !right || !(expr.name in mirrored)) return undefined;
  const swap = left.kind !== 'column';
  const compare = comparisons[swap ? (mirrored[expr.name] ?? '') : expr.name];
  if (!compare) return undefined;
  const value = compileExpr(swap ? right : left, columns, context);
  const bound = compileExpr(swap ? left : right, columns, context);
  return (frame) => {
    const column = value(frame);
    const limit = bound(frame);
    if (!limit.constant || column.constant) return otherwise(frame);
    if (column.vector.kind !== 'number' || limit.vector.kind !== 'number') return otherwise(frame);
    if (!isPlain(column.vector) || !isPlain(limit.vector)) return otherwise(frame);
    const rows = new Int32Array(frame.length);
    return keep(frame, rows, compare(column.vector.values, frame.length, limit.vector.values[0] ?? 0, rows));
  };
};

const conditionFilter = (expr: Expr, columns: readonly ColumnSchema[], context: EvaluationContext): Filter => {
  const evaluate = compileExpr(expr, columns, context);
  return (frame) => {
    const truth = evaluate(frame);
    if (truth.constant) return truthReader(truth, 1)(0) === 1 ? frame : frame.select(new Int32Array(0), 0);
    const { length } = frame;
    const rows = new Int32Array(length);
    let count = 0;
    if (truth.vector.kind === 'number') {
      const { values, nulls } = truth.vector;
      for (let row = 0; row < length; row++) {
        if (values[row] === 1 && !(nulls && nulls[row] === 1)) rows[count++] = row;
      }
    } else {
      const read = truthReader(truth, length);
      for (let row = 0; row < length; row++) if (read(row) === 1) rows[count++] = row;
    }
    return keep(frame, rows, count);
  };
};

/** Filter of a whole predicate: conjuncts one after another, each over the rows the ones before it kept. */
export const compileFilter = (
  predicate: Expr,
  columns: readonly ColumnSchema[],
  context: EvaluationContext,
): Filter => {
  const filters = conjuncts(predicate).map((conjunct) => {
    const general = conditionFilter(conjunct, columns, context);
    return comparisonFilter(conjunct, columns, context, general) ?? general;
  });
  return (frame) => filters.reduce((rest, filter) => (rest.length === 0 ? rest : filter(rest)), frame);
};
