import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Plan } from '#core/kql/plan';
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

/** The scan ran past its deadline. */
export class ScanTimeoutError extends Error {
  constructor() {
    super('The query ran past its deadline.');
    this.name = 'TimeoutError';
  }
}

/** Idle connections kept for the next scan. */
const idleLimit = 4;

export function createScanner(instance: DuckDBInstance, catalog: Catalog): Scanner {
  const idle: DuckDBConnection[] = [];
  const busy = new Set<DuckDBConnection>();

  async function* scan(
    workspaces: readonly string[],
    prefix: Plan,
    { signal, deadline }: ScanOptions,
  ): AsyncGenerator<Batch> {
    signal?.throwIfAborted();
    const ids = workspaces.flatMap((customerId) => catalog.workspaceId(customerId) ?? []);
    const compiled = compilePrefix(prefix, catalog, ids);
    if (compiled === undefined) throw new Error('The store was given a plan it had not agreed to run.');
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
      if (timedOut || (deadline !== undefined && Date.now() > deadline)) throw new ScanTimeoutError();
    };
    try {
      const result = await connection.stream(compiled.sql, [...compiled.parameters]);
      const reader = createBatchReader(prefix.columns);
      for (;;) {
        check();
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
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

  return {
    canPush: (node) => compilePrefix(node, catalog, [1]) !== undefined,
    scan,
    close: async () => {
      for (const connection of busy) connection.interrupt();
      for (const connection of idle.splice(0)) connection.closeSync();
    },
  };
}
