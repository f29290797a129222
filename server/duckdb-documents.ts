import { randomUUID } from 'node:crypto';
import { listValue, type DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod/mini';
import type { Json } from '#core/kql/vector';
import type { DocumentStore, IfMatch, PutOutcome, StoredDocument } from '#engine/store';
import { rowsOf } from './duckdb-rows';

/** Runs a job in a transaction, alone; `committed` runs before any later job starts. */
export type Write = <T>(job: () => Promise<T>, committed?: (result: T) => void) => Promise<T>;

/** The document after a change; undefined: deleted. */
type Change = { readonly to: StoredDocument | undefined };

type Waiting = {
  readonly id: string;
  /** What to make of the document; undefined leaves it as it is. */
  readonly decide: (current: StoredDocument | undefined) => Change | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Configuration resources: few and read on every request, so all of them are held in memory and written through. Changes
 * that wait for the same commit share it.
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

  /** Documents by id; undefined once some came or went. */
  let ordered: readonly StoredDocument[] | undefined;
  const inOrder = (): readonly StoredDocument[] =>
    (ordered ??= [...documents.values()].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)));

  let waiting: Waiting[] = [];
  const drain = async (): Promise<void> => {
    let group: Waiting[] = [];
    try {
      await write(
        async () => {
          group = waiting;
          waiting = [];
          const changed = new Map<string, StoredDocument | undefined>();
          for (const { id, decide } of group) {
            const change = decide(changed.has(id) ? changed.get(id) : documents.get(id));
            if (change !== undefined) changed.set(id, change.to);
          }
          await storeDocuments(connection, changed);
          return changed;
        },
        (changed) => {
          if (changed.size > 0) ordered = undefined;
          for (const [id, to] of changed) {
            if (to === undefined) documents.delete(id);
            else documents.set(id, to);
          }
        },
      );
      for (const { resolve } of group) resolve();
    } catch (error) {
      // Nothing taken: the write was refused before it began.
      if (group.length === 0) group = waiting.splice(0);
      for (const { reject } of group) reject(error);
    }
  };
  const change = (id: string, decide: Waiting['decide']): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ id, decide, resolve, reject });
      // Whoever came first started the drain that takes the others along.
      if (waiting.length === 1) void drain();
    });

  return {
    get: async (id) => documents.get(id),
    list: async (prefix) => {
      const all = inOrder();
      const first = all.findIndex(({ id }) => id.startsWith(prefix));
      if (first < 0) return [];
      const after = all.findIndex(({ id }, at) => at > first && !id.startsWith(prefix));
      return all.slice(first, after < 0 ? undefined : after);
    },
    put: async (id, body, ifMatch) => {
      const document: StoredDocument = { id, etag: `"${randomUUID()}"`, body };
      let outcome: PutOutcome = { status: 'created', document };
      await change(id, (current) => {
        if (!matches(current, ifMatch)) {
          outcome = { status: 'conflict', current };
          return undefined;
        }
        outcome = { status: current === undefined ? 'created' : 'updated', document };
        return { to: document };
      });
      return outcome;
    },
    delete: async (id, ifMatch) => {
      let outcome: boolean | 'conflict' = false;
      await change(id, (current) => {
        outcome = current === undefined ? false : matches(current, ifMatch) ? true : 'conflict';
        return outcome === true ? { to: undefined } : undefined;
      });
      return outcome;
    },
  };
}

async function storeDocuments(
  connection: DuckDBConnection,
  changed: ReadonlyMap<string, StoredDocument | undefined>,
): Promise<void> {
  if (changed.size === 0) return;
  await connection.run('DELETE FROM internal.documents WHERE id IN (SELECT unnest($1::VARCHAR[]))', [
    listValue([...changed.keys()]),
  ]);
  const kept = [...changed.values()].filter((document) => document !== undefined);
  if (kept.length === 0) return;
  await connection.run(
    'INSERT INTO internal.documents SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::VARCHAR[])',
    [
      listValue(kept.map(({ id }) => id)),
      listValue(kept.map(({ etag }) => etag)),
      listValue(kept.map(({ body }) => JSON.stringify(body))),
    ],
  );
}

const matches = (current: StoredDocument | undefined, ifMatch: IfMatch | undefined): boolean => {
  if (ifMatch === undefined) return true;
  if (ifMatch === 'absent') return current === undefined;
  if (ifMatch === '*') return current !== undefined;
  return current?.etag === ifMatch;
};
