import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod/mini';
import type { Json } from '#core/kql/vector';
import type { DocumentStore, IfMatch, PutOutcome, StoredDocument } from '#engine/store';
import { rowsOf } from './duckdb-catalog';

/** Runs a job in a transaction, alone; `committed` runs before any later job starts. */
export type Write = <T>(job: () => Promise<T>, committed?: (result: T) => void) => Promise<T>;

/**
 * Configuration resources: few and read on every request, so all of them are held in memory and written through.
 */
export async function openDocuments(connection: DuckDBConnection, write: Write): Promise<DocumentStore> {
  const documents = new Map<string, StoredDocument>();
  const stored = await rowsOf(
    connection,
    'SELECT id, etag, body FROM internal.documents',
    z.tuple([z.string(), z.string(), z.string()]),
  );
  for (const [id, etag, text] of stored) {
    const body: Json = JSON.parse(text);
    documents.set(id, { id, etag, body });
  }

  return {
    get: async (id) => documents.get(id),
    list: async (prefix) =>
      [...documents.values()]
        .filter(({ id }) => id.startsWith(prefix))
        .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    put: (id, body, ifMatch) =>
      write<PutOutcome>(
        async () => {
          const current = documents.get(id);
          if (!matches(current, ifMatch)) return { status: 'conflict', current };
          const document: StoredDocument = { id, etag: `"${randomUUID()}"`, body };
          await connection.run('DELETE FROM internal.documents WHERE id = $1', [id]);
          await connection.run('INSERT INTO internal.documents VALUES ($1, $2, $3)', [
            id,
            document.etag,
            JSON.stringify(body),
          ]);
          return { status: current === undefined ? 'created' : 'updated', document };
        },
        (outcome) => {
          if (outcome.status !== 'conflict') documents.set(id, outcome.document);
        },
      ),
    delete: (id, ifMatch) =>
      write<boolean | 'conflict'>(
        async () => {
          const current = documents.get(id);
          if (current === undefined) return false;
          if (!matches(current, ifMatch)) return 'conflict';
          await connection.run('DELETE FROM internal.documents WHERE id = $1', [id]);
          return true;
        },
        (outcome) => {
          if (outcome === true) documents.delete(id);
        },
      ),
  };
}

const matches = (current: StoredDocument | undefined, ifMatch: IfMatch | undefined): boolean => {
  if (ifMatch === undefined) return true;
  if (ifMatch === 'absent') return current === undefined;
  if (ifMatch === '*') return current !== undefined;
  return current?.etag === ifMatch;
};
