import type { ExprNode } from './ast';
import { bindExpr } from './bind-expression';
import { tabularOperand } from './bind-list';
import { convertTo } from './make-call';
import type { ExprContext } from './make-call';
import { semiJoin } from './bind-join';
import { diagnosticCodes as codes, eachOf, QueryProblem } from './diagnostic';
import { allOf, conjuncts } from './expr';
import type { Expr } from './plan';
import type { Table } from './scope';

const filtered = (table: Table, predicate: Expr): Table => ({
  ...table,
  name: undefined,
  operands: undefined,
  plan: { op: 'where', input: table.plan, predicate, columns: table.plan.columns },
});

/** `x in (table)` and `!in`, as a join runs them; the case-insensitive forms are expressions. */
const inTable = (node: ExprNode, context: ExprContext) => {
  if (node.kind !== 'operation' || !['in', '!in'].includes(node.operator.text)) return undefined;
  const [left, right, ...others] = node.operands;
  if (left === undefined || right === undefined || left.kind === 'star' || others.length > 0) return undefined;
  const query = tabularOperand(right, context);
  return query === undefined ? undefined : { left, query, operator: node.operator };
};

const conjunctNodes = (node: ExprNode): readonly ExprNode[] =>
  node.kind === 'operation' && node.operator.text === 'and' ? node.operands.flatMap(conjunctNodes) : [node];

/** `where`: conditions, and `x in (table)` among its `and`ed parts as a semi or anti join. */
export const bindWhere = (node: ExprNode, table: Table, context: ExprContext): Table => {
  const predicates: Expr[] = [];
  const joins: NonNullable<ReturnType<typeof inTable>>[] = [];
  eachOf(conjunctNodes(node), (part) => {
    const join = inTable(part, context);
    if (join !== undefined) joins.push(join);
    else predicates.push(bindExpr(part, context));
  });
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
