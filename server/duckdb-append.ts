import { listValue, type DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod/mini';
import type { TableSchema } from '#core/kql/schema';
import type { Batch, Vector } from '#core/kql/vector';
import type { RowIds } from '#engine/store';
import { rowsOf, type Catalog, type PhysicalTable } from './duckdb-catalog';
import { isOddText } from './duckdb-text';
import { storageOf, type Storage } from './duckdb-types';
import { appendRows, type ColumnSource } from './duckdb-write';

/**
 * Last stored sequence by workspace id and epoch: what makes a retried upload harmless. Runs ahead of the commit inside a
 * transaction, so that uploads that share one see each other; `reload` after a rollback.
 */
export type Sequences = {
  readonly of: (workspace: number) => Map<string, number>;
  readonly reload: () => Promise<void>;
};

export async function openSequences(connection: DuckDBConnection): Promise<Sequences> {
  const byWorkspace = new Map<number, Map<string, number>>();
  const epochsOf = (workspace: number): Map<string, number> => {
    let epochs = byWorkspace.get(workspace);
    if (epochs === undefined) byWorkspace.set(workspace, (epochs = new Map()));
    return epochs;
  };
  const reload = async (): Promise<void> => {
    byWorkspace.clear();
    const stored = await rowsOf(
      connection,
      'SELECT workspace, epoch, last::DOUBLE FROM internal.sequences',
      z.tuple([z.number(), z.string(), z.number()]),
    );
    for (const [workspace, epoch, last] of stored) epochsOf(workspace).set(epoch, last);
  };
  await reload();
  return { of: epochsOf, reload };
}

const sequenced = /^(.+):(\d{1,15})$/s;

type Selection = {
  readonly rows: Int32Array;
  /** New last sequences by epoch. */
  readonly advanced: ReadonlyMap<string, number>;
  /** Ids of the rows that are no `<epoch>:<sequence>`. */
  readonly others: ReadonlySet<string>;
};

/** Rows to store: those whose sequence is above the last one, whose other id is new, or that have no id. */
function selectRows(
  ids: RowIds,
  length: number,
  last: ReadonlyMap<string, number>,
  seen: ReadonlySet<string>,
): Selection {
  const rows = new Int32Array(length);
  const advanced = new Map<string, number>();
  const others = new Set<string>();
  let count = 0;
  for (let row = 0; row < length; row++) {
    const id = ids[row];
    const match = id === undefined ? null : sequenced.exec(id);
    const epoch = match?.[1];
    if (epoch !== undefined) {
      const sequence = Number(match?.[2]);
      if (sequence <= (advanced.get(epoch) ?? last.get(epoch) ?? -1)) continue;
      advanced.set(epoch, sequence);
    } else if (id !== undefined) {
      if (seen.has(id) || others.has(id)) continue;
      others.add(id);
    }
    rows[count++] = row;
  }
  return { rows: rows.subarray(0, count), advanced, others };
}

/** Which of the ids that are no `<epoch>:<sequence>` (importers' content hashes) are stored already. */
async function seenIds(connection: DuckDBConnection, workspace: number, ids: RowIds): Promise<ReadonlySet<string>> {
  const asked = [...new Set(ids.filter((id): id is string => id !== undefined && !sequenced.test(id)))];
  if (asked.length === 0) return new Set();
  const stored = await connection.runAndReadAll(
    'SELECT id FROM internal.row_ids WHERE workspace = $1 AND id IN (SELECT unnest($2::VARCHAR[]))',
    [BigInt(workspace), listValue(asked)],
  );
  return new Set(stored.getRowsJS().map(([id]) => String(id)));
}

async function storeIdentities(
  connection: DuckDBConnection,
  workspace: number,
  { advanced, others }: Selection,
  last: ReadonlyMap<string, number>,
): Promise<void> {
  for (const [epoch, sequence] of advanced) {
    const values = [BigInt(workspace), epoch, BigInt(sequence)];
    if (last.has(epoch))
      await connection.run('UPDATE internal.sequences SET last = $3 WHERE workspace = $1 AND epoch = $2', values);
    else await connection.run('INSERT INTO internal.sequences VALUES ($1, $2, $3)', values);
  }
  if (others.size > 0)
    await connection.run('INSERT INTO internal.row_ids SELECT $1, unnest($2::VARCHAR[])', [
      BigInt(workspace),
      listValue([...others]),
    ]);
}

export type AppendRequest = {
  readonly workspace: string;
  readonly table: TableSchema;
  readonly batch: Batch;
  readonly ids: RowIds;
  readonly receivedAt: number;
};

export type Appended = { readonly stored: number; readonly dropped: number };

/** Stores rows inside the caller's transaction. */
export async function appendBatch(
  connection: DuckDBConnection,
  catalog: Catalog,
  sequences: Sequences,
  request: AppendRequest,
): Promise<Appended> {
  const { batch, ids, receivedAt } = request;
  const { workspace, table } = await catalog.ensure(request.workspace, {
    name: request.table.name,
    columns: withUnknown(request.table, batch),
  });
  const known = sequences.of(workspace);
  const selection = selectRows(ids, batch.length, known, await seenIds(connection, workspace, ids));
  const { rows, advanced } = selection;
  if (rows.length > 0) {
    await markOddText(catalog, request.table.name, table, batch);
    const appender = await connection.createAppender(table.physical);
    try {
      appendRows(appender, sourcesFor(table, batch, workspace, receivedAt), rows);
      appender.flushSync();
    } finally {
      appender.closeSync();
    }
    await storeIdentities(connection, workspace, selection, known);
  }
  for (const [epoch, last] of advanced) known.set(epoch, last);
  return { stored: rows.length, dropped: batch.length - rows.length };
}

const withUnknown = (table: TableSchema, batch: Batch) => [
  ...table.columns,
  ...batch.columns.filter(({ name }) => !table.columns.some((column) => column.name === name)),
];

const hidden = (type: 'int' | 'datetime'): Storage => storageOf(type);

/** Nothing but the empty value: most columns of most uploads, so that they are worth a shorter way. */
function isEmpty(vector: Vector, length: number): boolean {
  switch (vector.kind) {
    case 'text':
      return vector.dictionary.length === 1 && vector.dictionary[0] === '' && vector.codes[0] === 0 && length > 0
        ? vector.codes.every((code, row) => row >= length || code === 0)
        : false;
    case 'number':
      return vector.nulls !== undefined && vector.nulls.every((isNull, row) => row >= length || isNull === 1);
    case 'json':
      return vector.values.every((value, row) => row >= length || value === null);
  }
}

function sourcesFor(table: PhysicalTable, batch: Batch, workspace: number, receivedAt: number): ColumnSource[] {
  return [
    { kind: 'constant', storage: hidden('int'), value: workspace },
    { kind: 'constant', storage: hidden('datetime'), value: receivedAt },
    ...table.columns.map((column): ColumnSource => {
      const storage = storageOf(column.type);
      const index = batch.columns.findIndex(({ name, type }) => name === column.name && type === column.type);
      const vector = batch.vectors[index];
      return vector === undefined || isEmpty(vector, batch.length)
        ? { kind: 'constant', storage, value: undefined }
        : { kind: 'vector', storage, vector };
    }),
  ];
}

async function markOddText(catalog: Catalog, name: string, table: PhysicalTable, batch: Batch): Promise<void> {
  for (const [index, column] of batch.columns.entries()) {
    const vector = batch.vectors[index];
    if (vector?.kind !== 'text') continue;
    const physical = table.columns.find((known) => known.name === column.name && known.type === column.type);
    if (physical === undefined || physical.oddText || !hasOddText(vector)) continue;
    await catalog.markOddText(name, physical);
  }
}

/** Entries of shared dictionaries are looked at once. */
const checked = new WeakMap<readonly string[], { readonly length: number; readonly odd: boolean }>();

function hasOddText({ dictionary }: Extract<Vector, { kind: 'text' }>): boolean {
  const before = checked.get(dictionary);
  if (before?.odd === true) return true;
  const odd = dictionary.slice(before?.length ?? 0).some(isOddText);
  checked.set(dictionary, { length: dictionary.length, odd });
  return odd;
}
