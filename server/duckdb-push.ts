import type { Plan, SortKey } from '#core/kql/plan';
import { ingestionTimeColumn } from '#core/kql/schema';
import { aggregateSql, rowNumber, type PickedRow } from './duckdb-aggregate';
import type { Catalog } from './duckdb-catalog';
import { arrivalColumn, quoteName, workspaceColumn } from './duckdb-dialect';
import { conditionSql, kindOf, valueSql, type SqlColumn, type SqlScope } from './duckdb-expression';
import { transported } from './duckdb-read';
import { storageOf } from './duckdb-types';

/**
 * A subquery. Its columns are called `c0`, `c1` ... because DuckDB would mix up names that differ by case only; beside
 * them it has `"$row"`, the position of the row (of a group: of its first row) in the stored table, which breaks ties as
 * a stable sort in TypeScript does, and `hidden`, further columns to order by.
 */
type Relation = {
  readonly sql: string;
  readonly scope: SqlScope;
  readonly hidden: readonly string[];
  /** What the rows are to be ordered by in the end; undefined: they come in stored order by themselves. */
  readonly order: readonly string[] | undefined;
};

type Node<Op extends Plan['op']> = Extract<Plan, { op: Op }>;

type Compiler = {
  readonly catalog: Catalog;
  readonly workspaces: readonly number[];
  /** Each workspace's rows by themselves, told apart by `workspaceMark`. */
  readonly apart: boolean;
};

/** Column that says which workspace a row of a shared scan belongs to. */
const workspaceMark = '"$of"';

/** SQL of a prefix over the given workspace ids, or undefined where DuckDB could give other rows than TypeScript. */
export const compilePrefix = (prefix: Plan, catalog: Catalog, workspaces: readonly number[]): string | undefined =>
  compileWhole(prefix, { catalog, workspaces, apart: false });

/**
 * SQL that gives at once the rows the prefix has over each of the workspaces alone, in the same order, with the
 * workspace's id as one more column at the end. Undefined where `compilePrefix` is, and for prefixes where running them
 * together saves nothing (no `summarize`) or would be another question (a number of rows, a total of nothing).
 */
export const compileApart = (prefix: Plan, catalog: Catalog, workspaces: readonly number[]): string | undefined =>
  isGrouped(prefix) ? compileWhole(prefix, { catalog, workspaces, apart: true }) : undefined;

/** What a chain of filters and projections stands on. */
const belowFilters = (node: Plan): Plan =>
  node.op === 'where' || node.op === 'project' ? belowFilters(node.input) : node;

/** Whether the rows of a prefix are groups of rows, which makes them few, and none where there was no row. */
function isGrouped(prefix: Plan): boolean {
  const node = belowFilters(prefix);
  return node.op === 'summarize' && node.keys.length > 0 && belowFilters(node.input).op === 'scan';
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
      return compileSummarize(node, input, compiler.apart ? [workspaceMark] : []);
    case 'top':
      return compileTop(input, node.by, node.count);
    case 'take':
      return compileTop(input, [], node.count);
    default:
      return undefined;
  }
}

function compileScan({ table: { name }, columns }: Node<'scan'>, { catalog, workspaces, apart }: Compiler): Relation {
  const table = catalog.table(name);
  const scope = new Map<string, SqlColumn>();
  const list = columns.map((column, index) => {
    const alias = `c${index}`;
    const { sqlType, nullable } = storageOf(column.type);
    const stored = table?.columns.find((known) => known.name === column.name && known.type === column.type);
    scope.set(column.name, { sql: alias, type: column.type, even: stored?.oddText !== true });
    if (table !== undefined && column.name === ingestionTimeColumn.name) return `${arrivalColumn} AS ${alias}`;
    if (stored !== undefined) return `${quoteName(stored.physical)} AS ${alias}`;
    return `${nullable ? `NULL::${sqlType}` : `''`} AS ${alias}`;
  });
  const of = workspaces.length === 0 ? 'false' : `${workspaceColumn} IN (${workspaces.join(', ')})`;
  const from = table === undefined ? '(SELECT 0 AS rowid WHERE false)' : `${quoteName(table.physical)} WHERE ${of}`;
  const marks = apart ? [`${table === undefined ? '0' : workspaceColumn} AS ${workspaceMark}`] : [];
  return {
    sql: `SELECT ${[...list, ...marks, `rowid AS ${rowNumber}`].join(', ')} FROM ${from}`,
    scope,
    hidden: apart ? [workspaceMark] : [],
    order: undefined,
  };
}

