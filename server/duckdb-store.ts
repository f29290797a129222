import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Plan } from '#core/kql/plan';
import type { Batch } from '#core/kql/vector';
import type { ScanOptions, Store } from '#engine/store';
import { appendBatches, openSequences } from './duckdb-append';
import { createAppendQueue } from './append-queue';
import { openCatalog } from './duckdb-catalog';
import { dialect, quoteName } from './duckdb-dialect';
import { openDocuments, type Write } from './duckdb-documents';
import { prepareFormat } from './duckdb-format';
import { createScanner } from './duckdb-scan';

/** Another process, or this one, has the data file open. */
export class DataFolderInUseError extends Error {
  constructor(file: string, pid: string | undefined) {
    super(
      `${file} is in use by another FIM Console server${pid === undefined ? '' : ` (process ${pid})`}. ` +
        'Stop that one first, or give this one its own folder with FIM_DATA_DIR.',
    );
    this.name = 'DataFolderInUseError';
  }
}

/** DuckDB's file lock does not hold within one process. */
const openFiles = new Set<string>();

async function openInstance(file: string): Promise<DuckDBInstance> {
  if (openFiles.has(file)) throw new DataFolderInUseError(file, String(process.pid));
  try {
    // Everything needed is built in; nothing is to be fetched, and no query is to reach other files.
    const instance = await DuckDBInstance.create(file, {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      enable_external_access: 'false',
      // Commits write the log only; folding it into the file at DuckDB's default of 16 MB would take most of the time
      // of an upload. Replaying this much at a start after a crash takes a few seconds.
      checkpoint_threshold: '256MB',
    });
    openFiles.add(file);
    return instance;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!message.includes('Could not set lock')) throw error;
    throw new DataFolderInUseError(file, /\(PID (\d+)\)/.exec(message)?.[1]);
  }
}

/**
 * Opens (or makes) the store in one DuckDB file. Throws `DataFolderInUseError` when another server has it and
 * `NewerDataFormatError` when a newer version wrote it. Writes go through one connection, one transaction at a time, and
 * are acknowledged after the commit has reached the disk; each scan reads its own snapshot.
 */
export async function createDuckDbStore(file: string): Promise<Store> {
  const instance = await openInstance(file);
  let connection: DuckDBConnection;
  try {
    connection = await instance.connect();
    await prepareFormat(connection, file);
  } catch (error) {
    instance.closeSync();
    openFiles.delete(file);
    throw error;
  }
  const catalog = await openCatalog(connection);
  const sequences = await openSequences(connection);

  let tail: Promise<unknown> = Promise.resolve();
  let closed = false;
  const write: Write = (job, committed) => {
    const result = tail.then(async () => {
      if (closed) throw new Error('The store is closed.');
      await connection.run('BEGIN');
      try {
        const value = await job();
        await connection.run('COMMIT');
        catalog.publish();
        committed?.(value);
        return value;
      } catch (error) {
        // A failed COMMIT has rolled back already, and then this fails.
        await connection.run('ROLLBACK').catch(() => undefined);
        await catalog.reload();
        await sequences.reload();
        throw error;
      }
    });
    tail = result.catch(() => undefined);
    return result;
  };

  const documents = await openDocuments(connection, write);
  const appends = createAppendQueue(write, (requests) => appendBatches(connection, catalog, sequences, requests));
  const scanner = createScanner(instance, catalog);

  return {
    capabilities: { name: 'DuckDB', canPush: scanner.canPush },
    documents,
    append: (workspace, table, batch, ids, receivedAt, keyed = false) =>
      appends.add({ workspace, table, batch, ids, receivedAt, keyed }),
    scan: (workspaces: readonly string[], prefix: Plan, options: ScanOptions): AsyncIterable<Batch> =>
      scanner.scan(workspaces, prefix, options),
    schema: async (workspace) => catalog.schema(workspace),
    retain: (workspace, before) =>
      write(async () => {
        const id = catalog.workspaceId(workspace);
        if (id === undefined) return 0;
        let removed = 0;
        for (const name of catalog.tableNames()) {
          const table = catalog.table(name);
          const time = table?.columns.find((column) => column.name === 'TimeGenerated' && column.type === 'datetime');
          if (table === undefined || time === undefined) continue;
          const result = await connection.run(dialect.retain(table.physical, quoteName(time.physical), id, before));
          removed += result.rowsChanged;
        }
        return removed;
      }),
    close: async () => {
      if (closed) return;
      await tail;
      closed = true;
      await scanner.close();
      await connection.run('CHECKPOINT').catch(() => undefined);
      connection.closeSync();
      instance.closeSync();
      openFiles.delete(file);
    },
  };
}
