import type { SourceNode } from './ast';
import { bindConstant, bindExpr } from './bind-expression';
import { convertTo } from './make-call';
import type { CallNode, ExprContext } from './make-call';
import { expandTuples } from './bind-tuple';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { allOf, column, literal } from './expr';
import { ColumnNames } from './naming';
import type { Expr, Plan } from './plan';
import type { ColumnType, TableSchema } from './schema';
import { ingestionTimeColumn } from './schema';
import type { BindState, Table } from './scope';

const timeColumn = 'TimeGenerated';

/** The request's time range as a condition on a stored table's rows, [from, to). */
const inTimespan = (schema: TableSchema, { from, to }: BindState['timespan']): Expr | undefined => {
  const time = schema.columns.find((of) => of.name === timeColumn && of.type === 'datetime');
  if (time === undefined) return undefined;
  const compare = (name: string, bound: number | undefined): readonly Expr[] =>
    bound === undefined ? [] : [{ kind: 'call', name, args: [column(time), literal('datetime', bound)], type: 'bool' }];
  return allOf([...compare('>=', from), ...compare('<', to)]);
};

/** Reads a stored table within the request's time range. */
export const scanTable = (schema: TableSchema, state: BindState): Table => {
  state.read.add(schema.name);
  const columns = state.ingestionTime ? [...schema.columns, ingestionTimeColumn] : schema.columns;
  const scan: Plan = { op: 'scan', table: schema, columns };
  const predicate = inTimespan(schema, state.timespan);
  return {
    plan: predicate === undefined ? scan : { op: 'where', input: scan, predicate, columns },
    serialized: false,
    hidden: state.ingestionTime,
    name: schema.name,
  };
};

/** `table("Name")`. */
export const tableNamed = ({ args, span }: CallNode, context: ExprContext): Table => {
  const [only, ...others] = args;
  const name = only === undefined || others.length > 0 ? undefined : bindConstant(only.value, context).value;
  if (typeof name !== 'string') throw new QueryProblem(codes.arity, 'table(): a constant name is expected', span);
  const schema = context.state.tables.get(name);
  if (schema !== undefined) return scanTable(schema, context.state);
  throw new QueryProblem(codes.unresolvedName, `Failed to resolve table expression named '${name}'`, span);
};

const print = (node: SourceNode & { readonly kind: 'print' }, context: ExprContext): Table => {
  const names = new ColumnNames();
  const items = expandTuples(node.items, context);
  for (const item of items) {
    if (item.name !== undefined && !names.claim(item.name.text)) {
      const message = `A column with the name '${item.name.text}' is already declared`;
      throw new QueryProblem(codes.duplicateName, message, item.span);
    }
  }
  const cells = items.map((item, at) => ({
    name: item.name?.text ?? names.unique(`print_${at}`),
    expr: bindExpr(item.expr, { ...context, operator: 'print' }),
  }));
  const columns = cells.map(({ name, expr }) => ({ name, type: expr.type }));
  return {
    plan: { op: 'values', rows: [cells.map(({ expr }) => expr)], columns },
    serialized: true,
    hidden: false,
  };
};

const maxCells = 200_000;

const datatable = (node: SourceNode & { readonly kind: 'datatable' }, context: ExprContext): Table => {
  const names = new ColumnNames();
  const columns = node.columns.map(({ name, type, span }) => {
    if (!names.claim(name.text)) {
      throw new QueryProblem(codes.duplicateName, `A column with the name '${name.text}' is already declared`, span);
    }
    return { name: name.text, type };
  });
  const width = columns.length;
  if (width === 0 || node.values.length % width !== 0) {
    const message = `datatable: the number of values is not a multiple of the number of columns (${width})`;
    throw new QueryProblem(codes.arity, message, node.span);
  }
  if (node.values.length > maxCells) {
    throw new QueryProblem(codes.tooComplex, `datatable: more than ${maxCells} values`, node.span);
  }
  const cells = node.values.map((value, at) => {
    const bound = bindConstant(value, { ...context, operator: 'datatable' });
    return convertTo(context, bound, columns[at % width]?.type ?? bound.type, value.span);
  });
  const rows = Array.from({ length: cells.length / width }, (_, row) => cells.slice(row * width, (row + 1) * width));
  return { plan: { op: 'values', rows, columns }, serialized: true, hidden: false };
};

const numberType = (types: readonly ColumnType[]): ColumnType => {
  if (types.every((type) => type === 'int')) return 'int';
  return types.every((type) => type === 'int' || type === 'long') ? 'long' : 'real';
};

const range = (node: SourceNode & { readonly kind: 'range' }, context: ExprContext): Table => {
  const within: ExprContext = { ...context, operator: 'range' };
  const bound = [node.from, node.to, node.step].map((part) => bindExpr(part, within));
  const types = bound.map((expr) => expr.type);
  const allNumbers = types.every((type) => type === 'int' || type === 'long' || type === 'real' || type === 'decimal');
  const type = allNumbers ? numberType(types) : types[0];
  const fits =
    allNumbers ||
    (types[0] === types[1] && types[2] === 'timespan' && (types[0] === 'datetime' || types[0] === 'timespan'));
  if (!fits || type === undefined) {
    const message = `range: from, to and step have types (${types.join(', ')})`;
    throw new QueryProblem(codes.wrongType, message, node.span);
  }
  const [from, to, step] = bound.map((expr, at) =>
    at === 2 && !allNumbers ? expr : convertTo(within, expr, type, node.span),
  );
  if (from === undefined || to === undefined || step === undefined) throw new RangeError('range has three parts');
  return {
    plan: { op: 'range', from, to, step, columns: [{ name: node.name.text, type }] },
    serialized: true,
    hidden: false,
  };
};

/** Sources that stand for themselves. */
export const bindConstantSource = (
  node: SourceNode & { readonly kind: 'print' | 'datatable' | 'range' },
  context: ExprContext,
): Table => {
  switch (node.kind) {
    case 'print':
      return print(node, context);
    case 'datatable':
      return datatable(node, context);
    case 'range':
      return range(node, context);
  }
};
