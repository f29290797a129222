import type { Expr } from '../plan';
import type { EvaluationContext, TypedVector } from '../registry';
import type { ColumnSchema } from '../schema';
import type { NumberVector } from '../vectors';
import { truthReader } from '../functions/logical';
import { findScalar } from '../functions/registry';
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

/** Equality of a text column and a constant: by code, which is looked up once where the dictionary is small. */
const selectText = (
  column: TypedVector,
  wanted: TypedVector,
  length: number,
  rows: Int32Array,
  negated: boolean,
): number | undefined => {
  if (column.vector.kind !== 'text' || wanted.vector.kind !== 'text' || column.constant || !wanted.constant)
    return undefined;
  const { codes, dictionary } = column.vector;
  const [wantedCode = -1] = wanted.vector.codes;
  if (dictionary.length > length || wantedCode < 0) return undefined;
  const code = dictionary.indexOf(wanted.vector.dictionary[wantedCode] ?? '');
  // No row has code -2: a text the dictionary lacks.
  const looked = code < 0 ? -2 : code;
  let count = 0;
  if (negated) for (let row = 0; row < length; row++) if (codes[row] !== looked) rows[count++] = row;
  if (!negated) for (let row = 0; row < length; row++) if (codes[row] === looked) rows[count++] = row;
  return count;
};

const isPlain = (vector: NumberVector): boolean => !vector.nulls && !vector.tenths && !vector.big;

/** Whether all or none of the values within a range pass; undefined where some may. */
const decided = (name: string, [least, greatest]: readonly [number, number], limit: number): boolean | undefined => {
  switch (name) {
    case '<':
      return greatest < limit ? true : least >= limit ? false : undefined;
    case '<=':
      return greatest <= limit ? true : least > limit ? false : undefined;
    case '>':
      return least > limit ? true : greatest <= limit ? false : undefined;
    case '>=':
      return least >= limit ? true : greatest < limit ? false : undefined;
    default:
      return undefined;
  }
};

const selectNumbers = (
  name: string,
  column: TypedVector,
  bound: TypedVector,
  length: number,
  rows: Int32Array,
): number | undefined => {
  const compare = comparisons[name];
  if (!compare || !bound.constant || column.constant) return undefined;
  if (column.vector.kind !== 'number' || bound.vector.kind !== 'number') return undefined;
  if (!isPlain(column.vector) || !isPlain(bound.vector)) return undefined;
  const limit = bound.vector.values[0] ?? 0;
  const { range } = column.vector;
  const known = range && decided(name, range, limit);
  if (known !== undefined) return known ? length : 0;
  return compare(column.vector.values, length, limit, rows);
};

/** Writes the rows of a frame where a condition holds and returns how many; where all do, what it wrote is void. */
export type Select = (frame: Frame, rows: Int32Array) => number;

const selectTruth = (truth: TypedVector, length: number, rows: Int32Array): number => {
  let count = 0;
  const read = truthReader(truth, length);
  for (let row = 0; row < length; row++) if (read(row) === 1) rows[count++] = row;
  return count;
};

const selectEither =
  (branches: readonly Select[]): Select =>
  (frame, rows) => {
    const marks = new Uint8Array(frame.length);
    for (const branch of branches) {
      const found = branch(frame, rows);
      if (found === frame.length) return found;
      for (let at = 0; at < found; at++) marks[rows[at] ?? 0] = 1;
    }
    let count = 0;
    for (let row = 0; row < frame.length; row++) if (marks[row] === 1) rows[count++] = row;
    return count;
  };

/** Conditions one after another, each over the rows the ones before it kept. */
const selectAll =
  (conditions: readonly Select[]): Select =>
  (frame, rows) => {
    const [first, ...others] = conditions;
    let count = first ? first(frame, rows) : 0;
    for (const condition of others) {
      if (count === 0) return 0;
      if (count === frame.length) {
        count = condition(frame, rows);
        continue;
      }
      const kept = rows.slice(0, count);
      const found = condition(frame.select(kept, count), rows);
      if (found === count) rows.set(kept);
      else for (let at = 0; at < found; at++) rows[at] = kept[rows[at] ?? 0] ?? 0;
      count = found;
    }
    return count;
  };

const compileCall = (
  expr: Extract<Expr, { kind: 'call' }>,
  columns: readonly ColumnSchema[],
  context: EvaluationContext,
): Select => {
  const evaluate = compileExpr(expr, columns, context);
  const args = expr.args.map((arg) => compileExpr(arg, columns, context));
  const definition = findScalar(expr.name);
  const [left, right] = args;
  const pair = args.length === 2 && left && right ? { left, right } : undefined;
  return (frame, rows) => {
    const { length } = frame;
    let count: number | undefined;
    if (pair && expr.name in mirrored) {
      const [a, b] = [pair.left(frame), pair.right(frame)];
      count = a.constant
        ? selectNumbers(mirrored[expr.name] ?? '', b, a, length, rows)
        : selectNumbers(expr.name, a, b, length, rows);
    } else if (pair && (expr.name === '==' || expr.name === '!=')) {
      count = selectText(pair.left(frame), pair.right(frame), length, rows, expr.name === '!=');
    } else if (definition?.select) {
      count = definition.select(
        args.map((arg) => arg(frame)),
        length,
        rows,
      );
    }
    return count ?? selectTruth(evaluate(frame), length, rows);
  };
};

/** Rows where a condition holds, as a loop over columns rather than as a column of truths. */
export const compileSelect = (expr: Expr, columns: readonly ColumnSchema[], context: EvaluationContext): Select => {
  if (expr.kind === 'call' && expr.name === 'and') {
    return selectAll(conjuncts(expr).map((arg) => compileSelect(arg, columns, context)));
  }
  if (expr.kind === 'call' && expr.name === 'or') {
    return selectEither(expr.args.map((arg) => compileSelect(arg, columns, context)));
  }
  if (expr.kind === 'call') return compileCall(expr, columns, context);
  const evaluate = compileExpr(expr, columns, context);
  return (frame, rows) => selectTruth(evaluate(frame), frame.length, rows);
};

/** Filter of a whole predicate. A frame all of whose rows pass is handed on as it is. */
export const compileFilter = (
  predicate: Expr,
  columns: readonly ColumnSchema[],
  context: EvaluationContext,
): Filter => {
  const filters = conjuncts(predicate).map((conjunct): Filter => {
    const select = compileSelect(conjunct, columns, context);
    // Reused from frame to frame: only the rows that stay are copied out.
    let scratch = new Int32Array(0);
    return (frame) => {
      if (scratch.length < frame.length) scratch = new Int32Array(frame.length);
      const count = select(frame, scratch);
      return count === frame.length ? frame : frame.select(scratch.slice(0, count), count);
    };
  });
  return (frame) => filters.reduce((rest, filter) => (rest.length === 0 ? rest : filter(rest)), frame);
};
