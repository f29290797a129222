import type { SqlScope } from './duckdb-expression';

/** Position of a row in its stored table: rows are numbered in the order they came. */
export const rowNumber = '"$row"';

/** Column that says which workspace a row of a shared scan belongs to. */
export const workspaceMark = '"$of"';

/**
 * A subquery. Its columns are called `c0`, `c1` ... because DuckDB would mix up names that differ by case only; beside
 * them it has `"$row"`, the position of the row (of a group: of its first row) in the stored table, which breaks ties as
 * a stable sort in TypeScript does, and `hidden`, further columns to order by.
 */
export type Relation = {
  readonly sql: string;
  readonly scope: SqlScope;
  /** The same columns of every row of the stored table that `sql` picks rows of; undefined where its rows are others. */
  readonly stored: string | undefined;
  readonly hidden: readonly string[];
  /** What the rows are to be ordered by in the end; undefined: they come in stored order by themselves. */
  readonly order: readonly string[] | undefined;
};
