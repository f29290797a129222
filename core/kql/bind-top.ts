import type { ExprNode, NamedExpr, OperatorNode, SortNode } from './ast';
import { projected } from './bind-columns';
import { bindConstant, bindCount, bindExpr } from './bind-expression';
import type { ExprContext } from './make-call';
import { joined } from './bind-join';
import { bindSummarize, groupRows } from './bind-summarize';
import { diagnosticCodes as codes, eachOf, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { column, literal } from './expr';
import { ColumnNames, impliedName } from './naming';
import type { Plan, SortKey } from './plan';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

type Node<Kind extends OperatorNode['kind']> = OperatorNode & { readonly kind: Kind };

const unsorted = new Set(['dynamic']);

/** Keys of `sort` and `top`: scalar values, which a dynamic is not. */
export const bindSortKeys = (keys: readonly SortNode[], context: ExprContext): readonly SortKey[] =>
  eachOf(keys, (key) => {
    const expr = bindExpr(key.expr, context);
    if (unsorted.has(expr.type)) {
      const message = `'${context.operator}' operator: a key cannot be ${expr.type}. Please use an explicit cast`;
      throw new QueryProblem(codes.wrongType, message, key.span);
    }
    return { expr, descending: key.descending, nullsFirst: key.nullsFirst };
  });

/** `sample-distinct 5 of Column`. */
export const sampleDistinct = (node: Node<'sample-distinct'>, table: Table, context: ExprContext): Table => {
  if (node.of.expr.kind !== 'name') {
    throw new QueryProblem(codes.wrongType, 'sample-distinct takes the name of a column', node.of.span);
  }
  const distinct = groupRows([node.of], table, context);
  const count = bindCount(node.count, context);
  return { ...distinct, plan: { op: 'take', input: distinct.plan, count, columns: distinct.plan.columns } };
};

const nameNode = (name: string, span: Span): ExprNode => ({ kind: 'name', name, span });
const callNode = (name: string, args: readonly ExprNode[], span: Span): ExprNode => ({
  kind: 'call',
  name: { text: name, span },
  args: args.map((value) => ({ value })),
  span,
});

const topOf = (table: Table, by: ColumnSchema, descending: boolean, count: number): Table => ({
  ...table,
  serialized: true,
  plan: {
    op: 'top',
    input: table.plan,
    by: [{ expr: column(by), descending, nullsFirst: !descending }],
    count,
    columns: table.plan.columns,
  },
});

/** `top-hitters 5 of x by y`: exact here, whatever the name of its column says. */
export const topHitters = (node: Node<'top-hitters'>, table: Table, context: ExprContext): Table => {
  const { span } = node;
  const of = node.of.name?.text ?? impliedName(node.of.expr) ?? '';
  const weight = node.by === undefined ? undefined : impliedName(node.by);
  const text = node.by === undefined ? `approximate_count_${of}` : `approximate_sum_${weight ?? ''}`;
  const expr = node.by === undefined ? callNode('count', [], span) : callNode('sum', [node.by], span);
  const summarize: Node<'summarize'> = {
    kind: 'summarize',
    keyword: node.keyword,
    aggregates: [{ name: { text, span }, expr, span }],
    by: [node.of],
    span,
  };
  const grouped = bindSummarize(summarize, table, context);
  const by = grouped.plan.columns.at(-1);
  if (by === undefined) throw new RangeError('summarize has columns');
  return topOf(grouped, by, true, bindCount(node.count, context));
};

type Level = { readonly key: string; readonly value: string };

/** Rows of `table` whose earlier keys are among the chosen ones, with the values those were chosen by. */
const within = (table: Table, chosen: Table, levels: readonly Level[]): Table => {
  const on = levels.map(({ key }) => ({ left: key, right: key }));
  const values = new Set(levels.map(({ value }) => value));
  return joined('inner', table, chosen, on, {
    left: visibleColumns(table),
    right: visibleColumns(chosen).filter((of) => values.has(of.name)),
  });
};

/**
 * `top-nested`: level by level, the best values of each group of the level before. Each level groups the rows of the
 * groups chosen so far and keeps the best within each of them.
 */
export const topNested = (node: Node<'top-nested'>, table: Table, context: ExprContext): Table => {
  const { span } = node;
  const names = new ColumnNames();
  const columns = visibleColumns(table);
  const named = node.levels.map((level) => {
    const key = names.unique(level.of.name?.text ?? (impliedName(level.of.expr) || 'Column1'));
    return { key, value: names.unique(level.by.name?.text ?? `aggregated_${key}`) };
  });
  const keyed = projected(table, [
    ...columns.map((of) => ({ name: of.name, expr: column(of) })),
    ...eachOf(node.levels, (level, at) => ({ name: `$key${at}`, expr: bindExpr(level.of.expr, context) })),
  ]);
  const done: Level[] = [];
  let chosen: Table | undefined;
  for (const [at, level] of node.levels.entries()) {
    const rows = chosen === undefined ? keyed : within(keyed, chosen, done);
    const key = `$key${at}`;
    const value = `$value${at}`;
    const by: NamedExpr[] = [...done.flatMap((of) => [of.key, of.value]), key].map((name) => ({
      name: { text: name, span },
      expr: nameNode(name, span),
      span,
    }));
    const aggregates = [{ ...level.by, name: { text: value, span: level.by.span } }];
    const summarize: Node<'summarize'> = { kind: 'summarize', keyword: node.keyword, aggregates, by, span };
    const grouped = bindSummarize(summarize, rows, { ...context, table: rows });
    const best = bestWithin(
      grouped,
      done,
      value,
      level.descending,
      countOf(level.count, context),
      `top-nested ${context.state.groups++}`,
    );
    if (level.others !== undefined && (at > 0 || at < node.levels.length - 1)) {
      const message = "top-nested: 'with others' is supported with one level only";
      throw new QueryProblem(codes.unsupported, message, level.others.span);
    }
    chosen = level.others === undefined ? best : withOthers(best, keyed, level.others, { ...context, summarize });
    done.push({ key, value });
  }
  if (chosen === undefined) throw new RangeError('top-nested has a level');
  const found = chosen.plan.columns;
  const named2 = named.flatMap(({ key, value }, at) => [
    { name: key, from: `$key${at}` },
    { name: value, from: `$value${at}` },
  ]);
  return projected(
    chosen,
    named2.flatMap(({ name, from }) => {
      const of = found.find((each) => each.name === from);
      return of === undefined ? [] : [{ name, expr: column(of) }];
    }),
  );
};

const countOf = (node: ExprNode | undefined, context: ExprContext): number =>
  node === undefined ? Number.MAX_SAFE_INTEGER : bindCount(node, context);

const bestWithin = (
  grouped: Table,
  done: readonly Level[],
  value: string,
  descending: boolean,
  count: number,
  rows: string,
): Table => {
  const by = grouped.plan.columns.find((of) => of.name === value);
  if (by === undefined) throw new RangeError('summarize has the column it was asked for');
  if (done.length === 0) return topOf(grouped, by, descending, count);
  const leaf: Plan = { op: 'rows', rows, columns: grouped.plan.columns };
  const sub = topOf({ ...grouped, plan: leaf }, by, descending, count);
  return {
    ...grouped,
    plan: {
      op: 'partition',
      input: grouped.plan,
      by: done.map(({ key }) => key),
      carried: [],
      rows,
      sub: sub.plan,
      columns: grouped.plan.columns,
    },
  };
};

/** The best of one level, and one row more with the aggregate of all other rows. */
const withOthers = (
  best: Table,
  rows: Table,
  node: ExprNode,
  context: ExprContext & { readonly summarize: Node<'summarize'> },
): Table => {
  const label = bindConstant(node, context);
  const [key] = best.plan.columns;
  if (key === undefined || label.type !== key.type) {
    throw new QueryProblem(codes.wrongType, `top-nested: others must have the type ${key?.type}`, node.span);
  }
  const on = [{ left: key.name, right: key.name }];
  const rest = joined('leftanti', rows, best, on, { left: visibleColumns(rows), right: [] });
  const total = bindSummarize({ ...context.summarize, by: [] }, rest, { ...context, table: rest });
  const [value] = total.plan.columns;
  if (value === undefined) throw new RangeError('summarize has a column');
  const columns = best.plan.columns;
  const other = projected(total, [
    { name: key.name, expr: literal(key.type, label.value, label.tenths) },
    { name: value.name, expr: column(value) },
  ]);
  return { ...best, plan: { op: 'union', inputs: [best.plan, other.plan], columns } };
};
