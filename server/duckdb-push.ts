import type { Plan } from '#core/kql/plan';
import type { Catalog } from './duckdb-catalog';
import { arrivalColumn, quoteName, workspaceColumn } from './duckdb-dialect';
import { transported } from './duckdb-read';
import { ingestionTimeColumn } from '#core/kql/schema';
import { storageOf } from './duckdb-types';

export type CompiledPrefix = { readonly sql: string; readonly parameters: readonly string[] };

/** A subquery and how it calls each column. It also has `"$row"`, the position in the stored table, to break ties. */
export type Relation = { readonly sql: string; readonly names: ReadonlyMap<string, string> };

/** SQL of a prefix over the given workspace ids, or undefined where DuckDB could give other rows than TypeScript. */
export function compilePrefix(
  prefix: Plan,
  catalog: Catalog,
  workspaces: readonly number[],
): CompiledPrefix | undefined {
  const parameters: string[] = [];
  const relation = compileNode(prefix, catalog, workspaces);
  if (relation === undefined) return undefined;
  const list = prefix.columns.map((column) => transported(relation.names.get(column.name) ?? 'NULL', column));
  return { sql: `SELECT ${list.length === 0 ? '1' : list.join(', ')} FROM (${relation.sql})`, parameters };
}

function compileNode(node: Plan, catalog: Catalog, workspaces: readonly number[]): Relation | undefined {
  if (node.op !== 'scan') return undefined;
  const table = catalog.table(node.table.name);
  const names = new Map<string, string>();
  const list = node.columns.map((column, index) => {
    const alias = `c${index}`;
    names.set(column.name, alias);
    const { sqlType, nullable } = storageOf(column.type);
    const physical = table?.columns.find(({ name, type }) => name === column.name && type === column.type)?.physical;
    const value =
      table !== undefined && column.name === ingestionTimeColumn.name
        ? arrivalColumn
        : physical === undefined
          ? nullable
            ? `NULL::${sqlType}`
            : `''`
          : quoteName(physical);
    return `${value} AS ${alias}`;
  });
  const from =
    table === undefined
      ? '(SELECT 0 AS rowid WHERE false)'
      : `${quoteName(table.physical)} WHERE ${workspaces.length === 0 ? 'false' : `${workspaceColumn} IN (${workspaces.join(', ')})`}`;
  return { sql: `SELECT ${[...list, 'rowid AS "$row"'].join(', ')} FROM ${from}`, names };
}
