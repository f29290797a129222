/**
 * SQL of DuckDB: the templates the store fills. Another database gets its own object of this shape.
 * Names are quoted; DuckDB compares even quoted names without regard to case, so the catalog hands out physical names
 * that differ by more than case.
 */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * A string literal. SQL text cannot hold NUL, so that one is put together, in one call: DuckDB refuses expressions that are more than a
 * thousand deep.
 */
export const quoteText = (text: string): string => {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts.join('') : `concat_ws(chr(0), ${parts.join(', ')})`;
};

/** Hidden columns of every stored table. */
export const workspaceColumn = '"$Workspace"';
export const arrivalColumn = '"$IngestionTime"';

/** Microseconds since 1970 as a TIMESTAMP. */
export const timestamp = (micros: number): string => `make_timestamp(${Math.trunc(micros)})`;

export const dialect = {
  /** Bookkeeping lives in its own schema; KQL tables are in `main`, so that hand-written SQL finds them by name. */
  bootstrap: [
    'CREATE SCHEMA IF NOT EXISTS internal',
    'CREATE TABLE IF NOT EXISTS internal.meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)',
    'CREATE TABLE IF NOT EXISTS internal.workspaces (id INTEGER NOT NULL, customer_id VARCHAR NOT NULL)',
    'CREATE TABLE IF NOT EXISTS internal.tables (name VARCHAR NOT NULL, physical VARCHAR NOT NULL)',
    `CREATE TABLE IF NOT EXISTS internal.physical_columns
       (table_name VARCHAR NOT NULL, name VARCHAR NOT NULL, type VARCHAR NOT NULL, physical VARCHAR NOT NULL,
        odd_text BOOLEAN NOT NULL)`,
    `CREATE TABLE IF NOT EXISTS internal.workspace_columns
       (workspace INTEGER NOT NULL, table_name VARCHAR NOT NULL, ordinal INTEGER NOT NULL, name VARCHAR NOT NULL,
        type VARCHAR NOT NULL)`,
    'CREATE TABLE IF NOT EXISTS internal.unkeyed (workspace INTEGER NOT NULL, table_name VARCHAR NOT NULL)',
    'CREATE TABLE IF NOT EXISTS internal.documents (id VARCHAR NOT NULL, etag VARCHAR NOT NULL, body VARCHAR NOT NULL)',
    'CREATE TABLE IF NOT EXISTS internal.sequences (workspace INTEGER NOT NULL, epoch VARCHAR NOT NULL, last BIGINT NOT NULL)',
    'CREATE TABLE IF NOT EXISTS internal.row_ids (workspace BIGINT NOT NULL, id VARCHAR NOT NULL)',
  ],
  createTable: (physical: string): string =>
    `CREATE TABLE ${quoteName(physical)} (${workspaceColumn} BIGINT NOT NULL, ${arrivalColumn} TIMESTAMP NOT NULL)`,
  addColumn: (table: string, physical: string, sqlType: string, empty: string): string =>
    `ALTER TABLE ${quoteName(table)} ADD COLUMN ${quoteName(physical)} ${sqlType}${empty}`,
  retain: (table: string, timeColumn: string, workspace: number, before: number): string =>
    `DELETE FROM ${quoteName(table)} WHERE ${workspaceColumn} = ${workspace}
       AND coalesce(${timeColumn}, ${arrivalColumn}) < ${timestamp(before)}`,
} as const;
