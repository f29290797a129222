import type { OperatorNode } from './ast';
import { projectByNames, extend, project, projectPatterns, rename } from './bind-columns';
import { bindCount } from './bind-expression';
import type { ExprContext } from './make-call';
import { graphToTable, makeGraph, markComponents } from './bind-graph';
import { matchGraph } from './bind-graph-match';
import { bindJoin, bindLookup } from './bind-join';
import { bindEvaluate } from './bind-plugin';
import { mvApply, mvExpand } from './bind-expand';
import { partition } from './bind-partition';
import { bindParse, bindParseKv } from './bind-parse';
import { assertSchema, bindReduce, bindScan } from './bind-scan';
import { bindPipedSearch } from './bind-search';
import { makeSeries } from './bind-series';
import { bindSummarize, countRows, groupRows } from './bind-summarize';
import { bindSortKeys, sampleDistinct, topHitters, topNested } from './bind-top';
import { bindUnion } from './bind-union';
import { bindWhere } from './bind-where';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { literal } from './expr';
import type { Plan } from './plan';
import type { Table } from './scope';
import { visibleColumns } from './scope';

const schemaTypes = {
  bool: 'System.SByte',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  string: 'System.String',
  guid: 'System.Guid',
  dynamic: 'System.Object',
} as const;

const getSchema = (table: Table): Table => ({
  plan: {
    op: 'values',
    columns: [
      { name: 'ColumnName', type: 'string' },
      { name: 'ColumnOrdinal', type: 'long' },
      { name: 'DataType', type: 'string' },
      { name: 'ColumnType', type: 'string' },
    ],
    rows: visibleColumns(table).map((of, at) => [
      literal('string', of.name),
      literal('long', at),
      literal('string', schemaTypes[of.type]),
      literal('string', of.type),
    ]),
  },
  serialized: true,
  hidden: false,
});

/** The table after one operator. Throws `QueryProblem`. */
export const bindOperator = (
  node: OperatorNode,
  table: Table,
  base: Omit<ExprContext, 'table' | 'operator'>,
): Table => {
  const context: ExprContext = { ...base, table, operator: node.keyword.text };
  const { plan } = table;
  if (table.graph !== undefined && !node.kind.startsWith('graph-') && node.kind !== 'as') {
    const message = `'${node.keyword.text}' takes a table, not a graph (use graph-match or graph-to-table)`;
    throw new QueryProblem(codes.misplaced, message, node.keyword.span);
  }
  const same = (next: Plan, serialized = table.serialized): Table => ({ plan: next, serialized, hidden: table.hidden });
  const { columns } = plan;
  switch (node.kind) {
    case 'where':
      return bindWhere(node.predicate, table, context);
    case 'extend':
      return extend(node.items, table, context);
    case 'project':
      return project(node.items, table, context);
    case 'project-away':
    case 'project-keep':
    case 'project-reorder':
      return projectPatterns(node.kind, node.patterns, table);
    case 'project-rename':
      return rename(node.items, table);
    case 'distinct':
      return groupRows(node.items, table, context);
    case 'count':
      return countRows(table, node.name?.text);
    case 'getschema':
      return getSchema(table);
    case 'summarize':
      return bindSummarize(node, table, context);
    case 'sort':
      return same({ op: 'sort', input: plan, by: bindSortKeys(node.by, context), columns }, true);
    case 'top': {
      const count = bindCount(node.count, context);
      return same({ op: 'top', input: plan, by: bindSortKeys(node.by, context), count, columns }, true);
    }
    case 'take':
    case 'sample':
      // Any rows will do for a sample; the first ones are found fastest.
      return same({ op: 'take', input: plan, count: bindCount(node.count, context), columns });
    case 'serialize': {
      const ordered = same({ op: 'serialize', input: plan, columns }, true);
      return node.items.length === 0 ? ordered : extend(node.items, ordered, { ...context, table: ordered });
    }
    case 'union':
      return bindUnion(node, table, context);
    case 'join':
      return bindJoin(node, table, context);
    case 'lookup':
      return bindLookup(node, table, context);
    case 'sample-distinct':
      return sampleDistinct(node, table, context);
    case 'top-hitters':
      return topHitters(node, table, context);
    case 'top-nested':
      return topNested(node, table, context);
    case 'mv-expand':
      return mvExpand(node, table, context);
    case 'mv-apply':
      return mvApply(node, table, context);
    case 'partition':
      return partition(node, table, context);
    case 'parse':
    case 'parse-where':
      return bindParse(node, table, context);
    case 'parse-kv':
      return bindParseKv(node, table, context);
    case 'make-series':
      return makeSeries(node, table, context);
    case 'evaluate':
      return bindEvaluate(node, table, context);
    case 'make-graph':
      return makeGraph(node, table, context);
    case 'graph-match':
    case 'graph-shortest-paths':
      return matchGraph(node, table, context);
    case 'graph-mark-components':
      return markComponents(node, table);
    case 'graph-to-table':
      return graphToTable(node, table, context);
    case 'scan':
      return bindScan(node, table, context);
    case 'reduce':
      return bindReduce(node, table, context);
    case 'assert-schema':
      return assertSchema(node, table);
    case 'search':
      return bindPipedSearch(node, table, context);
    case 'project-by-names':
      return projectByNames(node.items, table, context);
    case 'invoke':
      return context.state.invokeOn(table, node, context);
    case 'render':
      return { ...table, render: { visualization: node.visualization, properties: node.properties } };
    case 'as':
      if (!context.environment.add(node.name.text, { kind: 'table', table })) {
        throw new QueryProblem(codes.duplicateName, `The name '${node.name.text}' is already declared`, node.name.span);
      }
      return { ...table, name: node.name.text };
  }
};
