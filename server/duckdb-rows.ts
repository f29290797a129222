import type { DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod/mini';

/** All rows of a query, each checked against a schema. Throws where one is of another shape. */
export async function rowsOf<T extends z.ZodMiniType>(
  connection: DuckDBConnection,
  sql: string,
  row: T,
): Promise<z.output<T>[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJS().map((cells) => z.parse(row, cells));
}
