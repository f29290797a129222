import type { ExprNode, OperatorNode } from './ast';
import { projected } from './bind-columns';
import { bindConstant, bindExpr } from './bind-expression';
import { callByName } from './make-call';
import type { ExprContext } from './make-call';
import { bindSummarize } from './bind-summarize';
import { bindWhere } from './bind-where';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { column, isLiteral, literal } from './expr';
import { impliedName } from './naming';
import type { Expr, Plan } from './plan';
import type { ColumnSchema, ColumnType } from './schema';
import type { Table } from './scope';

type Node = OperatorNode & { readonly kind: 'make-series' };

const numbers = new Set<ColumnType>(['int', 'long', 'real', 'decimal']);

const nameNode = (name: string, span: Span): ExprNode => ({ kind: 'name', name, span });
const compare = (operator: string, left: ExprNode, right: ExprNode, span: Span): ExprNode => ({
  kind: 'operation',
  operator: { text: operator, span },
  operands: [left, right],
  span,
});

/** The point an axis value belongs to: steps are counted from `from`, or from zero where the series has no fixed start. */
const bindBin = (axis: Expr, step: Expr, from: Expr | undefined, context: ExprContext, span: Span): Expr => {
  if (from === undefined) return callByName(context, 'bin', [axis, step], span);
  const even = isLiteral(from) && isLiteral(step) ? callByName(context, 'bin', [from, step], span) : undefined;
  // A start on a whole bin needs no shift, and stores can run `bin`.
  const aligned =
    isLiteral(from) && even?.kind === 'literal' && even.value === from.value && even.tenths === from.tenths;
  return aligned
    ? callByName(context, 'bin', [axis, step], span)
    : callByName(context, 'bin_at', [axis, step, from], span);
};

const initialOf = (type: ColumnType): Expr => (numbers.has(type) ? literal('long', 0) : literal('dynamic', null));

/** A bound of the axis, with the axis's type; not a column's value. */
const bindBound = (node: ExprNode | undefined, axis: ColumnType, context: ExprContext): Expr | undefined => {
  if (node === undefined) return undefined;
  const expr = bindExpr(node, { ...context, table: undefined });
  if (expr.type === axis || (numbers.has(axis) && numbers.has(expr.type))) return expr;
  throw new QueryProblem(codes.wrongType, `make-series: ${axis} expected, not ${expr.type}`, node.span);
};

const dynamic = (name: string): ColumnSchema => ({ name, type: 'dynamic' });

/** `make-series`: a `summarize` by key and point, whose rows are then gathered along the axis. */
export const makeSeries = (node: Node, table: Table, context: ExprContext): Table => {
  const { span } = node;
  const kind = node.parameters.find(({ name }) => name === 'kind');
  if (kind !== undefined && kind.value !== 'nonempty') {
    throw new QueryProblem(codes.syntax, `make-series: there is no kind=${kind.value}`, kind.span);
  }
  const axis = bindExpr(node.on.expr, context);
  if (axis.type !== 'datetime' && axis.type !== 'timespan' && !numbers.has(axis.type)) {
    const message = `make-series: the axis must be a datetime, timespan or number, not ${axis.type}`;
    throw new QueryProblem(codes.wrongType, message, node.on.span);
  }
  const from = bindBound(node.from, axis.type, context);
  const to = bindBound(node.to, axis.type, context);
  const step = bindBound(node.step, axis.type === 'datetime' ? 'timespan' : axis.type, context);
  if (step === undefined) throw new RangeError('make-series has a step');

  const conditions = [
    ...(node.from === undefined ? [] : [compare('>=', node.on.expr, node.from, span)]),
    ...(node.to === undefined ? [] : [compare(node.inRange ? '<=' : '<', node.on.expr, node.to, span)]),
  ];
  const rows = conditions.reduce((of, condition) => bindWhere(condition, of, { ...context, table: of }), table);

  const bin = '$bin';
  const binned = projected(
    rows,
    [
      ...rows.plan.columns.map((of) => ({ name: of.name, expr: column(of) })),
      { name: bin, expr: bindBin(axis, step, from, context, span) },
    ],
    rows.hidden,
  );
  const summarize: OperatorNode & { readonly kind: 'summarize' } = {
    kind: 'summarize',
    keyword: node.keyword,
    aggregates: node.items,
    by: [...node.by, { expr: nameNode(bin, span), span }],
    span,
  };
  const grouped = bindSummarize(summarize, binned, { ...context, table: binned });
  const at = grouped.plan.columns.findIndex((of) => of.name === bin);
  const keys = grouped.plan.columns.slice(0, at);
  const values = grouped.plan.columns.slice(at + 1);
  if (values.length !== node.items.length) {
    throw new QueryProblem(
      codes.unsupported,
      'make-series with an aggregate of several columns is not supported',
      span,
    );
  }
  const axisName = node.on.name?.text ?? (impliedName(node.on.expr) || 'Column1');
  if (grouped.plan.columns.some((of) => of.name === axisName)) {
    const message = `A column with the name '${axisName}' is already declared`;
    throw new QueryProblem(codes.duplicateName, message, node.on.span);
  }
  const items = values.map((of, index) => {
    const initial = node.items[index]?.initial;
    return { name: of.name, initial: initial === undefined ? initialOf(of.type) : bindConstant(initial, context) };
  });
  const plan: Plan = {
    op: 'make-series',
    input: grouped.plan,
    keys: keys.map((of) => of.name),
    bin,
    items,
    from,
    to,
    step,
    inclusive: node.inRange,
    nonempty: kind !== undefined,
    columns: [...keys, ...values.map((of) => dynamic(of.name)), dynamic(axisName)],
  };
  return { plan, serialized: false, hidden: false };
};
