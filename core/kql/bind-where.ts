import type { ExprNode } from './ast';
import { bindExpr, convertTo } from './bind-expression';
import type { ExprContext } from './bind-expression';
import { semiJoin } from './bind-join';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { allOf, conjuncts } from './expr';
import { asTabular } from './parser';
import type { Expr } from './plan';
import type { Table } from './scope';
import { visibleColumns } from './scope';

const filtered = (table: Table, predicate: Expr): Table => ({
  ...table,
  name: undefined,
  plan: { op: 'where', input: table.plan, predicate, columns: table.plan.columns },
});

/** The tabular operand of `x in (table)`, when it has one. */
const inTable = (node: ExprNode, context: ExprContext) => {
  if (node.kind !== 'operation' || !['in', '!in', 'in~', '!in~'].includes(node.operator.text)) return undefined;
  const [left, right, ...others] = node.operands;
  if (left === undefined || right === undefined || others.length > 0) return undefined;
  const binding =
    right.kind === 'name'
      ? context.environment.find(right.name)
      : right.kind === 'call'
        ? context.environment.find(right.name.text)
        : undefined;
  const isColumn =
    right.kind === 'name' && context.table && visibleColumns(context.table).some((of) => of.name === right.name);
  const tabular =
    right.kind === 'tabular' ||
    (right.kind === 'call' && right.name.text === 'materialize') ||
    binding?.kind === 'table' ||
    (!isColumn && right.kind === 'name' && binding === undefined && context.state.tables.has(right.name));
  const query = tabular ? asTabular(right) : undefined;
  return query === undefined ? undefined : { left, query, operator: node.operator };
};

const conjunctNodes = (node: ExprNode): readonly ExprNode[] =>
  node.kind === 'operation' && node.operator.text === 'and' ? node.operands.flatMap(conjunctNodes) : [node];

/** `where`: conditions, and `x in (table)` among its `and`ed parts as a semi or anti join. */
export const bindWhere = (node: ExprNode, table: Table, context: ExprContext): Table => {
  const predicates: Expr[] = [];
  const joins: NonNullable<ReturnType<typeof inTable>>[] = [];
  for (const part of conjunctNodes(node)) {
    const join = inTable(part, context);
    if (join !== undefined) joins.push(join);
    else predicates.push(bindExpr(part, context));
  }
  const single = predicates.length === 1 && joins.length === 0 ? predicates[0] : undefined;
  if (single !== undefined && single.type !== 'bool') {
    throw new QueryProblem(
      codes.wrongType,
      `'where' operator: the expression must have the type bool, not ${single.type}`,
      node.span,
    );
  }
  const conditions = predicates.map((predicate) => {
    if (predicate.type !== 'bool' && predicate.type !== 'dynamic') {
      throw new QueryProblem(codes.wrongType, `and: a condition of type ${predicate.type} is not a bool`, node.span);
    }
    return convertTo(context, predicate, 'bool', node.span);
  });
  const predicate = allOf(conditions.flatMap(conjuncts));
  const rows = predicate === undefined ? table : filtered(table, predicate);
  return joins.reduce((result, join) => semiJoin(result, join, { ...context, table: result }), rows);
};
