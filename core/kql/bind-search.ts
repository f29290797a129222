import type { ExprNode, Parameter, SearchNode, SourceNode, TabularNode } from './ast';
import { projected } from './bind-columns';
import { callByName, convertTo } from './make-call';
import type { ExprContext } from './make-call';
import { unite, wildcardTables } from './bind-union';
import type { Operand } from './bind-union';
import { bindWhere } from './bind-where';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column, literal, nullLiteral } from './expr';
import type { Expr } from './plan';
import type { ColumnSchema, ColumnType } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

type FindNode = SourceNode & { readonly kind: 'find' };

const textOf = (node: ExprNode): string | undefined =>
  node.kind === 'literal' && node.type === 'string' && typeof node.value === 'string' ? node.value : undefined;

/** `"abc"` in a search as a condition on `target`: a term, or with `*` a prefix, a suffix or a part of one. */
const termCondition = (text: string, target: ExprNode, { span }: ExprNode, caseSensitive: boolean): ExprNode => {
  const inner = text.replace(/^\*/, '').replace(/\*$/, '');
  if (inner === '') return { kind: 'literal', type: 'bool', value: true, span };
  const [before, after] = [text.startsWith('*'), text.endsWith('*')];
  const suffix = caseSensitive ? '_cs' : '';
  const condition = (name: string, value: string): ExprNode => {
    const operand: ExprNode = { kind: 'literal', type: 'string', value, span };
    return { kind: 'operation', operator: { text: name, span }, operands: [target, operand], span };
  };
  if (inner.includes('*')) {
    const parts = inner.split('*').map((part) => part.replaceAll(/[$^.|?+()[\]{}\\]/g, '\\$&'));
    const pattern = `${caseSensitive ? '' : '(?i)'}${before ? '' : '\\b'}${parts.join('.*')}${after ? '' : '\\b'}`;
    return condition('matches regex', pattern);
  }
  if (before && after) return condition(`contains${suffix}`, inner);
  if (before) return condition(`hassuffix${suffix}`, inner);
  return condition(`${after ? 'hasprefix' : 'has'}${suffix}`, inner);
};

/** The predicate of a `search` as one of a `where`: bare texts look into every column of text. */
const searchCondition = (node: ExprNode, caseSensitive: boolean): ExprNode => {
  const { span } = node;
  const text = textOf(node);
  if (text !== undefined) return termCondition(text, { kind: 'star', span }, node, caseSensitive);
  if (node.kind === 'star') return { kind: 'literal', type: 'bool', value: true, span };
  if (node.kind === 'call' && node.name.text === 'not') {
    const args = node.args.map((arg) => ({ ...arg, value: searchCondition(arg.value, caseSensitive) }));
    return { ...node, args };
  }
  if (node.kind !== 'operation') return node;
  if (node.operator.text === 'and' || node.operator.text === 'or') {
    return { ...node, operands: node.operands.map((operand) => searchCondition(operand, caseSensitive)) };
  }
  const [left, right] = node.operands;
  if (node.operator.text !== ':' || left === undefined || right === undefined) return node;
  const term = textOf(right);
  if (term !== undefined) return termCondition(term, left, node, caseSensitive);
  return { ...node, operator: { ...node.operator, text: '==' } };
};

const isCaseSensitive = (parameters: readonly Parameter[]): boolean => {
  const kind = parameters.find(({ name }) => name === 'kind');
  if (kind === undefined || kind.value === 'default' || kind.value === 'case_insensitive') return false;
  if (kind.value === 'case_sensitive') return true;
  throw new QueryProblem(codes.syntax, `search: there is no kind=${kind.value}`, kind.span);
};

/** `T | search predicate`: a filter, with the table's name in `$table`. */
export const bindPipedSearch = (node: SearchNode, table: Table, context: ExprContext): Table => {
  if (node.tables.length > 0) throw new QueryProblem(codes.syntax, 'search in (...) cannot be piped into', node.span);
  const predicate = searchCondition(node.predicate, isCaseSensitive(node.parameters));
  // After a union each row still knows its own table.
  const operands = table.operands ?? [{ table, name: table.name ?? 'search_arg0' }];
  return unite(filtered(operands, predicate, context), '$table', false);
};

/** The named tables, or all there are: stored ones, then views. */
const operandsOf = (tables: readonly TabularNode[], node: SearchNode | FindNode, context: ExprContext): Operand[] => {
  const { span } = node;
  const all: TabularNode = {
    source: { kind: 'table', name: { text: '*', span }, wildcard: true, span },
    operators: [],
    span,
  };
  const named = (tables.length > 0 ? tables : [all]).flatMap((table) => wildcardTables(table, context));
  const operands = named.map((operand, at): Operand => {
    const table = context.state.bindTabular(operand, context.environment);
    return { table, name: table.name ?? `${node.kind}_arg${at}` };
  });
  if (operands.length === 0) {
    throw new QueryProblem(codes.unresolvedName, `'${node.kind}' operator: there is no table to search in`, span);
  }
  return operands;
};

