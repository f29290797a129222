import type { OperatorNode } from './ast';
import { kept, projected } from './bind-columns';
import { bindConstant, bindExpr } from './bind-expression';
import { bindTemplate } from './bind-template';
import { callByName, convertTo } from './make-call';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column } from './expr';
import { ColumnNames } from './naming';
import { asTabular } from './as-tabular';
import type { Expr } from './plan';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

type Node = OperatorNode & { readonly kind: 'evaluate' };

const fail = (node: Node, message: string): QueryProblem =>
  new QueryProblem(codes.wrongType, `${node.plugin.text}: ${message}`, node.span);

/** `evaluate ipv4_lookup(Networks, address, network, further keys..., return_unmatched)`. */
export const bindNetworkLookup = (node: Node, version: 4 | 6, table: Table, context: ExprContext): Table => {
  const { plugin, span } = node;
  const [tableNode, addressNode, networkNode, ...others] = node.args.filter(({ name }) => name === undefined);
  const query = tableNode === undefined ? undefined : asTabular(tableNode.value);
  if (query === undefined || addressNode === undefined || networkNode === undefined) {
    const message = `${plugin.text}(): a table, an address and a network column are expected`;
    throw new QueryProblem(codes.arity, message, span);
  }
  const right = kept(context.state.bindTabular(query, context.environment));
  const text = (expr: Expr): ColumnSchema => {
    if (expr.kind !== 'column' || expr.type !== 'string') throw fail(node, 'the keys are columns of strings');
    return { name: expr.name, type: expr.type };
  };
  const address = text(bindExpr(addressNode.value, context));
  const network = text(bindExpr(networkNode.value, { ...context, table: right }));
  const keys = others.filter(({ value }) => value.kind === 'name');
  const equal = keys.map(({ value }): string => {
    const [here, there] = [bindExpr(value, context), bindExpr(value, { ...context, table: right })];
    if (here.kind !== 'column' || there.kind !== 'column' || here.type !== there.type) {
      throw fail(node, 'a further key is a column of both tables with one type');
    }
    return here.name;
  });
  const flag =
    node.args.find(({ name }) => name?.text === 'return_unmatched')?.value ?? others.slice(keys.length)[0]?.value;
  const unmatched = flag !== undefined && bindConstant(flag, { ...context, table: undefined }).value === true;
  const own = visibleColumns(table);
  const added = visibleColumns(right).filter((of) => !equal.includes(of.name));
  const names = new ColumnNames(own.map((of) => of.name));
  const columns = [...own, ...added.map((of) => ({ name: names.unique(of.name), type: of.type }))];
  const looked: Table = {
    plan: {
      op: 'compute',
      inputs: [table.plan, right.plan],
      what: {
        kind: 'network-lookup',
        version,
        address: address.name,
        network: network.name,
        equal,
        unmatched,
        right: added.map((of) => of.name),
      },
      columns,
    },
    serialized: false,
    hidden: false,
  };
  // Kusto's own ipv6_lookup puts the columns it found first.
  return version === 4 ? looked : kept(looked, [...columns.slice(own.length), ...columns.slice(0, own.length)]);
};

/** `evaluate rows_near(condition, count)`: rows for which it holds, and so many before and after each. */
export const bindRowsNear = (node: Node, table: Table, context: ExprContext): Table => {
  const [condition, count, ...dimensions] = node.args.map(({ value }) => value);
  if (condition === undefined || count === undefined) {
    throw new QueryProblem(codes.arity, 'rows_near(): a condition and a number of rows are expected', node.span);
  }
  if (dimensions.length > 0) {
    throw new QueryProblem(codes.unsupported, 'The further arguments of rows_near are not supported', node.span);
  }
  if (!table.serialized) throw fail(node, 'the rows are not in a defined order (use sort or serialize)');
  const own = visibleColumns(table);
  const hit = convertTo(context, bindExpr(condition, context), 'bool', condition.span);
  const number = callByName(context, 'row_number', [], node.span);
  const rows = projected(table, [
    ...own.map((of) => ({ name: of.name, expr: column(of) })),
    { name: '$hit', expr: hit },
    { name: '$at', expr: number },
  ]);
  const near = bindTemplate(
    `rows | where ['$at'] in ((rows | where ['$hit'] | mv-expand near = range(['$at'] - count, ['$at'] + count, 1) to typeof(long) | project near))`,
    { rows },
    { count: bindExpr(count, { ...context, table: undefined }) },
    context,
    node.span,
  );
  return { ...kept(near, own), serialized: true };
};

/** `evaluate dcount_intersect(a, b, ...)`: distinct values common to the first sketch, the first two, and so on. */
export const bindDcountIntersect = (node: Node, table: Table, context: ExprContext): Table => {
  const { span } = node;
  const sketches = node.args.map(({ value }) => bindExpr(value, context));
  if (sketches.length < 2 || sketches.length > 5 || sketches.some(({ type }) => type !== 'dynamic')) {
    throw fail(node, 'two to five hll values are expected');
  }
  const call = (name: string, ...args: readonly Expr[]): Expr => callByName(context, name, args, span);
  // By inclusion and exclusion over what each set of sketches holds together.
  const common = (all: readonly Expr[]): Expr => {
    let sum: Expr | undefined;
    for (let set = 1; set < 2 ** all.length; set++) {
      const members = all.filter((_, at) => (set >> at) & 1);
      const [first] = members;
      if (first === undefined) continue;
      const size = call('dcount_hll', members.length === 1 ? first : call('hll_merge', ...members));
      sum = sum === undefined ? size : call(members.length % 2 === 1 ? '+' : '-', sum, size);
    }
    return sum ?? call('dcount_hll', ...all);
  };
  const names = new ColumnNames(visibleColumns(table).map((of) => of.name));
  return projected(table, [
    ...visibleColumns(table).map((of) => ({ name: of.name, expr: column(of) })),
    ...sketches.map((_, at) => ({ name: names.unique(`s${at}`), expr: common(sketches.slice(0, at + 1)) })),
  ]);
};
