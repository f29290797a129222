import type { DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod/mini';
import { dialect } from './duckdb-dialect';
import { rowsOf } from './duckdb-rows';

/** Version of the layout of the data file. Raise it with a migration in `migrations`. */
const dataFormat = 2;

/** Steps from format n to n + 1, by n. */
const migrations: Readonly<Record<number, (connection: DuckDBConnection) => Promise<unknown>>> = {
  // Nobody vouched for the ids of the rows that are there.
  1: (connection) =>
    connection.run('INSERT INTO internal.unkeyed SELECT id, name FROM internal.workspaces, internal.tables'),
};

/** The data folder was written by a newer program. */
class NewerDataFormatError extends Error {
  constructor(file: string, found: number) {
    super(
      `${file} has data format ${found}, but this version of FIM Console knows formats up to ${dataFormat}. ` +
        'Start a newer version, or choose another folder with FIM_DATA_DIR.',
    );
    this.name = 'NewerDataFormatError';
  }
}

/** Makes or checks the bookkeeping tables. Throws `NewerDataFormatError` before it touches anything. */
export async function prepareFormat(connection: DuckDBConnection, file: string): Promise<void> {
  const existing = await rowsOf(
    connection,
    `SELECT count(*)::INTEGER FROM information_schema.tables WHERE table_schema = 'internal' AND table_name = 'meta'`,
    z.tuple([z.number()]),
  );
  const versions =
    existing[0]?.[0] === 1
      ? await rowsOf(connection, `SELECT value FROM internal.meta WHERE key = 'format'`, z.tuple([z.string()]))
      : [];
  const found = versions[0] === undefined ? undefined : Number(versions[0][0]);
  if (found !== undefined && !(found <= dataFormat)) throw new NewerDataFormatError(file, found);
  await connection.run('BEGIN');
  for (const statement of dialect.bootstrap) await connection.run(statement);
  for (let from = found ?? dataFormat; from < dataFormat; from++) await migrations[from]?.(connection);
  if (found !== dataFormat) {
    await connection.run(`DELETE FROM internal.meta WHERE key = 'format'`);
    await connection.run(`INSERT INTO internal.meta VALUES ('format', '${dataFormat}')`);
  }
  await connection.run('COMMIT');
}
