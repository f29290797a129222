import type { LiteralExpr } from './expr';
import { literal } from './expr';
import type { EvaluationContext, ScalarFunction, TypedVector } from './registry';
import type { ColumnType } from './schema';
import type { Json, Scalar, Vector } from './vector';
import { jsonVector, nullVector, numberBuilder, textVector, vectorKind } from './vectors';

const jsonOf = (value: Scalar): Json => {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'object' && value !== null ? value.json : value;
};

/** A literal as a constant vector of length 1. */
export const constantVector = (of: LiteralExpr): TypedVector => {
  const { type, value } = of;
  const vector = ((): Vector => {
    if (value === null) return nullVector(type, 1);
    switch (vectorKind(type)) {
      case 'text':
        return textVector([String(value)]);
      case 'json':
        return jsonVector([jsonOf(value)]);
      case 'number': {
        const builder = numberBuilder(1);
        if (typeof value === 'bigint') builder.setBig(0, value);
        else builder.setTicks(0, Number(value), of.tenths ?? 0);
        return builder.finish();
      }
    }
  })();
  return { type, vector, constant: true };
};

/** The value of row 0 as a literal. */
export const literalOf = (type: ColumnType, vector: Vector): LiteralExpr => {
  switch (vector.kind) {
    case 'text': {
      const text = vector.dictionary[vector.codes[0] ?? -1];
      return literal(type, text ?? (type === 'string' ? '' : null));
    }
    case 'json': {
      const json = vector.values[0] ?? null;
      return literal(type, json === null ? null : { json });
    }
    case 'number': {
      if (vector.nulls?.[0] === 1) return literal(type, null);
      const value = vector.big?.get(0) ?? vector.values[0] ?? 0;
      if (type === 'bool') return literal(type, value !== 0);
      return literal(type, value, vector.tenths?.[0] ?? 0);
    }
  }
};

/** The call's value when all arguments are literals: constants such as `ago(7d)` become comparable by a store. */
export const fold = (
  fn: ScalarFunction,
  args: readonly LiteralExpr[],
  type: ColumnType,
  context: EvaluationContext,
): LiteralExpr | undefined => {
  if (fn.window === true || fn.volatile === true) return undefined;
  const result = fn.evaluate(args.map(constantVector), 1, context);
  return literalOf(type, result);
};
