import type { NamedExpr, NamePattern, OperatorNode, SortNode } from './ast';
import { bindCount, bindExpr } from './bind-expression';
import type { ExprContext } from './bind-expression';
import { bindJoin, bindLookup } from './bind-join';
import { bindWhere } from './bind-where';
import { expandTuples } from './bind-tuple';
import { bindSummarize, countRows, groupRows } from './bind-summarize';
import { bindUnion } from './bind-union';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column, keepColumns, literal } from './expr';
import { ColumnNames, impliedName } from './naming';
import type { Assignment, Expr, Plan, SortKey } from './plan';
import type { ColumnSchema } from './schema';
import { ingestionTimeColumn } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

/** Table after a `project` to these assignments; its rows keep their order. */
const projected = (table: Table, assignments: readonly Assignment[], hidden = false): Table => ({
  plan: {
    op: 'project',
    input: table.plan,
    assignments,
    columns: assignments.map(({ name, expr }) => ({ name, type: expr.type })),
  },
  serialized: table.serialized,
  hidden,
});

const kept = (table: Table, columns: readonly ColumnSchema[]): Table => ({
  plan: keepColumns(table.plan, columns),
  serialized: table.serialized,
  hidden: false,
});

const duplicate = (name: string, item: NamedExpr): QueryProblem =>
  new QueryProblem(codes.duplicateName, `A column with the name '${name}' is already declared`, item.span);

/** Names of a column list, in order: given ones first come first served, implied ones made unique. */
export const nameItems = (items: readonly NamedExpr[], names: ColumnNames): readonly string[] => {
  for (const item of items) {
    const name = item.name?.text ?? (item.expr.kind === 'name' ? item.expr.name : undefined);
    if (name !== undefined && !names.claim(name)) throw duplicate(name, item);
  }
  return items.map((item) => {
    if (item.name !== undefined) return item.name.text;
    if (item.expr.kind === 'name') return item.expr.name;
    const implied = impliedName(item.expr);
    return implied === undefined || implied === '' ? names.numbered() : names.unique(implied);
  });
};

const project = (given: readonly NamedExpr[], table: Table, context: ExprContext): Table => {
  const items = expandTuples(given, context);
  const names = nameItems(items, new ColumnNames());
  return projected(
    table,
    items.map((item, at) => ({ name: names[at] ?? '', expr: bindExpr(item.expr, context) })),
  );
};

/** `extend`: a name that exists keeps its place and gets the new value, others come at the end. */
const extend = (given: readonly NamedExpr[], table: Table, context: ExprContext): Table => {
  const items = expandTuples(given, context);
  const added = new Map<string, Expr>();
  const names = new ColumnNames(visibleColumns(table).map((of) => of.name));
  for (const item of items) {
    const implied = impliedName(item.expr);
    // An implied name replaces the column it comes from (`extend tostring(x)`), unless this extend has made one before.
    const replaces = implied !== undefined && names.has(implied) && !added.has(implied);
    const name = item.name?.text ?? (replaces ? implied : implied ? names.unique(implied) : names.numbered());
    names.claim(name);
    if (added.has(name)) throw duplicate(name, item);
    added.set(name, bindExpr(item.expr, context));
  }
  const assignments = table.plan.columns.map((of) => ({ name: of.name, expr: added.get(of.name) ?? column(of) }));
  const known = new Set(table.plan.columns.map((of) => of.name));
  for (const [name, expr] of added) if (!known.has(name)) assignments.push({ name, expr });
  return projected(table, assignments, table.hidden && !added.has(ingestionTimeColumn.name));
};

const matcher = (pattern: NamePattern): ((name: string) => boolean) => {
  if (!pattern.wildcard) return (name) => name === pattern.text;
  const parts = pattern.text.split('*');
  return (name) => {
    const first = parts[0] ?? '';
    const last = parts.at(-1) ?? '';
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= name.length - last.length;
  };
};

/** Columns each pattern matches; a plain name must exist. */
const matching = (patterns: readonly NamePattern[], table: Table, operator: string): readonly ColumnSchema[][] =>
  patterns.map((pattern) => {
    const matches = matcher(pattern);
    const found = visibleColumns(table).filter((of) => matches(of.name));
    if (found.length === 0 && !pattern.wildcard) {
      throw new QueryProblem(
        codes.unresolvedName,
        `'${operator}' operator: Failed to resolve column or scalar expression named '${pattern.text}'`,
        pattern.span,
      );
    }
    return found;
  });

