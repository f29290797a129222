import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openJournal, readJournal } from './journal';
import {
  format,
  type ItemState,
  type LedgerChange,
  type LedgerRecord,
  ledgerRecord,
  packTracked,
  type TableName,
  tables,
  type Tracked,
  unpackTracked,
} from './ledger-record';

/**
 * What the agent remembers: the baseline, the items it belongs to, and the spool of rows not yet uploaded. All of it lies in
 * one journal, and a change row is written in the same record as the baseline entry it leads to. A crash therefore
 * leaves either both (the row is sent later, and not made again) or neither (the next scan finds the difference again).
 */
export type Ledger = {
  readonly entity: (path: string) => Tracked | undefined;
  readonly entities: () => IterableIterator<Tracked>;
  readonly entityCount: () => number;
  readonly item: (name: string) => ItemState | undefined;
  readonly items: () => readonly ItemState[];
  /** Whether the content of this hash was spooled before. */
  readonly hasContent: (hash: string) => boolean;
  readonly unreadable: () => ReadonlyMap<string, string>;
  /** The oldest rows of a table still to upload, as JSON text. */
  readonly spooled: (table: TableName, limit: number) => readonly string[];
  readonly spooledCount: (table?: TableName) => number;
  readonly lastScan: () => number | undefined;
  readonly lastInventory: () => number | undefined;
  /** Makes a change and writes it down; rows get their ids here. Nothing has changed if this throws. */
  readonly commit: (change: LedgerChange, options?: { readonly durable?: boolean }) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type LedgerProblem = { readonly kind: 'torn' | 'corrupt' | 'newer'; readonly detail: string };

export type LedgerSettings = {
  /** Folder of the agent's state. */
  readonly folder: string;
  readonly newEpoch: () => string;
  readonly clock: () => number;
};

const journalName = 'journal';
/** Do not rewrite for less than this many bytes. */
const rewriteFloor = 4_000_000;
const recordsPerLine = 1_000;

export type OpenedLedger = {
  readonly ledger: Ledger;
  /** Nothing was remembered: a first start, or the memory is lost. */
  readonly isFresh: boolean;
  readonly problems: readonly LedgerProblem[];
};

/** Opens the agent's memory, or starts an empty one; problems found on the way are for a log and an `Operation` row. */
export async function openLedger(settings: LedgerSettings): Promise<OpenedLedger> {
  const file = join(settings.folder, journalName);
  const problems: LedgerProblem[] = [];
  const setAsideName = () => `${journalName}.${new Date(settings.clock()).toISOString().replaceAll(':', '')}`;
  let memory = createMemory();
  let isFresh = true;
  const take = (record: unknown) => {
    memory.apply(parseRecord(record));
    isFresh = false;
  };
  try {
    const damage = await readJournal(file, take, setAsideName);
    if (damage?.kind === 'torn') {
      problems.push({ kind: 'torn', detail: `The last ${damage.bytes} bytes of the journal were never completed.` });
    }
    if (damage?.kind === 'corrupt') {
      problems.push({
        kind: 'corrupt',
        detail: `The agent's journal is damaged after record ${damage.kept}. Changes recorded later may be reported twice. The damaged file was kept as ${damage.setAside}.`,
      });
      await openJournal(file).then((journal) => journal.rewrite(memory.records()).then(journal.close));
    }
  } catch (error) {
    if (!(error instanceof UnknownRecordError)) throw error;
    const setAside = setAsideName();
    await rename(file, join(settings.folder, setAside));
    memory = createMemory();
    problems.push({
      kind: 'newer',
      detail: `The agent's journal has a form this version does not know (${error.message}). It was kept as ${setAside}, and the baseline is made anew: changes since the last report are not known.`,
    });
  }
  return { ledger: await createLedger(file, memory, settings), isFresh, problems };
}

class UnknownRecordError extends Error {}

function parseRecord(record: unknown): LedgerRecord {
  const parsed = ledgerRecord.safeParse(record);
  if (!parsed.success) throw new UnknownRecordError('a record of another shape');
  if (parsed.data.format !== undefined && parsed.data.format !== format) {
    throw new UnknownRecordError(`format ${parsed.data.format} instead of ${format}`);
  }
  return parsed.data;
}

async function createLedger(file: string, memory: Memory, { newEpoch }: LedgerSettings): Promise<Ledger> {
  const journal = await openJournal(file);
  if (journal.size().base === 0) await journal.append({ format }, true);
  // A new epoch at each start and table: a state folder restored from a copy cannot repeat ids, and a stream that is
  // held up does not make the server take later rows of another for duplicates.
  const epochs = new Map(tables.map((table) => [table, { id: newEpoch(), sequence: 0 }]));

  const identify = (table: TableName, row: object): string => {
    const epoch = epochs.get(table);
    if (epoch === undefined) throw new RangeError(`no epoch for ${table}`);
    epoch.sequence += 1;
    return JSON.stringify({ ...row, RowId_CF: `${epoch.id}:${String(epoch.sequence).padStart(12, '0')}` });
  };

  const write = async (change: LedgerChange, durable: boolean) => {
    const { rows, put, ...rest } = change;
    const record: LedgerRecord = {
      ...(rows && { rows: rows.map(({ table, row }) => [table, identify(table, row)]) }),
      ...(put && { put: put.map(packTracked) }),
      ...(rest.drop && { drop: [...rest.drop] }),
      ...(rest.putItems && { putItems: [...rest.putItems] }),
      ...(rest.dropItems && { dropItems: [...rest.dropItems] }),
      ...(rest.unreadable && { unreadable: rest.unreadable }),
      ...(rest.readable && { readable: [...rest.readable] }),
      ...(rest.contents && { contents: [...rest.contents] }),
      ...(rest.acknowledged && { acknowledged: rest.acknowledged }),
      ...(rest.lastScan !== undefined && { lastScan: rest.lastScan }),
      ...(rest.lastInventory !== undefined && { lastInventory: rest.lastInventory }),
    };
    await journal.append(record, durable);
    memory.apply(record);
    const { appended, base } = journal.size();
    // The change is kept by now: a failure to tidy up is none of the caller's, and is tried again next time.
    const isLong = appended > Math.max(rewriteFloor, 2 * base);
    if (isLong) await journal.rewrite(memory.records()).catch(() => undefined);
  };

  // Rows get their sequence when the record's turn comes, so that ids rise in the order of the journal.
  let last: Promise<void> = Promise.resolve();
  const commit: Ledger['commit'] = (change, { durable = true } = {}) => {
    const done = last.then(() => write(change, durable));
    last = done.catch(() => undefined);
    return done;
  };

  return { ...memory.views, commit, close: () => last.then(journal.close) };
}

type Memory = ReturnType<typeof createMemory>;

function createMemory() {
  const entities = new Map<string, Tracked>();
  const items = new Map<string, ItemState>();
  const unreadable = new Map<string, string>();
  const contents = new Set<string>();
  const spool = new Map<TableName, { rows: string[]; head: number }>();
  for (const table of tables) spool.set(table, { rows: [], head: 0 });
  const queue = (table: TableName) => spool.get(table) ?? { rows: [], head: 0 };
  // Most entities share the few lists of items they are reached through.
  const lists = new Map<string, readonly string[]>();
  const shared = (via: readonly string[]) => {
    const key = via.join('\n');
    const known = lists.get(key);
    if (known === undefined) lists.set(key, via);
    return known ?? via;
  };
  let lastScan: number | undefined;
  let lastInventory: number | undefined;

  const apply = (record: LedgerRecord) => {
    for (const [table, row] of record.rows ?? []) queue(table).rows.push(row);
    for (const path of record.drop ?? []) entities.delete(path);
    for (const packed of record.put ?? []) {
      const { entity, via } = unpackTracked(packed);
      entities.set(entity.path, { entity, via: shared(via) });
    }
    for (const name of record.dropItems ?? []) items.delete(name);
    for (const state of record.putItems ?? []) items.set(state.item.name, state);
    for (const [path, reason] of Object.entries(record.unreadable ?? {})) unreadable.set(path, reason);
    for (const path of record.readable ?? []) unreadable.delete(path);
    for (const hash of record.contents ?? []) contents.add(hash);
    for (const table of tables) {
      const waiting = queue(table);
      waiting.head += record.acknowledged?.[table] ?? 0;
      if (waiting.head > 1_000 || waiting.head >= waiting.rows.length) {
        waiting.rows.splice(0, waiting.head);
        waiting.head = 0;
      }
    }
    lastScan = record.lastScan ?? lastScan;
    lastInventory = record.lastInventory ?? lastInventory;
  };

  function* records(): Generator<LedgerRecord> {
    yield {
      format,
      putItems: [...items.values()],
      unreadable: Object.fromEntries(unreadable),
      ...(contents.size > 0 && { contents: [...contents] }),
      ...(lastScan !== undefined && { lastScan }),
      ...(lastInventory !== undefined && { lastInventory }),
    };
    const tracked = [...entities.values()];
    for (let from = 0; from < tracked.length; from += recordsPerLine) {
      yield { put: tracked.slice(from, from + recordsPerLine).map(packTracked) };
    }
    for (const table of tables) {
      const { rows, head } = queue(table);
      for (let from = head; from < rows.length; from += recordsPerLine) {
        yield { rows: rows.slice(from, from + recordsPerLine).map((row) => [table, row]) };
      }
    }
  }

  const countOf = (table: TableName) => queue(table).rows.length - queue(table).head;
  const views = {
    entity: (path: string) => entities.get(path),
    entities: () => entities.values(),
    entityCount: () => entities.size,
    item: (name: string) => items.get(name),
    items: () => [...items.values()],
    hasContent: (hash: string) => contents.has(hash),
    unreadable: () => unreadable as ReadonlyMap<string, string>,
    spooled: (table: TableName, limit: number) => {
      const { rows, head } = queue(table);
      return rows.slice(head, head + limit);
    },
    spooledCount: (table?: TableName) =>
      table === undefined ? tables.reduce((sum, each) => sum + countOf(each), 0) : countOf(table),
    lastScan: () => lastScan,
    lastInventory: () => lastInventory,
  };
  return { apply, records, views };
}
