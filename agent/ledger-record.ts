import * as z from 'zod/mini';
import type { IngestedRow } from '#core/contract/ingestion';
import { fileContentTable } from '#core/fim/file-content';
import type { Entity } from './entity';
import type { WatchedItem } from './items';

/** Tables the agent writes, in the order in which they are uploaded. */
export const tables = ['Heartbeat', 'Operation', 'ConfigurationChange', 'ConfigurationData', fileContentTable] as const;
export type TableName = (typeof tables)[number];

export type ItemState = { readonly item: WatchedItem; readonly ready: boolean };

/** An entity and the names of the items it is reached through. */
export type Tracked = { readonly entity: Entity; readonly via: readonly string[] };

/** One step of the agent's memory. It is kept whole or not at all: rows and the baseline they follow from together. */
export type LedgerChange = {
  readonly rows?: readonly { readonly table: TableName; readonly row: IngestedRow }[];
  readonly put?: readonly Tracked[];
  readonly drop?: readonly string[];
  readonly putItems?: readonly ItemState[];
  readonly dropItems?: readonly string[];
  readonly unreadable?: Readonly<Record<string, string>>;
  readonly readable?: readonly string[];
  /** Hashes of contents that were spooled. */
  readonly contents?: readonly string[];
  /** How many of a table's oldest rows the server has, or has refused for good. */
  readonly acknowledged?: Partial<Record<TableName, number>>;
  /** When the last complete scan began, ms since 1970. */
  readonly lastScan?: number;
  /** ms since 1970. */
  readonly lastInventory?: number;
};

export const format = 1;

const entityRecord = z.tuple([
  z.string(),
  z.enum(['file', 'folder', 'link', 'other']),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.string(),
  z.enum(['complete', 'tooLarge', 'unreadable', 'none']),
  z.string(),
  z.array(z.string()),
]);
type EntityRecord = z.infer<typeof entityRecord>;

const item = z.object({
  name: z.string(),
  group: z.string(),
  path: z.string(),
  pathType: z.enum(['File', 'Folder']),
  recurse: z.boolean(),
  links: z.enum(['Follow', 'Ignore', 'Manage']),
  // Journals of the first version lack it.
  maxContentBytes: z.prefault(z.number(), 0),
});

const tableName = z.enum(tables);

/** A line of the journal. Rows stand as the JSON text that will be sent. */
export const ledgerRecord = z.object({
  format: z.optional(z.number()),
  rows: z.optional(z.array(z.tuple([tableName, z.string()]))),
  put: z.optional(z.array(entityRecord)),
  drop: z.optional(z.array(z.string())),
  putItems: z.optional(z.array(z.object({ item, ready: z.boolean() }))),
  dropItems: z.optional(z.array(z.string())),
  unreadable: z.optional(z.record(z.string(), z.string())),
  readable: z.optional(z.array(z.string())),
  contents: z.optional(z.array(z.string())),
  acknowledged: z.optional(z.partialRecord(tableName, z.number())),
  lastScan: z.optional(z.number()),
  lastInventory: z.optional(z.number()),
});
export type LedgerRecord = z.infer<typeof ledgerRecord>;

export const packTracked = ({ entity: e, via }: Tracked): EntityRecord => [
  e.path,
  e.kind,
  e.size,
  e.modified,
  e.changed,
  e.created,
  e.inode,
  e.device,
  e.mode,
  e.uid,
  e.gid,
  e.hash,
  e.hashState,
  e.target,
  [...via],
];

export const unpackTracked = (record: EntityRecord): Tracked => {
  const [path, kind, size, modified, changed, created, inode, device, mode, uid, gid, hash, hashState, target, via] =
    record;
  return {
    entity: { path, kind, size, modified, changed, created, inode, device, mode, uid, gid, hash, hashState, target },
    via,
  };
};
