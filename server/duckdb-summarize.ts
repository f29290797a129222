import type { Plan } from '#core/kql/plan';
import { aggregateSql, type PickedRow } from './duckdb-aggregate';
import { groupSql, isEven, type SqlColumn } from './duckdb-expression';
import { type Relation, rowNumber, workspaceMark } from './duckdb-relation';

type Summarize = Extract<Plan, { op: 'summarize' }>;

/**
 * `summarize` over a relation, of which `apart` makes groups for each of these workspaces; undefined where the result could
 * differ.
 */
export function compileSummarize(
  node: Summarize,
  input: Relation,
  apart: readonly number[] | undefined,
): Relation | undefined {
  const marks = apart === undefined ? [] : [workspaceMark];
  // Without keys there is one row, which needs no order, and where nobody asks for the order it is not kept.
  const ordered = node.keys.length > 0 && node.unordered !== true;
  // Groups are numbered by their first row, and rows picked by their position, which is the stored order's only.
  if (input.order !== undefined && ordered) return undefined;
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
  /** A value that is null over no rows: Kusto's text is empty there. */
  const addFound = (sql: string, even: boolean): void =>
    add(node.columns[columns.length]?.type === 'string' ? `coalesce(${sql}, '')` : sql, even);

  for (const { expr } of node.keys) {
    const group = groupSql(expr, input.scope);
    if (group === undefined) return undefined;
    groups.push(group.by);
    add(group.value(`k.g${groups.length - 1}`), isEven(expr, input.scope));
  }
  const values: string[] = [];
  const rows: PickedRow[] = [];
  for (const aggregate of node.aggregates) {
    const compiled = aggregateSql(aggregate, input.scope);
    if (compiled === undefined) return undefined;
    if (compiled.kind === 'value') {
      addFound(`k.v${values.length}`, compiled.even);
      values.push(`${compiled.sql} AS v${values.length}`);
      continue;
    }
    if (input.order !== undefined) return undefined;
    for (const value of compiled.row.values) {
      const column = value.kind === 'column' ? input.scope.get(value.name) : undefined;
      if (column === undefined) return undefined;
      addFound(`p${rows.length}.${column.sql}`, column.even);
    }
    rows.push(compiled.row);
  }

  const keys = groups.map((sql, index) => `${sql} AS g${index}`);
  const positions = rows.map(({ position }, index) => `${position} AS r${index}`);
  const parts = [...groups, ...marks];
  const by = parts.length === 0 ? '' : ` GROUP BY ${parts.join(', ')}`;
  const first = ordered ? `min(${rowNumber})` : '0';
  const found = [...values, ...positions, `${first} AS "$first"`];
  const select = `SELECT ${[...keys, ...marks, ...found].join(', ')} FROM (${input.sql})${by}`;
  const names = [...values.map((_, index) => `v${index}`), ...positions.map((_, index) => `r${index}`), '"$first"'];
  const grouped =
    apart === undefined || keys.length > 0
      ? select
      : withEmpty(select, `SELECT ${found.join(', ')} FROM (${input.sql}) WHERE false`, names, apart);
  // The picked rows are read from the input again, by their position.
  const joins = rows.map((_, index) => ` LEFT JOIN (${input.sql}) p${index} ON p${index}.${rowNumber} = k.r${index}`);
  return {
    sql: `SELECT ${[...columns, ...marks.map((mark) => `k.${mark}`), `k."$first" AS ${rowNumber}`].join(', ')} FROM (${grouped}) k${joins.join('')}`,
    scope,
    stored: undefined,
    hidden: marks,
    order: ordered ? [rowNumber] : undefined,
  };
}

/** Totals by workspace, of which one without rows has those of nothing, as it would have alone. */
function withEmpty(totals: string, ofNothing: string, names: readonly string[], workspaces: readonly number[]): string {
  const values = names.map(
    (name) => `CASE WHEN t.${workspaceMark} IS NULL THEN e.${name} ELSE t.${name} END AS ${name}`,
  );
  const all = `SELECT unnest([${workspaces.join(', ')}]::BIGINT[]) AS ${workspaceMark}`;
  return `SELECT ${[`w.${workspaceMark}`, ...values].join(', ')} FROM (${all}) w LEFT JOIN (${totals}) t ON t.${workspaceMark} = w.${workspaceMark} CROSS JOIN (${ofNothing}) e`;
}
