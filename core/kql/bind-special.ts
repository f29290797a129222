import type { ExprNode } from './ast';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column, isLiteral, keepColumns, literal } from './expr';
import { columnTypeOf } from './literals';
import { impliedName } from './naming';
import { asTabular } from './as-tabular';
import type { Expr, Plan } from './plan';
import type { ColumnType } from './schema';
import { ingestionTimeColumn } from './schema';
import type { BindState, Environment, Table } from './scope';
import { visibleColumns } from './scope';

type CallNode = ExprNode & { readonly kind: 'call' };

/** What these functions need of the binder of expressions. */
export type SpecialContext = {
  readonly state: BindState;
  readonly environment: Environment;
  readonly table: Table | undefined;
  readonly bind: (node: ExprNode) => Expr;
  readonly call: (name: string, args: readonly Expr[]) => Expr;
  readonly convert: (expr: Expr, type: ColumnType) => Expr;
};

type Special = (node: CallNode, context: SpecialContext) => Expr | undefined;

const arity = (node: CallNode, least: number, most: number): void => {
  const { length } = node.args;
  if (length >= least && length <= most) return;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  const message = `${node.name.text}(): function expects ${wanted} argument(s), not ${length}`;
  throw new QueryProblem(codes.arity, message, node.span);
};

const packColumns = (columns: readonly (readonly [string, Expr])[], ignoreEmpty: boolean, context: SpecialContext) => {
  if (columns.length === 0) return literal('dynamic', { json: {} });
  const pairs = columns.flatMap(([name, expr]) => [literal('string', name), expr]);
  return context.call(ignoreEmpty ? 'bag_pack_present' : 'bag_pack', pairs);
};

/** `pack_all([ignore_null_empty])`: the row as a bag. */
const packAll: Special = (node, context) => {
  arity(node, 0, 1);
  const [flag] = node.args;
  const bound = flag && context.bind(flag.value);
  if (bound && !isLiteral(bound)) {
    throw new QueryProblem(codes.notConstant, 'pack_all(): a constant is expected', node.span);
  }
  const columns = context.table ? visibleColumns(context.table) : [];
  return packColumns(
    columns.map((of) => [of.name, column(of)] as const),
    bound?.value === true,
    context,
  );
};

/** `bag_pack_columns(a, b)`: columns under their own names. */
const bagPackColumns: Special = (node, context) => {
  arity(node, 1, 1000);
  const columns = node.args.map(({ value }) => {
    const name = impliedName(value);
    if (name === undefined) {
      throw new QueryProblem(codes.wrongType, 'bag_pack_columns(): a column is expected', value.span);
    }
    return [name, context.bind(value)] as const;
  });
  return packColumns(columns, false, context);
};

const columnNamesOf: Special = (node, { state, environment }) => {
  arity(node, 1, 1);
  const query = node.args[0] && asTabular(node.args[0].value);
  if (query === undefined) {
    throw new QueryProblem(codes.wrongType, 'column_names_of(): a table is expected', node.span);
  }
  const names = visibleColumns(state.bindTabular(query, environment)).map((of) => of.name);
  return literal('dynamic', { json: names });
};

/** `assert(condition, message)`: checked while the query is bound, as its condition must be known then. */
const assertion: Special = (node, context) => {
  arity(node, 2, 2);
  const [condition, message] = node.args.map(({ value }) => context.bind(value));
  if (!condition || !isLiteral(condition) || !message || !isLiteral(message)) {
    throw new QueryProblem(codes.notConstant, 'assert(): constants are expected', node.span);
  }
  if (condition.value !== true) {
    throw new QueryProblem(codes.assertion, `assert() has failed with message: '${String(message.value)}'`, node.span);
  }
  return literal('bool', true);
};