const projectPatterns = (
  kind: 'project-away' | 'project-keep' | 'project-reorder',
  patterns: readonly NamePattern[],
  table: Table,
): Table => {
  const matched = matching(patterns, table, kind).flat();
  const columns = visibleColumns(table);
  if (kind === 'project-away')
    return kept(
      table,
      columns.filter((of) => !matched.includes(of)),
    );
  if (kind === 'project-keep')
    return kept(
      table,
      columns.filter((of) => matched.includes(of)),
    );
  return kept(table, [...new Set([...matched, ...columns])]);
};

const rename = (items: readonly NamedExpr[], table: Table): Table => {
  const renamed = new Map<string, string>();
  const columns = visibleColumns(table);
  for (const item of items) {
    if (item.name === undefined || item.expr.kind !== 'name') {
      throw new QueryProblem(codes.syntax, 'project-rename takes NewName = OldName', item.span);
    }
    const old = item.expr.name;
    if (!columns.some((of) => of.name === old)) {
      throw new QueryProblem(
        codes.unresolvedName,
        `'project-rename' operator: Failed to resolve column or scalar expression named '${old}'`,
        item.expr.span,
      );
    }
    renamed.set(old, item.name.text);
  }
  const names = new ColumnNames();
  const assignments = columns.map((of) => {
    const name = renamed.get(of.name) ?? of.name;
    const [item] = items;
    if (!names.claim(name) && item !== undefined) throw duplicate(name, item);
    return { name, expr: column(of) };
  });
  return projected(table, assignments);
};

export const bindSortKeys = (keys: readonly SortNode[], context: ExprContext): readonly SortKey[] =>
  keys.map((key) => ({
    expr: bindExpr(key.expr, context),
    descending: key.descending,
    nullsFirst: key.nullsFirst,
  }));

const mvExpand = (node: OperatorNode & { readonly kind: 'mv-expand' }, table: Table, context: ExprContext): Table => {
  const indexName = node.parameters.find((parameter) => parameter.name === 'with_itemindex')?.value;
  const mode = node.parameters.find((parameter) => parameter.name === 'kind' || parameter.name === 'bagexpansion');
  if (mode !== undefined && mode.value !== 'bag') {
    throw new QueryProblem(codes.unsupported, `mv-expand ${mode.name}=${mode.value} is not supported`, mode.span);
  }
  const columns = [...visibleColumns(table)];
  const names = new ColumnNames(columns.map((of) => of.name));
  const expansions = node.items.map((item) => {
    const expr = bindExpr(item.expr, context);
    if (expr.type !== 'dynamic') {
      throw new QueryProblem(codes.wrongType, `mv-expand: the expression must be dynamic, not ${expr.type}`, item.span);
    }
    const implied = impliedName(item.expr);
    const replaces = implied !== undefined && names.has(implied);
    const name = item.name?.text ?? (replaces ? implied : implied ? names.unique(implied) : names.numbered());
    const type = item.type ?? 'dynamic';
    const at = columns.findIndex((of) => of.name === name);
    if (at < 0) columns.push({ name, type });
    else columns[at] = { name, type };
    names.claim(name);
    return { name, expr, type };
  });
  if (indexName !== undefined) columns.push({ name: names.unique(indexName), type: 'long' });
  return {
    plan: {
      op: 'mv-expand',
      input: table.plan,
      expansions,
      indexName,
      limit: node.limit === undefined ? undefined : bindCount(node.limit, context),
      columns,
    },
    serialized: table.serialized,
    hidden: false,
  };
};

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
      return countRows(table);
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
    case 'mv-expand':
      return mvExpand(node, table, context);
    case 'render':
      return { ...table, render: { visualization: node.visualization, properties: node.properties } };
    case 'as':
      if (!context.environment.add(node.name.text, { kind: 'table', table })) {
        throw new QueryProblem(codes.duplicateName, `The name '${node.name.text}' is already declared`, node.name.span);
      }
      return { ...table, name: node.name.text };
  }
};
