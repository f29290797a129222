/** Kusto's scalar types. */
export const columnTypes = [
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'datetime',
  'timespan',
  'string',
  'guid',
  'dynamic',
] as const;
export type ColumnType = (typeof columnTypes)[number];

export type ColumnSchema = { readonly name: string; readonly type: ColumnType };

export type TableSchema = { readonly name: string; readonly columns: readonly ColumnSchema[] };

/**
 * Hidden column every stored table carries: when the store received the row, what `ingestion_time()` reads. It is in a
 * scan's output only when the plan asks for it by this name, and never in `TableSchema.columns`.
 */
export const ingestionTimeColumn = { name: '$IngestionTime', type: 'datetime' } as const satisfies ColumnSchema;
