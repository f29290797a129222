import type { OperatorNode, TabularNode } from './ast';
import { kept, projected } from './bind-columns';
import { bindExpr } from './bind-expression';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { keepColumns, literal } from './expr';
import { callByName, convertTo } from './make-call';
import type { ExprContext } from './make-call';
import type { Plan } from './plan';
import type { ColumnSchema } from './schema';
import { Environment, SchemaQuestion } from './scope';
import type { Table } from './scope';

type Node = OperatorNode & { readonly kind: 'partition' };

/** Most values a query in braces is run for: Kusto's own limit. */
const maxValues = 64;

/** The distinct values of a column as texts, which only the data can tell. */
const textsOf = (table: Table, key: ColumnSchema, span: Span, context: ExprContext): readonly string[] => {
  const { state } = context;
  const known = state.schemas[state.asked];
  if (known === undefined) {
    const text = callByName(context, 'tostring', [{ kind: 'column', ...key }], span);
    const message = `What 'partition by ${key.name} { }' runs depends on the data`;
    const { plan } = projected(table, [{ name: key.name, expr: text }]);
    throw new SchemaQuestion('values', plan, new QueryProblem(codes.unsupported, message, span));
  }
  state.asked++;
  if (known.length > maxValues) {
    const message = `partition: the column '${key.name}' has more than ${maxValues} values; write the subquery in parentheses`;
    throw new QueryProblem(codes.tooComplex, message, span);
  }
  return known.map(({ name }) => name);
};

/** `partition by Column { query }`: the query once for each value, which it knows by the column's name. */
const partitionByValue = (node: Node, query: TabularNode, key: ColumnSchema, table: Table, context: ExprContext) => {
  const values = textsOf(table, key, node.span, context);
  const bound = (expr: ReturnType<typeof literal>): Plan => {
    const environment = new Environment(context.environment);
    const value = convertTo(context, expr, key.type, node.by.span);
    environment.add(key.name, { kind: 'scalar', expr: value });
    return kept(context.state.bindTabular(query, environment)).plan;
  };
  const inputs = values.map((text) => bound(literal('string', text)));
  const [first] = inputs;
  if (first !== undefined) return { op: 'union' as const, inputs, columns: first.columns };
  const none = bound(literal('string', ''));
  return { op: 'take' as const, input: none, count: 0, columns: none.columns };
};

/** `partition by Column (subquery)`: the rows of all subqueries, one after another. */
export const partition = (node: Node, table: Table, context: ExprContext): Table => {
  const key = bindExpr(node.by.expr, context);
  if (key.kind !== 'column') {
    throw new QueryProblem(codes.wrongType, 'partition takes the name of a column', node.by.span);
  }
  if (key.type === 'dynamic') {
    throw new QueryProblem(codes.wrongType, 'partition: the column cannot be dynamic', node.by.span);
  }
  const whole = kept(table);
  if (node.query !== undefined) {
    const plan = partitionByValue(node, node.query, { name: key.name, type: key.type }, whole, context);
    return { plan, serialized: false, hidden: false };
  }
  const rows = `partition ${context.state.groups++}`;
  const leaf: Plan = { op: 'rows', rows, columns: whole.plan.columns };
  const group: Table = { plan: keepColumns(leaf, leaf.columns), serialized: table.serialized, hidden: false };
  const sub = kept(context.state.bindOperators(group, node.operators, context.environment));
  const { columns } = sub.plan;
  return {
    plan: { op: 'partition', input: whole.plan, by: [key.name], carried: [], rows, sub: sub.plan, columns },
    serialized: false,
    hidden: false,
  };
};
