import type { ExprNode, FunctionNode, TabularNode } from './ast';
import { literal } from './expr';
import type { LiteralExpr } from './expr';
import type { ExprContext } from './make-call';
import { asTabular } from './as-tabular';
import type { Expr } from './plan';
import type { ScalarFunction } from './registry';
import { visibleColumns } from './scope';
import type { Json } from './vector';

/** Operators whose right side is a list. */
export const lists = new Set(['in', 'in~', '!in', '!in~', 'has_any', 'has_all', '!has_any', '!has_all']);

const elementLiteral = (value: Json): LiteralExpr => {
  switch (typeof value) {
    case 'string':
      return literal('string', value);
    case 'boolean':
      return literal('bool', value);
    case 'number':
      return literal(Number.isSafeInteger(value) ? 'long' : 'real', value);
    default:
      return literal('dynamic', value === null ? null : { json: value });
  }
};

/** Right side of `in` and `has_any`: a literal array stands for its elements. */
export const listOperands = (left: Expr, right: readonly Expr[], fn: ScalarFunction): readonly Expr[] => {
  const flat = right.flatMap((expr): readonly Expr[] => {
    if (expr.kind !== 'literal' || expr.type !== 'dynamic') return [expr];
    const { value } = expr;
    if (typeof value !== 'object' || value === null || !Array.isArray(value.json)) return [expr];
    return value.json.map(elementLiteral);
  });
  const fits = fn.resolve([left.type, ...flat.map((expr) => expr.type)]) !== undefined;
  return fits ? flat : right;
};

/** The tabular expression that stands on the right of `in`, when it is one. */
export const tabularOperand = (node: ExprNode, context: ExprContext): TabularNode | undefined => {
  const name = node.kind === 'name' ? node.name : node.kind === 'call' ? node.name.text : undefined;
  const binding = name === undefined ? undefined : context.environment.find(name);
  const isColumn =
    node.kind === 'name' && context.table && visibleColumns(context.table).some((of) => of.name === node.name);
  const stored = node.kind === 'name' && binding === undefined && context.state.tables.has(node.name);
  const isTable =
    node.kind === 'tabular' ||
    (node.kind === 'call' && (name === 'materialize' || name === 'table')) ||
    (!isColumn && (binding?.kind === 'table' || stored)) ||
    (!isColumn && binding?.kind === 'function' && givesTable(binding.fn, context));
  return isTable ? asTabular(node) : undefined;
};

/** True where the body of a function is a table: by its form, as binding it takes its arguments. */
const givesTable = ({ body }: FunctionNode, { state }: ExprContext): boolean => {
  const { result, lets } = body;
  if (result.kind === 'tabular') return true;
  if (result.kind !== 'name') return false;
  const bound = lets.find(({ name }) => name.text === result.name)?.value;
  return bound === undefined
    ? state.tables.has(result.name)
    : bound.kind === 'expression' && bound.expr.kind === 'tabular';
};
