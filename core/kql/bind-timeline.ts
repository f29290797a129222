import type { ExprNode, OperatorNode } from './ast';
import { projected } from './bind-columns';
import { bindExpr } from './bind-expression';
import { bindTemplate } from './bind-template';
import { callByName, convertTo } from './make-call';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column, literal } from './expr';
import { impliedName } from './naming';
import type { Expr } from './plan';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';

type Node = OperatorNode & { readonly kind: 'evaluate' };

/**
 * Plugins over who did something when. Each is KQL over `rows` with the columns `id`, `time` and `key` (the dimensions
 * as JSON) and the arguments between the columns and the dimensions by name; it gives `time`, `key` and the rest.
 */
type Timeline = {
  readonly columns: readonly string[];
  readonly values: readonly string[];
  readonly text: string;
  /** The columns it adds, as Kusto names them. */
  readonly results: readonly string[];
};

const timelines: Readonly<Record<string, Timeline>> = {
  activity_counts_metrics: {
    columns: ['id', 'time'],
    values: ['start', 'end', 'step'],
    text: `let seen = rows | where time >= start and time <= end | extend time = bin_at(time, step, start);
      let firsts = seen | summarize time = min(time) by id, key | summarize new = count() by time, key;
      seen
      | summarize total = count(), ids = count_distinct(id) by time, key
      | join kind=leftouter firsts on time, key
      | extend new = coalesce(new, 0)
      | sort by key asc, time asc
      | project time, key, total, ids, new, sum = row_cumsum(new, key != prev(key))
      | sort by time asc, key asc`,
    results: ['count', 'dcount', 'new_dcount', 'aggregated_dcount'],
  },
  sliding_window_counts: {
    columns: ['id', 'time'],
    values: ['start', 'end', 'lookback', 'step'],
    text: `rows
      | extend time = bin_at(time, step, start)
      | where time > start - lookback and time <= end
      | mv-expand at = range(time, time + lookback - step, step) to typeof(TIME)
      | where at >= start and at <= end
      | summarize total = count(), ids = count_distinct(id) by time = at, key
      | project time, key, total, ids
      | sort by time asc, key asc`,
    results: ['Count', 'Dcount'],
  },
  active_users_count: {
    columns: ['id', 'time'],
    values: ['start', 'end', 'lookback', 'period', 'least', 'step'],
    text: `let seen = rows | where time <= end | distinct id, time, key;
      seen
      | where time >= start
      | join kind=inner (seen | project id, key, other = time) on id, key
      | where other <= time and other > time - lookback
      | summarize periods = count_distinct(bin_at(other, period, start)) by id, key, time
      | where periods >= least
      | summarize ids = count_distinct(id) by time = bin_at(time, step, start), key
      | project time, key, ids
      | sort by time asc, key asc`,
    results: ['dcount'],
  },
  session_count: {
    columns: ['id', 'time'],
    values: ['start', 'end', 'step', 'lookback'],
    text: `rows
      | where time >= start and time <= end
      | sort by key asc, id asc, time asc
      | where key != prev(key) or id != prev(id) or isnull(prev(time)) or time - prev(time) > lookback
      | summarize sessions = count() by time = bin_at(time, step, start), key
      | project time, key, sessions
      | sort by time asc, key asc`,
    results: ['count_sessions'],
  },
  rolling_percentile: {
    columns: ['id', 'rank', 'time'],
    values: ['step', 'bins'],
    text: `let seen = rows | extend time = bin(time, step);
      let last = toscalar(seen | summarize max(time));
      seen
      | mv-expand at = range(time, time + (bins - 1) * step, step) to typeof(TIME)
      | where at <= last
      | summarize value = percentile(id, RANK) by time = at, key
      | project time, key, value
      | sort by time asc, key asc`,
    results: [''],
  },
};

export const isTimeline = (name: string): boolean => Object.hasOwn(timelines, name);

const fail = (node: Node, message: string): QueryProblem =>
  new QueryProblem(codes.wrongType, `${node.plugin.text}: ${message}`, node.span);

/** `evaluate activity_counts_metrics(id, time, start, end, step, dimensions...)` and its kin. */
export const bindTimeline = (node: Node, table: Table, context: ExprContext): Table => {
  const { plugin, span } = node;
  const timeline = timelines[plugin.text];
  if (timeline === undefined) throw fail(node, 'no such plugin');
  const args = node.args.map(({ value }) => value);
  const fixed = timeline.columns.length + timeline.values.length;
  if (args.length < fixed) {
    const message = `${plugin.text}(): the plugin expects at least ${fixed} arguments, not ${args.length}`;
    throw new QueryProblem(codes.arity, message, span);
  }
  const columnAt = (arg: ExprNode | undefined): ColumnSchema => {
    const expr = arg === undefined ? undefined : bindExpr(arg, context);
    if (expr?.kind !== 'column') throw fail(node, 'the argument is a column');
    return { name: expr.name, type: expr.type };
  };
  const argOf = (name: string): ExprNode | undefined => {
    const at = [...timeline.columns, ...timeline.values].indexOf(name);
    return at < 0 ? undefined : args[at];
  };
  const id = columnAt(argOf('id'));
  const time = columnAt(argOf('time'));
  const dimensions = args.slice(fixed).map(columnAt);
  const pack = callByName(context, 'pack_array', [literal('string', ''), ...dimensions.map(column)], span);
  const rows = projected(table, [
    { name: 'id', expr: column(id) },
    { name: 'time', expr: column(time) },
    { name: 'key', expr: callByName(context, 'tostring', [pack], span) },
  ]);
  const outside: ExprContext = { ...context, table: undefined };
  const values: Record<string, Expr> = {};
  for (const name of timeline.values) {
    const arg = argOf(name);
    if (arg !== undefined) values[name] = bindExpr(arg, outside);
  }
  const rankNode = argOf('rank');
  const rank = rankNode === undefined ? undefined : bindExpr(rankNode, outside);
  const rankText = rank?.kind === 'literal' ? String(rank.value) : '50';
  const text = timeline.text.replaceAll('TIME', time.type).replaceAll('RANK', rankText);
  const made = bindTemplate(text, { rows }, values, context, span);
  const [, , ...found] = made.plan.columns;
  const bins = values['bins'];
  const rolling = `rolling_${bins?.kind === 'literal' ? String(bins.value) : ''}_percentile_${id.name}_${rankText}`;
  const key = callByName(context, 'parse_json', [column({ name: 'key', type: 'string' })], span);
  return projected(made, [
    {
      name: impliedName(argOf('time') ?? { kind: 'star', span }) ?? time.name,
      expr: column({ ...time, name: 'time' }),
    },
    ...dimensions.map((of, at) => {
      const cell = callByName(context, 'index', [key, literal('long', at + 1)], span);
      return { name: of.name, expr: convertTo(context, cell, of.type, span) };
    }),
    ...found.map((of, at) => ({ name: timeline.results[at] || rolling, expr: column(of) })),
  ]);
};
