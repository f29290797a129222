import type { Plan } from '#core/kql/plan';
import type { TableSchema } from '#core/kql/schema';
import type { Batch, Json } from '#core/kql/vector';

/**
 * A configuration resource (subscription, workspace, data source ...) as it is stored. `id` is the lower-case ARM path,
 * `etag` an HTTP etag with its quotes, sent as it is.
 */
export type StoredDocument = { readonly id: string; readonly etag: string; readonly body: Json };

/** Condition of a write: an etag the stored document must have, `'*'` any, `'absent'` none. */
export type IfMatch = string;

export type PutOutcome =
  | { readonly status: 'created' | 'updated'; readonly document: StoredDocument }
  | { readonly status: 'conflict'; readonly current: StoredDocument | undefined };

export type DocumentStore = {
  readonly get: (id: string) => Promise<StoredDocument | undefined>;
  /** Documents whose id starts with `prefix` (lower case), ordered by id. */
  readonly list: (prefix: string) => Promise<readonly StoredDocument[]>;
  readonly put: (id: string, body: Json, ifMatch?: IfMatch) => Promise<PutOutcome>;
  /** False when there was nothing to delete, `'conflict'` when the etag did not match. */
  readonly delete: (id: string, ifMatch?: IfMatch) => Promise<boolean | 'conflict'>;
};

/**
 * Identity of appended rows, one per row of the batch: `<epoch>:<sequence>` rows are dropped unless their sequence is
 * above the last one stored for the workspace and epoch, in the transaction that stores them; rows of any other id (an
 * importer's content hash) when the workspace has stored that id before. `undefined`: always stored.
 */
export type RowIds = readonly (string | undefined)[];

export type ScanOptions = {
  readonly signal?: AbortSignal;
  /** Wall-clock limit, milliseconds since 1970. */
  readonly deadline?: number;
  /** `now()` of the query, microseconds since 1970. */
  readonly now: number;
};

/** Which plan nodes and expressions a store can run itself; `split` pushes the longest prefix both agree on. */
export type StoreCapabilities = {
  readonly name: string;
  readonly canPush: (node: Plan) => boolean;
};

/**
 * Where rows and documents live. `workspace` is the customerId GUID in lower case.
 * `append` is atomic, and durable once acknowledged.
 */
export type Store = {
  readonly capabilities: StoreCapabilities;
  readonly documents: DocumentStore;
  readonly append: (
    workspace: string,
    table: TableSchema,
    batch: Batch,
    ids: RowIds,
    /** Arrival time, microseconds since 1970: what `ingestion_time()` returns for these rows. */
    receivedAt: number,
    /** The caller vouches that `RowId_CF` is of each row alone among all the rows its workspace's table is ever given. */
    keyed?: boolean,
  ) => Promise<{ readonly stored: number; readonly dropped: number }>;
  /** Runs a prefix (a chain of pushable nodes over one `scan`) and yields its rows; an unknown table yields none. */
  readonly scan: (workspaces: readonly string[], prefix: Plan, options: ScanOptions) => AsyncIterable<Batch>;
  /** Tables of a workspace with the columns they have by now: built-in ones and custom ones that received rows. */
  readonly schema: (workspace: string) => Promise<readonly TableSchema[]>;
  /** Deletes rows with TimeGenerated before the given time (microseconds); returns how many. */
  readonly retain: (workspace: string, before: number) => Promise<number>;
  readonly close: () => Promise<void>;
};
