import type { ExpandItem, OperatorNode, Parameter } from './ast';
import { kept } from './bind-columns';
import { bindCount, bindExpr } from './bind-expression';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, eachOf, QueryProblem } from './diagnostic';
import { keepColumns } from './expr';
import { ColumnNames, impliedName } from './naming';
import type { Plan } from './plan';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

type Node<Kind extends OperatorNode['kind']> = OperatorNode & { readonly kind: Kind };
type Expansion = Extract<Plan, { op: 'mv-expand' }>['expansions'][number];

const modeOf = (parameters: readonly Parameter[], operator: string): 'bag' | 'array' => {
  const mode = parameters.find(({ name }) => name === 'kind' || name === 'bagexpansion');
  if (mode === undefined || mode.value === 'bag') return 'bag';
  if (mode.value === 'array') return 'array';
  throw new QueryProblem(codes.syntax, `${operator}: there is no ${mode.name}=${mode.value}`, mode.span);
};

const bindExpansions = (items: readonly ExpandItem[], names: ColumnNames, context: ExprContext): Expansion[] =>
  eachOf(items, (item): Expansion => {
    const expr = bindExpr(item.expr, context);
    if (expr.type !== 'dynamic') {
      const message = `${context.operator}: the expression must be dynamic, not ${expr.type}`;
      throw new QueryProblem(codes.wrongType, message, item.span);
    }
    const implied = impliedName(item.expr);
    const replaces = implied !== undefined && names.has(implied);
    const given = item.name?.text ?? item.names?.[0]?.text;
    const name = given ?? (replaces ? implied : implied ? names.unique(implied) : names.numbered());
    names.claim(name);
    return { name, expr, type: item.type ?? 'dynamic' };
  });

type Expanded = { readonly plan: Plan; readonly index?: ColumnSchema; readonly expansions: readonly Expansion[] };

/** The rows of `mv-expand`; `rowName` names a column with the number of the row they come from. */
const expanded = (
  node: Node<'mv-expand' | 'mv-apply'>,
  table: Table,
  context: ExprContext,
  rowName?: string,
): Expanded => {
  const columns = [...visibleColumns(table)];
  const names = new ColumnNames(columns.map((of) => of.name));
  const expansions = bindExpansions(node.items, names, context);
  const seen = new Set<string>();
  for (const { name, type } of expansions) {
    if (seen.has(name)) {
      throw new QueryProblem(codes.duplicateName, `A column with the name '${name}' is already declared`, node.span);
    }
    seen.add(name);
    const at = columns.findIndex((of) => of.name === name);
    if (at < 0) columns.push({ name, type });
    else columns[at] = { name, type };
  }
  const wanted = node.parameters.find((parameter) => parameter.name === 'with_itemindex')?.value;
  const indexName = wanted === undefined ? undefined : names.unique(wanted);
  const index: ColumnSchema | undefined = indexName === undefined ? undefined : { name: indexName, type: 'long' };
  if (index !== undefined) columns.push(index);
  if (rowName !== undefined) columns.push({ name: rowName, type: 'long' });
  const plan: Plan = {
    op: 'mv-expand',
    input: table.plan,
    expansions,
    indexName,
    rowName,
    pairs: modeOf(node.parameters, context.operator) === 'array',
    limit: node.limit === undefined ? undefined : bindCount(node.limit, context),
    columns,
  };
  return { plan, expansions, ...(index === undefined ? {} : { index }) };
};

export const mvExpand = (node: Node<'mv-expand'>, table: Table, context: ExprContext): Table => ({
  plan: expanded(node, table, context).plan,
  serialized: table.serialized,
  hidden: false,
});

/**
 * `mv-apply`: the values of each row as a table of their own, the subquery over it, and its rows with the columns of
 * the row. A column that the subquery makes anew takes the place of the row's.
 */
export const mvApply = (node: Node<'mv-apply'>, table: Table, context: ExprContext): Table => {
  const rowName = '$row';
  const { plan, expansions, index } = expanded(node, table, context, rowName);
  const rows = `mv-apply ${context.state.groups++}`;
  const seen = plan.columns.filter((of) => of.name !== rowName);
  const leaf: Plan = { op: 'rows', rows, columns: plan.columns };
  const group: Table = { plan: keepColumns(leaf, seen), serialized: table.serialized, hidden: false };
  const sub = kept(context.state.bindOperators(group, node.operators, context.environment));
  const fresh = new Set([...expansions.map(({ name }) => name), ...(index === undefined ? [] : [index.name])]);
  const found = visibleColumns(sub);
  const carried = visibleColumns(table).filter(
    (of) => !fresh.has(of.name) && !found.some((own) => own.name === of.name),
  );
  const partitioned: Plan = {
    op: 'partition',
    input: plan,
    by: [rowName],
    carried: carried.map((of) => of.name),
    rows,
    sub: sub.plan,
    columns: [...carried, ...found],
  };
  // The row's own columns keep their order, whoever made their values.
  const own = visibleColumns(table).flatMap((of) => {
    if (fresh.has(of.name)) return [];
    return partitioned.columns.filter((each) => each.name === of.name);
  });
  const ordered = [...own, ...found.filter((of) => !own.includes(of))];
  return { plan: keepColumns(partitioned, ordered), serialized: false, hidden: false };
};
