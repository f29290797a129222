import { findScalar } from '../functions/registry';
import { parseDatetimeTicks, parseTimespanTicks } from '../datetime';
import type { Expr } from '../plan';
import type { EvaluationContext, TypedVector } from '../registry';
import type { ColumnSchema } from '../schema';
import type { Scalar, Vector } from '../vector';
import { numberBuilder, nullVector, textVector } from '../vectors';
import type { Frame } from './frame';

export type Evaluator = (frame: Frame) => TypedVector;

/** A plan that does not fit the registry or its own schema: a defect, not a user's mistake. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

const jsonOf = (value: Scalar): Extract<Vector, { kind: 'json' }> => ({
  kind: 'json',
  values: [
    typeof value === 'object' && value !== null ? value.json : typeof value === 'bigint' ? Number(value) : value,
  ],
});

/** One-row vector of a literal. */
export const literalVector = ({ value, type, tenths }: Extract<Expr, { kind: 'literal' }>): Vector => {
  if (type === 'dynamic') return jsonOf(value);
  if (value === null || (typeof value === 'object' && value.json === null)) return nullVector(type, 1);
  if (type === 'string' || type === 'guid') return textVector([String(value)]);
  const builder = numberBuilder(1);
  if (typeof value === 'bigint') builder.setBig(0, value);
  else if (typeof value === 'string') {
    const ticks = type === 'datetime' ? parseDatetimeTicks(value) : parseTimespanTicks(value);
    if (ticks) builder.setTicks(0, ticks.micros, ticks.tenths);
    else builder.setNull(0);
  } else builder.setTicks(0, Number(value), tenths ?? 0);
  return builder.finish();
};

/** True where the expression calls a function that must see the whole serialized input. */
export const hasWindow = (expr: Expr): boolean =>
  expr.kind === 'call' && (findScalar(expr.name)?.window === true || expr.args.some(hasWindow));

const isConstant = (expr: Expr): boolean =>
  expr.kind === 'literal' ||
  (expr.kind === 'call' && !hasWindow(expr) && findScalar(expr.name)?.volatile !== true && expr.args.every(isConstant));

const noColumns: Frame = {
  length: 1,
  column: () => {
    throw new PlanError('a constant refers to a column');
  },
  select: () => noColumns,
};

/** Makes a function that evaluates an expression over frames of the given columns. Constants are evaluated once. */
export const compileExpr = (expr: Expr, columns: readonly ColumnSchema[], context: EvaluationContext): Evaluator => {
  switch (expr.kind) {
    case 'column': {
      const index = columns.findIndex(({ name }) => name === expr.name);
      if (index < 0) throw new PlanError(`the input has no column ${expr.name}`);
      return (frame) => frame.column(index);
    }
    case 'literal': {
      const literal: TypedVector = { type: expr.type, constant: true, vector: literalVector(expr) };
      return () => literal;
    }
    case 'subquery':
      throw new PlanError('a subquery that has not been run');
    case 'call': {
      const definition = findScalar(expr.name);
      if (!definition) throw new PlanError(`no function ${expr.name}`);
      const args = expr.args.map((arg) => compileExpr(arg, columns, context));
      const everyRow = definition.window === true || definition.volatile === true;
      const evaluate: Evaluator = (frame) => {
        const values = args.map((arg) => arg(frame));
        const constant = !everyRow && values.every((value) => value.constant);
        const vector = definition.evaluate(values, constant ? 1 : frame.length, context);
        return { type: expr.type, constant, vector };
      };
      if (!isConstant(expr)) return evaluate;
      let once: TypedVector | undefined;
      return () => (once ??= evaluate(noColumns));
    }
  }
};

/** Value of an expression without columns. */
export const evaluateConstant = (expr: Expr, context: EvaluationContext): TypedVector =>
  compileExpr(expr, [], context)(noColumns);
