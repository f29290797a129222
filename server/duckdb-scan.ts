import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { execute } from '#core/kql/execute/execute';
import { DeadlineError } from '#core/kql/execute/limits';
import type { Plan } from '#core/kql/plan';
import { split } from '#core/kql/split';
import type { Batch } from '#core/kql/vector';
import type { ScanOptions } from '#engine/store';
import type { Catalog } from './duckdb-catalog';
import { compilePrefix } from './duckdb-push';
import { createBatchReader } from './duckdb-read';

export type Scanner = {
  readonly canPush: (node: Plan) => boolean;
  readonly scan: (workspaces: readonly string[], prefix: Plan, options: ScanOptions) => AsyncGenerator<Batch>;
  /** Ends running scans. */
  readonly close: () => Promise<void>;
};

/** Idle connections kept for the next scan. */
const idleLimit = 4;

/** Whether the rows are few for sure, or were all in memory before the first of them could be read. */
const isSmall = (prefix: Plan): boolean =>
  prefix.op === 'summarize' || ((prefix.op === 'top' || prefix.op === 'take') && prefix.count <= 10_000);

type Chunks = () => Promise<DuckDBDataChunk | undefined> | DuckDBDataChunk | undefined;

/** All in one go: preparing, starting and each chunk of a stream are a turn of a worker thread each. */
async function readAll(connection: DuckDBConnection, sql: string): Promise<Chunks> {
  const result = await connection.run(sql);
  const count = result.chunkCount;
  let next = 0;
  return () => (next < count ? result.getChunk(next++) : undefined);
}

async function openStream(connection: DuckDBConnection, sql: string): Promise<Chunks> {
  const result = await connection.stream(sql);
  return async () => {
    const chunk = await result.fetchChunk();
    return chunk === null || chunk.rowCount === 0 ? undefined : chunk;
  };
}

export function createScanner(instance: DuckDBInstance, catalog: Catalog): Scanner {
  const idle: DuckDBConnection[] = [];
  const busy = new Set<DuckDBConnection>();

  async function* scan(workspaces: readonly string[], prefix: Plan, options: ScanOptions): AsyncGenerator<Batch> {
    const { signal, deadline } = options;
    signal?.throwIfAborted();
    const ids = workspaces.flatMap((customerId) => catalog.workspaceId(customerId) ?? []);
    const sql = compilePrefix(prefix, catalog, ids);
    if (sql === undefined) {
      yield* inTypeScript(workspaces, prefix, options);
      return;
    }
    const connection = idle.pop() ?? (await instance.connect());
    busy.add(connection);
    let timedOut = false;
    const interrupt = (): void => connection.interrupt();
    const timer =
      deadline === undefined
        ? undefined
        : setTimeout(
            () => {
              timedOut = true;
              interrupt();
            },
            Math.max(0, deadline - Date.now()),
          );
    signal?.addEventListener('abort', interrupt);
    const check = (): void => {
      signal?.throwIfAborted();
      if (timedOut || (deadline !== undefined && Date.now() > deadline)) throw new DeadlineError();
    };
    try {
      const chunks = isSmall(prefix) ? await readAll(connection, sql) : await openStream(connection, sql);
      // The snapshot is taken by now. Had text come in meanwhile that the SQL is not exact for, it would be another.
      if (compilePrefix(prefix, catalog, ids) !== sql) {
        yield* inTypeScript(workspaces, prefix, options);
        return;
      }
      const reader = createBatchReader(prefix.columns);
      for (;;) {
        check();
        const chunk = await chunks();
        if (chunk === undefined) break;
        const batch = reader.add(chunk);
        if (batch !== undefined) yield batch;
      }
      const last = reader.finish();
      if (last !== undefined) yield last;
    } catch (error) {
      check();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
      busy.delete(connection);
      // A result that was not read to its end keeps its snapshot open, so only finished connections are kept.
      if (idle.length < idleLimit) idle.push(connection);
      else connection.closeSync();
    }
  }

  /** Runs a prefix over plain scans: what was agreed to push may not be pushable any more when it runs. */
  const inTypeScript = (workspaces: readonly string[], prefix: Plan, options: ScanOptions): AsyncGenerator<Batch> =>
    execute(
      split(prefix, () => false),
      { ...options, scan: (plan) => scan(workspaces, plan, options) },
    );

  return {
    canPush: (node) => compilePrefix(node, catalog, [1]) !== undefined,
    scan,
    close: async () => {
      for (const connection of busy) connection.interrupt();
      for (const connection of idle.splice(0)) connection.closeSync();
    },
  };
}
