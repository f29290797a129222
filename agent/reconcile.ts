import type { IngestedRow } from '#core/contract/ingestion';
import { differsSilently, fieldsChanged } from './diff';
import { type Entity, isSameFile } from './entity';
import type { Files } from './files';
import { covers, type Root } from './items';
import type { Ledger } from './ledger';
import type { LedgerChange, TableName, Tracked } from './ledger-record';
import type { Machine } from './machine';
import { addedRow, inventoryRow, modifiedRow, operationRow, removedRow } from './rows';

/** An entity as it was just seen, and the items it was reached through. */
export type Sighting = { readonly entity: Entity; readonly via: readonly string[] };

export type Sightings = {
  readonly seen: readonly Sighting[];
  /** Paths that are certainly not there any more. */
  readonly gone: readonly string[];
  /** Path to reason. */
  readonly unreadable: ReadonlyMap<string, string>;
  readonly readable: readonly string[];
  /** Still there, but not reached through that item any more: forgotten without a row. */
  readonly released?: readonly { readonly path: string; readonly item: string }[];
};

export type ReconcileContext = {
  readonly ledger: Ledger;
  readonly machine: Machine;
  readonly files: Files;
  readonly now: number;
  /** Where each item's entities lie now. */
  readonly rootsOf: (item: string) => readonly Root[];
};

/**
 * The step from the baseline to what was just seen: change rows where an item's baseline is complete, silence where it is
 * still being made. Returns undefined when there is nothing to write.
 */
export async function reconcile(context: ReconcileContext, sightings: Sightings): Promise<LedgerChange | undefined> {
  const { ledger, machine, now } = context;
  const rows: { table: TableName; row: IngestedRow }[] = [];
  const put = new Map<string, Tracked>();
  const gone = new Set(sightings.gone.filter((path) => ledger.entity(path) !== undefined));
  const changes = (row: IngestedRow) => rows.push({ table: 'ConfigurationChange', row });
  const inventory = (entity: Entity) =>
    rows.push({ table: 'ConfigurationData', row: inventoryRow(machine, now, entity) });

  const isReady = (item: string) => ledger.item(item)?.ready === true;
  const readyItems = ledger.items().filter(({ ready }) => ready);
  const isCovered = ({ path, kind }: Entity) =>
    readyItems.some(({ item }) => context.rootsOf(item.name).some((root) => covers(root, path, kind)));
  // The clock of file systems may be a tick behind.
  const lastScan = (ledger.lastScan() ?? 0) - 20;
  // What a new link leads to was there before the link: it is watched from now on, but nobody added it. The time of the last status
  // change tells, which moving a file sets too.
  const isReported = ({ entity, via }: Sighting) =>
    isCovered(entity) ||
    (via.some(isReady) && (entity.kind === 'folder' ? entity.created : entity.changed) >= lastScan);

  const added: Sighting[] = [];
  const removed = (before: Tracked) => {
    if (before.via.some(isReady)) changes(removedRow(machine, now, before.entity));
  };

  for (const { entity, via } of sightings.seen) {
    const before = ledger.entity(entity.path);
    if (before === undefined) {
      added.push({ entity, via });
      put.set(entity.path, { entity, via });
      continue;
    }
    const allVia = via.every((name) => before.via.includes(name)) ? before.via : [...new Set([...before.via, ...via])];
    // The last hash that could be made is kept, to compare with when the file can be read again.
    const stored = entity.hashState === 'unreadable' ? { ...entity, hash: before.entity.hash } : entity;
    if (before.entity.kind !== entity.kind) {
      removed(before);
      added.push({ entity, via: allVia });
      put.set(entity.path, { entity, via: allVia });
      continue;
    }
    const fields = fieldsChanged(before.entity, entity);
    if (fields.length > 0 && before.via.some(isReady)) {
      changes(modifiedRow(machine, now, before.entity, entity, fields));
      inventory(entity);
    }
    if (fields.length > 0 || allVia !== before.via || differsSilently(before.entity, stored)) {
      put.set(entity.path, { entity: stored, via: allVia });
    }
  }

  const reported = added.filter(isReported);
  const renames = await findRenames(context, reported);
  for (const [, old] of renames) if (old.isGone) gone.add(old.path);
  for (const path of gone) {
    const before = ledger.entity(path);
    if (before !== undefined && !put.has(path)) removed(before);
  }
  for (const { entity } of reported) {
    changes(addedRow(machine, now, entity, renames.get(entity.path)?.path));
    inventory(entity);
  }

  const released: string[] = [];
  for (const { path, item } of sightings.released ?? []) {
    const before = ledger.entity(path);
    const via = before?.via.filter((name) => name !== item) ?? [];
    if (before === undefined || via.length === 0) released.push(path);
    else put.set(path, { entity: before.entity, via });
  }

  const unreadable = [...sightings.unreadable].filter(([path, reason]) => ledger.unreadable().get(path) !== reason);
  for (const [path, reason] of unreadable) {
    const detail = `${path} could not be read: ${reason}.`;
    rows.push({ table: 'Operation', row: operationRow(machine, now, 'Unreadable', path, detail, { path, reason }) });
  }
  const readable = sightings.readable.filter((path) => ledger.unreadable().has(path));
  for (const path of readable) {
    const detail = `${path} can be read again, or is no longer there.`;
    rows.push({ table: 'Operation', row: operationRow(machine, now, 'Readable', path, detail, { path }) });
  }

  const drop = [...gone, ...released].filter((path) => !put.has(path));
  if (rows.length + put.size + drop.length + unreadable.length + readable.length === 0) return undefined;
  return { rows, put: [...put.values()], drop, unreadable: Object.fromEntries(unreadable), readable };
}

type Renamed = { readonly path: string; readonly isGone: boolean };

/** For each new path whose inode the baseline knows under another name: that name, if it no longer is that file's. */
async function findRenames(
  { ledger, files }: ReconcileContext,
  added: readonly Sighting[],
): Promise<ReadonlyMap<string, Renamed>> {
  const renames = new Map<string, Renamed>();
  if (added.length === 0) return renames;
  const byInode = new Map(added.map(({ entity }) => [entity.inode, entity]));
  const candidates: { readonly old: Entity; readonly entity: Entity }[] = [];
  for (const { entity: old } of ledger.entities()) {
    const entity = byInode.get(old.inode);
    if (entity !== undefined && old.path !== entity.path && isSameFile(old, entity)) candidates.push({ old, entity });
  }
  for (const { old, entity } of candidates) {
    const stats = await files.lstat(old.path).catch(() => undefined);
    // A second name of the same inode is a hard link, not a rename.
    if (stats !== undefined && stats.ino === old.inode) continue;
    renames.set(entity.path, { path: old.path, isGone: stats === undefined });
  }
  return renames;
}

/** Ends an item's scope: what is reached through no other item is forgotten without a change row. */
export function forgetItem(ledger: Ledger, name: string): Pick<LedgerChange, 'put' | 'drop' | 'dropItems'> {
  const mine = [...ledger.entities()].filter(({ via }) => via.includes(name));
  const rest = mine.map(({ entity, via }) => ({ entity, via: via.filter((each) => each !== name) }));
  return {
    put: rest.filter(({ via }) => via.length > 0),
    drop: rest.filter(({ via }) => via.length === 0).map(({ entity }) => entity.path),
    dropItems: [name],
  };
}