function compileProject({ assignments }: Node<'project'>, input: Relation): Relation | undefined {
  const scope = new Map<string, SqlColumn>();
  const list: string[] = [];
  for (const [index, { name, expr }] of assignments.entries()) {
    const passed = expr.kind === 'column' ? input.scope.get(expr.name) : undefined;
    const sql = passed?.sql ?? valueSql(expr, input.scope);
    if (sql === undefined) return undefined;
    list.push(`${sql} AS c${index}`);
    scope.set(name, { sql: `c${index}`, type: expr.type, even: passed?.even ?? false });
  }
  const selected = [...list, ...input.hidden, rowNumber].join(', ');
  return { ...input, sql: `SELECT ${selected} FROM (${input.sql})`, scope };
}

function compileTop(input: Relation, by: readonly SortKey[], count: number): Relation | undefined {
  if (!Number.isSafeInteger(count) || count < 0) return undefined;
  const keys: string[] = [];
  const added: string[] = [];
  for (const { expr, descending, nullsFirst } of by) {
    const even = expr.kind === 'column' && input.scope.get(expr.name)?.even === true;
    const kind = kindOf(expr.type);
    const sql = kind === 'guid' || (kind === 'text' && !even) ? undefined : valueSql(expr, input.scope);
    if (sql === undefined) return undefined;
    const name = `"$key${input.hidden.length + added.length}"`;
    added.push(`${sql} AS ${name}`);
    keys.push(`${name} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`);
  }
  const before = input.order ?? [rowNumber];
  const order = [...keys, ...before];
  const list = ['*', ...added].join(', ');
  // Rows in stored order need no sorting for a `take`: DuckDB keeps that order.
  const sorted = by.length === 0 && input.order === undefined ? '' : ` ORDER BY ${order.join(', ')}`;
  return {
    sql: `SELECT ${list} FROM (${input.sql})${sorted} LIMIT ${count}`,
    scope: input.scope,
    hidden: [...input.hidden, ...added.map((column) => column.slice(column.lastIndexOf(' ') + 1))],
    order: sorted === '' ? undefined : order,
  };
}

function compileSummarize(node: Node<'summarize'>, input: Relation, marks: readonly string[]): Relation | undefined {
  // Groups are numbered by their first row, which is the stored order's only.
  if (input.order !== undefined) return undefined;
  const scope = new Map<string, SqlColumn>();
  const columns: string[] = [];
  const groups: string[] = [];
  const add = (sql: string, even: boolean): void => {
    const column = node.columns[columns.length];
    if (column === undefined) return;
    const alias = `c${columns.length}`;
    scope.set(column.name, { sql: alias, type: column.type, even });
    columns.push(`${sql} AS ${alias}`);
  };

  for (const { expr } of node.keys) {
    const sql = valueSql(expr, input.scope);
    if (sql === undefined) return undefined;
    groups.push(sql);
    add(`k.g${groups.length - 1}`, expr.kind === 'column' && input.scope.get(expr.name)?.even === true);
  }
  const values: string[] = [];
  const rows: PickedRow[] = [];
  for (const aggregate of node.aggregates) {
    const compiled = aggregateSql(aggregate, input.scope);
    if (compiled === undefined) return undefined;
    if (compiled.kind === 'value') {
      add(`k.v${values.length}`, compiled.even);
      values.push(`${compiled.sql} AS v${values.length}`);
      continue;
    }
    for (const value of compiled.row.values) {
      const column = value.kind === 'column' ? input.scope.get(value.name) : undefined;
      if (column === undefined) return undefined;
      add(`p${rows.length}.${column.sql}`, column.even);
    }
    rows.push(compiled.row);
  }

  const keys = groups.map((sql, index) => `${sql} AS g${index}`);
  const positions = rows.map(({ position }, index) => `${position} AS r${index}`);
  const parts = [...groups, ...marks];
  const by = parts.length === 0 ? '' : ` GROUP BY ${parts.join(', ')}`;
  // Without keys there is one row, which needs no order, and where nobody asks for the order it is not kept.
  const ordered = groups.length > 0 && node.unordered !== true;
  const first = ordered ? `min(${rowNumber})` : '0';
  const grouped = `SELECT ${[...keys, ...marks, ...values, ...positions, `${first} AS "$first"`].join(', ')} FROM (${input.sql})${by}`;
  // The picked rows are read from the input again, by their position.
  const joins = rows.map((_, index) => ` LEFT JOIN (${input.sql}) p${index} ON p${index}.${rowNumber} = k.r${index}`);
  return {
    sql: `SELECT ${[...columns, ...marks.map((mark) => `k.${mark}`), `k."$first" AS ${rowNumber}`].join(', ')} FROM (${grouped}) k${joins.join('')}`,
    scope,
    hidden: marks,
    order: ordered ? [rowNumber] : undefined,
  };
}
