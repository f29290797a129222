import type { OperatorNode, TabularNode } from './ast';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column, literal, nullLiteral } from './expr';
import { ColumnNames } from './naming';
import type { Plan } from './plan';
import type { ColumnSchema, ColumnType } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

export type Operand = { readonly table: Table; readonly name: string };

/** Tables a wildcard names, in the order of the schema. */
export const wildcardTables = (node: TabularNode, context: ExprContext): readonly TabularNode[] => {
  const { source } = node;
  if (source.kind !== 'table' || !source.wildcard) return [node];
  const parts = source.name.text.split('*').map((part) => part.replace(/[$^.|?+()[\]{}\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*?')}$`);
  return [...new Set([...context.state.tables.keys(), ...context.environment.views()])]
    .filter((name) => pattern.test(name))
    .map((text) => ({
      ...node,
      source: { ...source, name: { text, span: source.name.span }, wildcard: false },
    }));
};

/** Columns with one name and different types become `name_type` columns. */
const outputColumns = (operands: readonly Operand[], inner: boolean): readonly (ColumnSchema & { from: string })[] => {
  const types = new Map<string, Set<ColumnType>>();
  const counts = new Map<string, number>();
  for (const { table } of operands) {
    for (const { name, type } of visibleColumns(table)) {
      types.set(name, (types.get(name) ?? new Set()).add(type));
      counts.set(`${type} ${name}`, (counts.get(`${type} ${name}`) ?? 0) + 1);
    }
  }
  const names = new ColumnNames(types.keys());
  return [...types].flatMap(([name, found]) => {
    const list = [...found];
    if (inner) {
      return list
        .filter((type) => counts.get(`${type} ${name}`) === operands.length)
        .map((type) => ({ name, type, from: name }));
    }
    return list.length === 1
      ? list.map((type) => ({ name, type, from: name }))
      : list.map((type) => ({ name: names.unique(`${name}_${type}`), type, from: name }));
  });
};

/** `union`, also as a source (`left` undefined). Missing columns are null, empty for strings. */
export const bindUnion = (
  node: OperatorNode & { readonly kind: 'union' },
  left: Table | undefined,
  context: ExprContext,
): Table => {
  const parameter = (name: string) => node.parameters.find((of) => of.name === name);
  const kind = parameter('kind');
  if (kind !== undefined && kind.value !== 'inner' && kind.value !== 'outer') {
    throw new QueryProblem(codes.unsupported, `union kind=${kind.value} is not supported`, kind.span);
  }
  const withSource = (parameter('withsource') ?? parameter('with_source'))?.value;
  const fuzzy = parameter('isfuzzy')?.value === 'true';
  const operands: Operand[] = left === undefined ? [] : [{ table: left, name: left.name ?? 'union_arg0' }];
  for (const operand of node.tables.flatMap((table) => wildcardTables(table, context))) {
    try {
      const table = context.state.bindTabular(operand, context.environment);
      operands.push({ table, name: table.name ?? `union_arg${operands.length}` });
    } catch (error) {
      const missing = error instanceof QueryProblem && error.code === codes.unresolvedName;
      if (!fuzzy || !missing) throw error;
    }
  }
  if (operands.length === 0) {
    throw new QueryProblem(codes.unresolvedName, "'union' operator: Failed to resolve any of the tables", node.span);
  }
  if (
    withSource !== undefined &&
    operands.some(({ table }) => visibleColumns(table).some((of) => of.name === withSource))
  ) {
    const message = `A column with the name '${withSource}' is already declared`;
    throw new QueryProblem(codes.duplicateName, message, node.span);
  }
  return unite(operands, withSource, kind?.value === 'inner');
};

/** The rows of all operands; `source` names a column with the operand's name. */
export const unite = (operands: readonly Operand[], source: string | undefined, inner: boolean): Table => {
  const output = outputColumns(operands, inner);
  const columns: readonly ColumnSchema[] = [
    ...(source === undefined ? [] : [{ name: source, type: 'string' as const }]),
    ...output.map(({ name, type }) => ({ name, type })),
  ];
  const inputs = operands.map(({ table, name }): Plan => {
    const own = visibleColumns(table);
    const assignments = output.map((of) => {
      const found = own.find((candidate) => candidate.name === of.from && candidate.type === of.type);
      return { name: of.name, expr: found === undefined ? nullLiteral(of.type) : column(found) };
    });
    const origin = source === undefined ? [] : [{ name: source, expr: literal('string', name) }];
    return { op: 'project', input: table.plan, assignments: [...origin, ...assignments], columns };
  });
  const known = source === undefined && !inner ? { operands } : {};
  return { plan: { op: 'union', inputs, columns }, serialized: false, hidden: false, ...known };
};