const isColumn: Special = (node, context) => {
  arity(node, 1, 1);
  const [name] = node.args.map(({ value }) => context.bind(value));
  if (!name || !isLiteral(name)) {
    throw new QueryProblem(codes.notConstant, `${node.name.text}(): the column's name must be a constant`, node.span);
  }
  return literal(
    'bool',
    context.table !== undefined && visibleColumns(context.table).some((of) => of.name === name.value),
  );
};

/** A last argument `typeof(long)` names the type to convert the result to. */
const typed =
  (count: number): Special =>
  (node, context) => {
    const last = node.args.at(-1)?.value;
    if (node.args.length !== count || last?.kind !== 'call' || last.name.text !== 'typeof') return undefined;
    const [named] = last.args;
    const type = named?.value.kind === 'name' ? columnTypeOf(named.value.name) : undefined;
    if (type === undefined) throw new QueryProblem(codes.wrongType, 'typeof takes the name of a type', last.span);
    return context.convert(context.bind({ ...node, args: node.args.slice(0, -1) }), type);
  };

/** `toscalar(table)`: the first column of the first row, null where there is none. A scalar stays what it is. */
const toScalar: Special = (node, { state, environment }) => {
  arity(node, 1, 1);
  const [only] = node.args;
  if (only === undefined) throw new RangeError('toscalar has an argument');
  const value = state.bindValue(only.value, environment, 'toscalar');
  if (value.kind === 'scalar') return value.expr;
  const [first] = visibleColumns(value.table);
  if (first === undefined) throw new QueryProblem(codes.wrongType, 'toscalar: the table has no column', node.span);
  const columns = [first];
  const plan: Plan = { op: 'take', input: keepColumns(value.table.plan, columns), count: 1, columns };
  return { kind: 'subquery', plan, list: false, type: first.type };
};

/** `ingestion_time()`: when the store received the row. */
const ingestionTime: Special = (node, { table }) => {
  arity(node, 0, 0);
  if (table?.hidden === true) return column(ingestionTimeColumn);
  const message = 'ingestion_time() needs the rows of a stored table, before project, summarize, join or union';
  throw new QueryProblem(codes.misplaced, message, node.span);
};

/** `column_ifexists("name", otherwise)`. */
const columnIfExists: Special = (node, { bind, table }) => {
  arity(node, 2, 2);
  const [name, otherwise] = node.args;
  const text = name === undefined ? undefined : bind(name.value);
  if (text?.kind !== 'literal' || typeof text.value !== 'string' || otherwise === undefined) {
    throw new QueryProblem(codes.notConstant, `${node.name.text}(): the column's name must be a constant`, node.span);
  }
  const found = table && visibleColumns(table).find((of) => of.name === text.value);
  return found === undefined ? bind(otherwise.value) : column(found);
};

/** `bin_auto(x)`: bins whose size and start the query has `set`. */
const binAuto: Special = (node, { state, bind, call }) => {
  arity(node, 1, 1);
  const size = state.settings.get('query_bin_auto_size');
  const at = state.settings.get('query_bin_auto_at');
  const [of] = node.args;
  if (size === undefined || of === undefined) {
    throw new QueryProblem(codes.notConstant, 'bin_auto() needs `set query_bin_auto_size = ...;`', node.span);
  }
  return at === undefined
    ? call('bin', [bind(of.value), bind(size)])
    : call('bin_at', [bind(of.value), bind(size), bind(at)]);
};

/** Functions that are more than a call on values: they read the columns in scope, a table, or the name of a type. */
export const specialCalls: ReadonlyMap<string, Special> = new Map([
  ['toscalar', toScalar],
  ['ingestion_time', ingestionTime],
  ['column_ifexists', columnIfExists],
  ['columnifexists', columnIfExists],
  ['pack_all', packAll],
  ['bag_pack_columns', bagPackColumns],
  ['column_names_of', columnNamesOf],
  ['assert', assertion],
  ['iscolumnexists', isColumn],
  ['bin_auto', binAuto],
  ['extract', typed(4)],
  ['extract_json', typed(3)],
  ['extractjson', typed(3)],
  ['percentile_tdigest', typed(3)],
]);