/** Rows of each operand that the predicate keeps; a column the operand lacks is null, if another one has it. */
const filtered = (operands: readonly Operand[], predicate: ExprNode, context: ExprContext): Operand[] => {
  const types = new Map<string, ColumnType>();
  for (const { table } of operands) for (const of of visibleColumns(table)) types.set(of.name, of.type);
  const missing = (name: string): Expr | undefined => {
    const type = types.get(name);
    return type === undefined ? undefined : nullLiteral(type);
  };
  return operands.map(({ table, name }) => ({
    name,
    table: bindWhere(predicate, table, { ...context, table, missing }),
  }));
};

/** `search "text"` as a source: the rows of all tables that have it, with the table's name in `$table`. */
export const bindSearch = (node: SearchNode, context: ExprContext): Table => {
  const predicate = searchCondition(node.predicate, isCaseSensitive(node.parameters));
  return unite(filtered(operandsOf(node.tables, node, context), predicate, context), '$table', false);
};

/** Names of columns that an expression mentions. */
const mentioned = (node: ExprNode, names = new Set<string>()): ReadonlySet<string> => {
  if (node.kind === 'name') names.add(node.name);
  if (node.kind === 'operation') for (const operand of node.operands) mentioned(operand, names);
  if (node.kind === 'call') for (const { value } of node.args) mentioned(value, names);
  if (node.kind === 'member' || node.kind === 'index') mentioned(node.target, names);
  return names;
};

/** The type of a column over all tables that have it; a dynamic where they differ. */
const typeOver = (operands: readonly Operand[], name: string): ColumnType | undefined => {
  const types = new Set(
    operands.flatMap(({ table }) =>
      visibleColumns(table)
        .filter((of) => of.name === name)
        .map((of) => of.type),
    ),
  );
  const [only] = types;
  return types.size > 1 ? 'dynamic' : only;
};

/** What `find` gives without `project`: columns of all tables and those of the predicate; the others in a bag. */
const smartColumns = (operands: readonly Operand[], predicate: ExprNode): readonly ColumnSchema[] => {
  const names = [...new Set(operands.flatMap(({ table }) => visibleColumns(table).map((of) => of.name)))];
  const read = mentioned(predicate);
  return names.flatMap((name) => {
    const everywhere = operands.every(({ table }) => visibleColumns(table).some((of) => of.name === name));
    const type = typeOver(operands, name);
    return type !== undefined && (everywhere || read.has(name)) ? [{ name, type }] : [];
  });
};

/** `find in (tables) where predicate project columns`. */
export const bindFind = (node: FindNode, context: ExprContext): Table => {
  const source = node.parameters.find(({ name }) => name !== 'datascope')?.value ?? 'source_';
  const operands = operandsOf(node.tables, node, context);
  const found = filtered(operands, searchCondition(node.predicate, false), context);
  const listed = node.project?.filter(({ pack }) => !pack);
  const columns =
    listed?.map(({ name, type, span }): ColumnSchema => {
      const known = type ?? typeOver(operands, name.text);
      if (known !== undefined) return { name: name.text, type: known };
      const message = `'find' operator: Failed to resolve column or scalar expression named '${name.text}'`;
      throw new QueryProblem(codes.unresolvedName, message, span);
    }) ?? smartColumns(operands, node.predicate);
  const taken = new Set(columns.map((of) => of.name));
  const restOf = (table: Table): readonly ColumnSchema[] => visibleColumns(table).filter((of) => !taken.has(of.name));
  const packed =
    node.project === undefined
      ? operands.some(({ table }) => restOf(table).length > 0)
      : node.project.some(({ pack }) => pack);
  const shaped = found.map(({ table, name }): Operand => {
    const inTable: ExprContext = { ...context, table };
    const assignments = columns.map((of) => {
      const own = visibleColumns(table).find((candidate) => candidate.name === of.name);
      const expr = own === undefined ? nullLiteral(of.type) : convertTo(inTable, column(own), of.type, node.span);
      return { name: of.name, expr };
    });
    const members = restOf(table).flatMap((of): Expr[] => [literal('string', of.name), column(of)]);
    const bag =
      members.length === 0 ? literal('dynamic', { json: {} }) : callByName(inTable, 'bag_pack', members, node.span);
    return { name, table: projected(table, packed ? [...assignments, { name: 'pack_', expr: bag }] : assignments) };
  });
  return unite(shaped, source, false);
};
