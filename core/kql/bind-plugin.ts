import type { ExprNode, NamedExpr, OperatorNode } from './ast';
import { kept, projected } from './bind-columns';
import { bindConstant, bindExpr } from './bind-expression';
import { bindGeoLookup } from './bind-geo-lookup';
import { bindDcountIntersect, bindNetworkLookup, bindRowsNear } from './bind-lookup';
import { bindTimeline, isTimeline } from './bind-timeline';
import { callByName, convertTo } from './make-call';
import type { CallNode, ExprContext } from './make-call';
import { bindSummarize } from './bind-summarize';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column, literal } from './expr';
import { findAggregate } from './functions/registry';
import type { Assignment, Expr } from './plan';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';
import { SchemaQuestion, visibleColumns } from './scope';

type Node = OperatorNode & { readonly kind: 'evaluate' };

const bad = (node: Node, message: string): QueryProblem =>
  new QueryProblem(codes.wrongType, `${node.plugin.text}: ${message}`, node.span);

/** The columns of a plugin that the query declares, or that the data has; asks where neither is known. */
const columnsOf = (node: Node, context: ExprContext, kind: 'bag' | 'values', table: Table): readonly ColumnSchema[] => {
  const { state } = context;
  const known = state.schemas[state.asked];
  if (known === undefined) {
    const message = `The columns of '${node.plugin.text}' depend on the data; declare them: evaluate ${node.plugin.text}(...) : (column: type, ...)`;
    throw new SchemaQuestion(kind, table.plan, new QueryProblem(codes.unsupported, message, node.span));
  }
  state.asked++;
  return known;
};

const textConstant = (node: ExprNode, context: ExprContext): string => {
  const { value } = bindConstant(node, context);
  if (typeof value === 'string') return value;
  throw new QueryProblem(codes.wrongType, 'A constant string is expected', node.span);
};

const namedArgument = (node: Node, names: readonly string[], position: number): ExprNode | undefined =>
  node.args.find((arg) => arg.name !== undefined && names.includes(arg.name.text))?.value ??
  (node.args[position]?.name === undefined ? node.args[position]?.value : undefined);

const conflicts = ['error', 'replace_source', 'keep_source'];

/** `bag_unpack(column, prefix, columnsConflict, ignoredProperties)`: a column for each property. */
const bagUnpack = (node: Node, table: Table, context: ExprContext): Table => {
  const [first] = node.args;
  const bag = first === undefined ? undefined : bindExpr(first.value, context);
  if (bag?.kind !== 'column' || bag.type !== 'dynamic') throw bad(node, 'the first argument is a dynamic column');
  const prefixNode = namedArgument(node, ['OutputColumnPrefix', 'outputColumnPrefix'], 1);
  const conflictNode = namedArgument(node, ['columnsConflict'], 2);
  const ignoredNode = namedArgument(node, ['ignoredProperties'], 3);
  const prefix = prefixNode === undefined ? '' : textConstant(prefixNode, context);
  const conflict = conflictNode === undefined ? 'error' : textConstant(conflictNode, context);
  if (!conflicts.includes(conflict)) throw bad(node, `columnsConflict is one of ${conflicts.join(', ')}`);
  const ignored = ignoredNode === undefined ? null : bindConstant(ignoredNode, context).value;
  const ignoredList =
    typeof ignored === 'object' && ignored !== null && Array.isArray(ignored.json) ? ignored.json : [];
  const source = visibleColumns(table).filter((of) => of.name !== bag.name);
  const member = (name: string, type: ColumnSchema['type']): Expr =>
    convertTo(context, callByName(context, 'index', [bag, literal('string', name)], node.span), type, node.span);

  if (node.schema !== undefined) {
    const declared = node.schema.columns.map(({ name, type }) => ({ name: name.text, type }));
    const before = node.schema.star ? source.filter((of) => !declared.some(({ name }) => name === of.name)) : [];
    return projected(table, [
      ...before.map((of) => ({ name: of.name, expr: column(of) })),
      ...declared.map(({ name, type }) => {
        const own = source.find((of) => of.name === name && of.type === type);
        const property = name.startsWith(prefix) ? name.slice(prefix.length) : name;
        const fromSource = own !== undefined && conflict !== 'replace_source';
        return { name, expr: fromSource ? column(own) : member(property, type) };
      }),
    ]);
  }
  const found = columnsOf(node, context, 'bag', kept(table, [{ name: bag.name, type: bag.type }]))
    .filter(({ name }) => !ignoredList.includes(name))
    .map(({ name, type }) => ({ name: prefix + name, property: name, type }));
  const clash = found.find(({ name }) => source.some((of) => of.name === name));
  if (clash !== undefined && conflict === 'error') throw bad(node, `the column '${clash.name}' exists already`);
  const assignments: Assignment[] = source.map((of) => {
    const replacing = conflict === 'replace_source' ? found.find(({ name }) => name === of.name) : undefined;
    return { name: of.name, expr: replacing ? member(replacing.property, replacing.type) : column(of) };
  });
  for (const { name, property, type } of found) {
    if (!source.some((of) => of.name === name)) assignments.push({ name, expr: member(property, type) });
  }
  return projected(table, assignments);
};

const isAggregate = (node: ExprNode): node is CallNode =>
  node.kind === 'call' && findAggregate(node.name.text) !== undefined;

