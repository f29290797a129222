import type { Expr, Plan } from '#core/kql/plan';
import { ingestionTimeColumn } from '#core/kql/schema';
import type { Catalog } from './duckdb-catalog';
import { arrivalColumn, quoteName, workspaceColumn } from './duckdb-dialect';
import { conditionSql, isEven, valueSql, type SqlColumn } from './duckdb-expression';
import { wholeLiteral } from './duckdb-literal';
import { compileSort, compileTop } from './duckdb-order';
import { transported } from './duckdb-read';
import { type Relation, rowNumber, workspaceMark } from './duckdb-relation';
import { compileSummarize } from './duckdb-summarize';
import { storageOf } from './duckdb-types';

type Node<Op extends Plan['op']> = Extract<Plan, { op: Op }>;

type Compiler = {
  readonly catalog: Catalog;
  readonly workspaces: readonly number[];
  /** Each workspace's rows by themselves, told apart by `workspaceMark`. */
  readonly apart: boolean;
};

/** SQL of a prefix over the given workspace ids, or undefined where DuckDB could give other rows than TypeScript. */
export const compilePrefix = (prefix: Plan, catalog: Catalog, workspaces: readonly number[]): string | undefined =>
  compileWhole(prefix, { catalog, workspaces, apart: false });

/**
 * SQL that gives at once the rows the prefix has over each of the workspaces alone, in the same order, with the
 * workspace's id as one more column at the end. Undefined where `compilePrefix` is, and for prefixes where running them
 * together saves nothing (no `summarize`) or would be another question (a number of rows).
 */
export const compileApart = (prefix: Plan, catalog: Catalog, workspaces: readonly number[]): string | undefined =>
  isGrouped(prefix) ? compileWhole(prefix, { catalog, workspaces, apart: true }) : undefined;

const isWindow = (expr: Expr): boolean => expr.kind === 'call' && expr.name === 'row_number';

/** What a chain of filters and projections, each row by itself, stands on. */
const belowFilters = (node: Plan): Plan =>
  node.op === 'where' || (node.op === 'project' && !node.assignments.some(({ expr }) => isWindow(expr)))
    ? belowFilters(node.input)
    : node;

/** Whether the rows of a prefix are groups of rows, or of such groups, which makes them few. */
function isGrouped(prefix: Plan): boolean {
  const node = belowFilters(prefix);
  return node.op === 'summarize' && (belowFilters(node.input).op === 'scan' || isGrouped(node.input));
}

function compileWhole(prefix: Plan, compiler: Compiler): string | undefined {
  const relation = compileNode(prefix, compiler);
  if (relation === undefined) return undefined;
  const list = prefix.columns.map((column) => transported(relation.scope.get(column.name)?.sql ?? 'NULL', column));
  if (compiler.apart) list.push(workspaceMark);
  const order = relation.order === undefined ? '' : ` ORDER BY ${relation.order.join(', ')}`;
  return `SELECT ${list.length === 0 ? '1' : list.join(', ')} FROM (${relation.sql})${order}`;
}

function compileNode(node: Plan, compiler: Compiler): Relation | undefined {
  if (node.op === 'scan') return compileScan(node, compiler);
  if (!('input' in node)) return undefined;
  const input = compileNode(node.input, compiler);
  if (input === undefined) return undefined;
  switch (node.op) {
    case 'where': {
      const condition = conditionSql(node.predicate, input.scope, true);
      if (condition === undefined) return undefined;
      return { ...input, sql: `SELECT * FROM (${input.sql}) WHERE ${condition}` };
    }
    case 'project':
      return compileProject(node, input);
    case 'summarize':
      return compileSummarize(node, input, compiler.apart ? compiler.workspaces : undefined);
    case 'sort':
      return compileSort(input, node);
    case 'top':
      return compileTop(input, node);
    case 'take':
      return compileTop(input, { by: [], count: node.count });
    default:
      return undefined;
  }
}

/**
 * Whose rows are read. A span of ids is far cheaper to look for than a list of them; where the rows are told apart later,
 * it may hold others, whose groups nobody asks for.
 */
function workspacesSql(workspaces: readonly number[], apart: boolean): string {
  if (workspaces.length === 0) return 'false';
  const [least, most] = [Math.min(...workspaces), Math.max(...workspaces)];
  const isSpan = most - least < workspaces.length * (apart ? 2 : 1);
  return isSpan
    ? `${workspaceColumn} BETWEEN ${least} AND ${most}`
    : `${workspaceColumn} IN (${workspaces.join(', ')})`;
}

function compileScan({ table: { name }, columns }: Node<'scan'>, { catalog, workspaces, apart }: Compiler): Relation {
  const table = catalog.table(name);
  const scope = new Map<string, SqlColumn>();
  const [only = 0, another] = workspaces;
  const keyed = another === undefined && table?.unkeyed.has(only) === false;
  const list = columns.map((column, index) => {
    const alias = `c${index}`;
    const { sqlType, nullable } = storageOf(column.type);
    const stored = table?.columns.find((known) => known.name === column.name && known.type === column.type);
    const unique = keyed && stored !== undefined && column.name === 'RowId_CF';
    scope.set(column.name, { sql: alias, type: column.type, even: stored?.oddText !== true, unique });
    if (table !== undefined && column.name === ingestionTimeColumn.name) return `${arrivalColumn} AS ${alias}`;
    if (stored !== undefined) return `${quoteName(stored.physical)} AS ${alias}`;
    return `${nullable ? `NULL::${sqlType}` : `''`} AS ${alias}`;
  });
  const of = workspacesSql(workspaces, apart);
  const from = table === undefined ? '(SELECT 0 AS rowid WHERE false)' : quoteName(table.physical);
  const marks = apart ? [`${table === undefined ? '0' : workspaceColumn} AS ${workspaceMark}`] : [];
  const stored = `SELECT ${[...list, ...marks, `rowid AS ${rowNumber}`].join(', ')} FROM ${from}`;
  return {
    sql: table === undefined ? stored : `${stored} WHERE ${of}`,
    stored,
    scope,
    hidden: apart ? [workspaceMark] : [],
    order: undefined,
  };
}

/** Numbers of rows that stand in an order, from 1 or a constant. */
function rowNumberSql(expr: Expr, { order }: Relation): string | undefined {
  if (expr.kind !== 'call' || expr.args.length > 1 || order === undefined) return undefined;
  const [start] = expr.args;
  const first = start === undefined ? 1n : wholeLiteral(start, start.type);
  return first === undefined ? undefined : `(row_number() OVER (ORDER BY ${order.join(', ')}) + (${first - 1n}))`;
}

function compileProject({ assignments }: Node<'project'>, input: Relation): Relation | undefined {
  const scope = new Map<string, SqlColumn>();
  const list: string[] = [];
  let { stored } = input;
  for (const [index, { name, expr }] of assignments.entries()) {
    const window = isWindow(expr);
    const sql = window
      ? rowNumberSql(expr, input)
      : expr.kind === 'column'
        ? input.scope.get(expr.name)?.sql
        : valueSql(expr, input.scope);
    if (sql === undefined) return undefined;
    if (window) stored = undefined;
    list.push(`${sql} AS c${index}`);
    const unique = expr.kind === 'column' && input.scope.get(expr.name)?.unique === true;
    scope.set(name, { sql: `c${index}`, type: expr.type, even: isEven(expr, input.scope), unique });
  }
  const selected = [...list, ...input.hidden, rowNumber].join(', ');
  return {
    ...input,
    sql: `SELECT ${selected} FROM (${input.sql})`,
    stored: stored && `SELECT ${selected} FROM (${stored})`,
    scope,
  };
}
