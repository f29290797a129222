import { setImmediate } from 'node:timers/promises';
import { listValue, type DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod/mini';
import type { TableSchema } from '#core/kql/schema';
import type { Batch, Vector } from '#core/kql/vector';
import type { RowIds } from '#engine/store';
import type { Catalog, PhysicalTable } from './duckdb-catalog';
import { rowsOf } from './duckdb-rows';
import { isOddText } from './duckdb-text';
import { storageOf, type Storage } from './duckdb-types';
import { createRowWriter, type ColumnSource } from './duckdb-write';

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

const storeIds = (connection: DuckDBConnection, workspace: number, ids: ReadonlySet<string>): Promise<unknown> =>
  connection.run('INSERT INTO internal.row_ids SELECT $1, unnest($2::VARCHAR[])', [
    BigInt(workspace),
    listValue([...ids]),
  ]);

/** Last sequences that a group of requests has advanced, by workspace and epoch; `isNew`: none was stored before. */
type Advances = Map<number, Map<string, { last: number; readonly isNew: boolean }>>;

function advance(advances: Advances, workspace: number, { advanced }: Selection, known: Map<string, number>): void {
  let epochs = advances.get(workspace);
  if (epochs === undefined) advances.set(workspace, (epochs = new Map()));
  for (const [epoch, last] of advanced) {
    const before = epochs.get(epoch);
    if (before === undefined) epochs.set(epoch, { last, isNew: !known.has(epoch) });
    else before.last = last;
    known.set(epoch, last);
  }
}

async function storeSequences(connection: DuckDBConnection, advances: Advances): Promise<void> {
  const all = [...advances].flatMap(([workspace, epochs]) =>
    [...epochs].map(([epoch, { last, isNew }]) => ({ workspace, epoch, last, isNew })),
  );
  const rows = 'SELECT unnest($1::INTEGER[]) AS w, unnest($2::VARCHAR[]) AS e, unnest($3::BIGINT[]) AS l';
  for (const isNew of [true, false]) {
    const some = all.filter((entry) => entry.isNew === isNew);
    if (some.length === 0) continue;
    await connection.run(
      isNew
        ? `INSERT INTO internal.sequences ${rows}`
        : `UPDATE internal.sequences SET last = l FROM (${rows}) WHERE workspace = w AND epoch = e`,
      [
        listValue(some.map(({ workspace }) => workspace)),
        listValue(some.map(({ epoch }) => epoch)),
        listValue(some.map(({ last }) => BigInt(last))),
      ],
    );
  }
}

export type AppendRequest = {
  readonly workspace: string;
  readonly table: TableSchema;
  readonly batch: Batch;
  readonly ids: RowIds;
  readonly receivedAt: number;
  readonly keyed: boolean;
};

export type Appended = { readonly stored: number; readonly dropped: number };

/** A request whose new rows are known and wait to be written. */
type Prepared = {
  readonly batch: Batch;
  readonly workspace: number;
  readonly receivedAt: number;
  readonly selection: Selection;
};

/** Rows written before other work of the process has its turn. */
const rowsPerTurn = 5_000;

/**
 * Stores rows inside the caller's transaction. Requests to one table go through one appender: its flush costs more than
 * a few hundred rows of these wide tables.
 */
export async function appendBatches(
  connection: DuckDBConnection,
  catalog: Catalog,
  sequences: Sequences,
  requests: readonly AppendRequest[],
): Promise<Appended[]> {
  const appended: Appended[] = [];
  const advances: Advances = new Map();
  const byTable = new Map<PhysicalTable, Prepared[]>();
  for (const { workspace: customerId, table: schema, batch, ids, receivedAt, keyed } of requests) {
    const { workspace, table } = await catalog.ensure(customerId, {
      name: schema.name,
      columns: withUnknown(schema, batch),
    });
    const known = sequences.of(workspace);
    const selection = selectRows(ids, batch.length, known, await seenIds(connection, workspace, ids));
    const stored = selection.rows.length;
    appended.push({ stored, dropped: batch.length - stored });
    if (stored === 0) continue;
    await markOddText(catalog, schema.name, table, batch);
    if (!keyed) await catalog.markUnkeyed(schema.name, workspace);
    if (selection.others.size > 0) await storeIds(connection, workspace, selection.others);
    advance(advances, workspace, selection, known);
    const waiting = byTable.get(table);
    if (waiting === undefined) byTable.set(table, [{ batch, workspace, receivedAt, selection }]);
    else waiting.push({ batch, workspace, receivedAt, selection });
  }
  for (const [table, prepared] of byTable) await writeRows(connection, table, prepared);
  await storeSequences(connection, advances);
  return appended;
}

async function writeRows(
  connection: DuckDBConnection,
  table: PhysicalTable,
  prepared: readonly Prepared[],
): Promise<void> {
  const appender = await connection.createAppender(table.physical);
  try {
    const writer = createRowWriter(appender, columnStorages(table));
    let written = 0;
    for (const { batch, workspace, receivedAt, selection } of prepared) {
      writer.write(sourcesFor(table, batch, workspace, receivedAt), selection.rows);
      written += selection.rows.length;
      if (written < rowsPerTurn) continue;
      written = 0;
      await setImmediate();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
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

/** Storage of the hidden columns, then of the table's own. */
const columnStorages = (table: PhysicalTable): Storage[] => [
  hidden('int'),
  hidden('datetime'),
  ...table.columns.map(({ type }) => storageOf(type)),
];

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
