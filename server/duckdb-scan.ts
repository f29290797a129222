import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { execute } from '#core/kql/execute/execute';
import { DeadlineError } from '#core/kql/execute/limits';
import type { Plan } from '#core/kql/plan';
import type { ColumnSchema } from '#core/kql/schema';
import { split } from '#core/kql/split';
import type { Batch } from '#core/kql/vector';
import type { ScanOptions } from '#engine/store';
import type { Catalog } from './duckdb-catalog';
import { compileApart, compilePrefix } from './duckdb-push';
import { createBatchReader } from './duckdb-read';
import { createSharedScans } from './duckdb-shared-scan';

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
  prefix.op === 'where' || prefix.op === 'project'
    ? isSmall(prefix.input)
    : prefix.op === 'summarize' || ((prefix.op === 'top' || prefix.op === 'take') && prefix.count <= 10_000);

type ReadOptions = Pick<ScanOptions, 'signal' | 'deadline'> & {
  readonly small: boolean;
  readonly isStale: () => boolean;
};

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

type Compile = (prefix: Plan, catalog: Catalog, ids: readonly number[]) => string | undefined;

/** A compiler that does the same prefix, of a plan that is kept, once for each state of the catalog. */
function remembered(catalog: Catalog, compile: Compile) {
  const known = new WeakMap<Plan, { readonly version: number; readonly byIds: Map<string, string | undefined> }>();
  return (prefix: Plan, ids: readonly number[]): string | undefined => {
    const version = catalog.version();
    let entry = known.get(prefix);
    if (entry?.version !== version) known.set(prefix, (entry = { version, byIds: new Map() }));
    const key = ids.join(' ');
    if (!entry.byIds.has(key)) entry.byIds.set(key, compile(prefix, catalog, ids));
    return entry.byIds.get(key);
  };
}

export function createScanner(instance: DuckDBInstance, catalog: Catalog): Scanner {
  const idle: DuckDBConnection[] = [];
  const busy = new Set<DuckDBConnection>();

  /** Rows of a statement, their columns as `columns` says. `isStale` is asked once the statement has its snapshot: then nothing comes. */
  async function* read(
    sql: string,
    columns: readonly ColumnSchema[],
    { signal, deadline, small, isStale }: ReadOptions,
  ): AsyncGenerator<Batch> {
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
      const chunks = small ? await readAll(connection, sql) : await openStream(connection, sql);
      if (isStale()) return;
      const reader = createBatchReader(columns);
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

  const wholly = remembered(catalog, compilePrefix);
  const shared = createSharedScans({
    compile: remembered(catalog, compileApart),
    read: (sql, columns, signal, isStale) => read(sql, columns, { signal, small: true, isStale }),
  });

  async function* scan(workspaces: readonly string[], prefix: Plan, options: ScanOptions): AsyncGenerator<Batch> {
    options.signal?.throwIfAborted();
    const ids = workspaces.flatMap((customerId) => catalog.workspaceId(customerId) ?? []);
    const [only] = ids;
    const together = only !== undefined && ids.length === 1 ? await shared.scan(only, prefix, options) : undefined;
    if (together !== undefined) {
      yield* together;
      return;
    }
    const compile = () => wholly(prefix, ids);
    const sql = compile();
    // Text that came in after the question was split, or while the statement began, may be text the SQL is not exact for.
    let stale = sql === undefined;
    if (sql !== undefined) {
      const isStale = () => (stale = compile() !== sql);
      yield* read(sql, prefix.columns, { ...options, small: isSmall(prefix), isStale });
    }
    if (stale) yield* inTypeScript(workspaces, prefix, options);
  }

  const canPush = (node: Plan): boolean => compilePrefix(node, catalog, [1]) !== undefined;

  /** Runs as much of a prefix as can still be pushed: what was agreed to push may not be pushable any more when it runs. */
  const inTypeScript = (workspaces: readonly string[], prefix: Plan, options: ScanOptions): AsyncGenerator<Batch> =>
    execute(split(prefix, canPush), { ...options, scan: (plan) => scan(workspaces, plan, options) });

  return {
    canPush,
    scan,
    close: async () => {
      for (const connection of busy) connection.interrupt();
      for (const connection of idle.splice(0)) connection.closeSync();
    },
  };
}
