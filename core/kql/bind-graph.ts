import type { Name, OperatorNode } from './ast';
import { kept, projected } from './bind-columns';
import { bindTemplate } from './bind-template';
import { callByName } from './make-call';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column } from './expr';
import { ColumnNames } from './naming';
import type { ColumnSchema } from './schema';
import type { Graph, Table } from './scope';
import { visibleColumns } from './scope';

type Node<Kind extends OperatorNode['kind']> = OperatorNode & { readonly kind: Kind };

/** Columns a query sees of the nodes or edges of a graph. */
export const ownColumns = (plan: Graph['nodes']): readonly ColumnSchema[] =>
  plan.columns.filter((of) => !of.name.startsWith('$'));

export const asTable = (plan: Graph['nodes']): Table => ({ plan, serialized: false, hidden: false });

export const graphOf = (node: OperatorNode, table: Table): Graph => {
  if (table.graph !== undefined) return table.graph;
  const message = `'${node.keyword.text}' takes a graph, as make-graph gives it`;
  throw new QueryProblem(codes.misplaced, message, node.keyword.span);
};

const columnNamed = (table: Table, { text, span }: Name): ColumnSchema => {
  const found = visibleColumns(table).find((of) => of.name === text);
  if (found !== undefined) return found;
  const message = `'make-graph' operator: Failed to resolve column or scalar expression named '${text}'`;
  throw new QueryProblem(codes.unresolvedName, message, span);
};

/** Adds columns with keys as text. */
const withKeys = (
  table: Table,
  keys: Readonly<Record<string, ColumnSchema>>,
  context: ExprContext,
  span: Name['span'],
) =>
  projected(kept(table), [
    ...visibleColumns(table).map((of) => ({ name: of.name, expr: column(of) })),
    ...Object.entries(keys).map(([name, of]) => ({ name, expr: callByName(context, 'tostring', [column(of)], span) })),
  ]);

/** `make-graph`: nodes of the tables given, and those that only edges name. */
export const makeGraph = (node: Node<'make-graph'>, table: Table, context: ExprContext): Table => {
  const { span } = node;
  const source = columnNamed(table, node.source);
  const target = columnNamed(table, node.target);
  const edges = withKeys(table, { $source: source, $target: target }, context, span);
  const end = (of: ColumnSchema, key: string): Table =>
    projected(edges, [
      { name: 'end', expr: column(of) },
      { name: '$id', expr: column({ name: key, type: 'string' }) },
    ]);
  const ends: Record<string, Table> = { sources: end(source, '$source'), targets: end(target, '$target') };
  const tables: Record<string, Table> = {};
  const keys = node.nodes.map(({ table: query, key }, at) => {
    const nodes = context.state.bindTabular(query, context.environment);
    const found = columnNamed(nodes, key);
    tables[`nodes${at}`] = withKeys(nodes, { $id: found }, context, span);
    return found.name;
  });
  const [firstKey] = keys;
  const text =
    firstKey === undefined
      ? `union sources, targets | distinct end, ['$id']`
      : `let given = union kind=outer ${keys.map((_, at) => `nodes${at}`).join(', ')};
         union kind=outer given, (union sources, targets | distinct ['$id'] | join kind=leftanti given on ['$id'])`;
  const nodes = kept(bindTemplate(text, { ...ends, ...tables }, {}, context, span));
  const named =
    node.id === undefined || firstKey !== undefined
      ? nodes.plan
      : projected(
          nodes,
          nodes.plan.columns.map((of) => ({
            name: of.name === 'end' ? (node.id?.text ?? of.name) : of.name,
            expr: column(of),
          })),
        ).plan;
  return { ...edges, graph: { nodes: named, edges: edges.plan } };
};

const parameterOf = (node: Node<'graph-mark-components' | 'graph-to-table'>, name: string): string | undefined =>
  node.parameters.find((of) => of.name === name)?.value;

/** `graph-mark-components`: the graph, its nodes with the number of their component. */
export const markComponents = (node: Node<'graph-mark-components'>, table: Table): Table => {
  const graph = graphOf(node, table);
  const kind = parameterOf(node, 'kind') ?? 'weak';
  if (kind !== 'weak' && kind !== 'strong') {
    throw new QueryProblem(codes.syntax, `graph-mark-components: there is no kind=${kind}`, node.span);
  }
  const names = new ColumnNames(graph.nodes.columns.map((of) => of.name));
  const name = names.unique(parameterOf(node, 'with_component_id') ?? 'ComponentId');
  const nodes: Graph['nodes'] = {
    op: 'compute',
    inputs: [graph.edges, graph.nodes],
    what: { kind: 'graph-components', strong: kind === 'strong' },
    columns: [...graph.nodes.columns, { name, type: 'long' }],
  };
  return { ...table, graph: { ...graph, nodes } };
};

/** `graph-to-table nodes` and `graph-to-table edges`: ids are hashes of the keys. */
export const graphToTable = (node: Node<'graph-to-table'>, table: Table, context: ExprContext): Table => {
  const graph = graphOf(node, table);
  const plan = graph[node.part];
  const ids = { with_node_id: '$id', with_source_id: '$source', with_target_id: '$target' };
  const added = Object.entries(ids).flatMap(([parameter, key]) => {
    const name = parameterOf(node, parameter);
    if (name === undefined) return [];
    return [{ name, expr: callByName(context, 'hash', [column({ name: key, type: 'string' })], node.span) }];
  });
  return projected(asTable(plan), [...added, ...ownColumns(plan).map((of) => ({ name: of.name, expr: column(of) }))]);
};