/** `pivot(column, aggregate, columns...)`: a column for each distinct value of the first. */
const pivot = (node: Node, table: Table, context: ExprContext): Table => {
  const { span } = node;
  const [first, second, ...others] = node.args.map(({ value }) => value);
  if (first?.kind !== 'name') throw bad(node, 'the first argument is a column');
  const aggregateNode: ExprNode =
    second !== undefined && isAggregate(second)
      ? second
      : { kind: 'call', name: { text: 'count', span }, args: [], span };
  const rest = second === undefined || isAggregate(second) ? others : [second, ...others];
  const read = new Set(aggregateNode.args.flatMap(({ value }) => (value.kind === 'name' ? [value.name] : [])));
  const groupNames =
    rest.length > 0
      ? rest.map((of) => {
          if (of.kind !== 'name') throw bad(node, 'further arguments are columns');
          return of.name;
        })
      : visibleColumns(table)
          .map((of) => of.name)
          .filter((name) => name !== first.name && !read.has(name));
  const name = (text: string): NamedExpr => ({ expr: { kind: 'name', name: text, span }, span });
  const key = '$pivot';
  const value = '$value';
  const text = callByName(context, 'tostring', [bindExpr(first, context)], first.span);
  const keyed = projected(table, [
    ...visibleColumns(table).map((of) => ({ name: of.name, expr: column(of) })),
    { name: key, expr: text },
  ]);
  const values = columnsOf(node, context, 'values', kept(keyed, [{ name: key, type: 'string' }]));
  const summarize = (
    aggregates: readonly NamedExpr[],
    by: readonly NamedExpr[],
  ): OperatorNode & { readonly kind: 'summarize' } => ({
    kind: 'summarize',
    keyword: node.keyword,
    aggregates,
    by,
    span,
  });
  const cells = bindSummarize(
    summarize([{ name: { text: value, span }, expr: aggregateNode, span }], [...groupNames.map(name), name(key)]),
    keyed,
    { ...context, table: keyed },
  );
  const type = cells.plan.columns.find((of) => of.name === value)?.type ?? 'dynamic';
  const bags = projected(cells, [
    ...groupNames
      .flatMap((of) => cells.plan.columns.filter((each) => each.name === of))
      .map((of) => ({ name: of.name, expr: column(of) })),
    {
      name: value,
      expr: callByName(
        context,
        'bag_pack',
        [column({ name: key, type: 'string' }), column({ name: value, type })],
        span,
      ),
    },
  ]);
  const bag: ExprNode = { kind: 'call', name: { text: 'make_bag', span }, args: [{ value: name(value).expr }], span };
  const rows = bindSummarize(
    summarize([{ name: { text: value, span }, expr: bag, span }], groupNames.map(name)),
    bags,
    {
      ...context,
      table: bags,
    },
  );
  const numeric = type === 'long' || type === 'int' || type === 'real' || type === 'decimal';
  const whole = column({ name: value, type: 'dynamic' });
  const groups = rows.plan.columns.filter((of) => of.name !== value);
  const wanted: readonly ColumnSchema[] = node.schema?.columns.map((of) => ({ name: of.name.text, type: of.type })) ?? [
    ...groups,
    ...values.map((of) => ({ name: of.name, type })),
  ];
  return projected(
    rows,
    wanted.map((of) => {
      const group = groups.find((each) => each.name === of.name);
      if (group !== undefined) return { name: of.name, expr: convertTo(context, column(group), of.type, span) };
      const cell = callByName(context, 'index', [whole, literal('string', of.name)], span);
      const found = convertTo(context, cell, of.type, span);
      // A combination without rows counts as nothing.
      const filled =
        numeric && of.type !== 'dynamic'
          ? callByName(context, 'coalesce', [found, convertTo(context, literal('long', 0), of.type, span)], span)
          : found;
      return { name: of.name, expr: filled };
    }),
  );
};

/** `evaluate plugin(...)`. */
export const bindEvaluate = (node: Node, table: Table, context: ExprContext): Table => {
  const whole = kept(table);
  const inTable = { ...context, table: whole };
  switch (node.plugin.text) {
    case 'bag_unpack':
      return { ...bagUnpack(node, whole, inTable), serialized: false };
    case 'pivot':
      return pivot(node, whole, inTable);
    case 'narrow': {
      const columns: readonly ColumnSchema[] = [
        { name: 'Row', type: 'long' },
        { name: 'Column', type: 'string' },
        { name: 'Value', type: 'string' },
      ];
      return { plan: { op: 'narrow', input: whole.plan, columns }, serialized: false, hidden: false };
    }
    case 'ipv4_lookup':
      return bindNetworkLookup(node, 4, whole, inTable);
    case 'ipv6_lookup':
      return bindNetworkLookup(node, 6, whole, inTable);
    case 'geo_polygon_lookup':
      return bindGeoLookup(node, 'polygon', whole, inTable);
    case 'geo_line_lookup':
      return bindGeoLookup(node, 'line', whole, inTable);
    case 'rows_near':
      return bindRowsNear(node, whole, inTable);
    case 'dcount_intersect':
      return bindDcountIntersect(node, whole, inTable);
    default:
      if (isTimeline(node.plugin.text)) return bindTimeline(node, whole, inTable);
      throw new QueryProblem(codes.unsupported, `The plugin '${node.plugin.text}' is not supported`, node.plugin.span);
  }
};
