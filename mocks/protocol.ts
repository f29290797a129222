import type { Principal } from '#core/contract/context';
import type { Json } from '#core/kql/vector';
import type { FleetPart } from './fleet/fleet';
import type { FleetScale } from './fleet/scale';

/** What page and worker say to each other. */

export type Role = Exclude<Principal['role'], 'agent'>;

/** Documents that differ from the generated ones, by id; null where one was deleted. */
export type DocumentChanges = Readonly<Record<string, Json>>;

/** Rows of the configuration's history that were added in this tab. */
export type HistoryRow = { readonly workspace: string; readonly cells: Readonly<Record<string, Json>> };

export type DemoSettings = {
  readonly seed: number;
  /** Milliseconds since 1970: the moment the fleet's history ends at. */
  readonly now: number;
  /** The moment was chosen, not taken from the clock: nothing happens after it by itself. */
  readonly still: boolean;
  readonly scale: FleetScale;
  /** The first write to an address that contains this text fails. */
  readonly failOnce?: string;
  /** A sentinel text (scenarios.ts) that every request is taken to contain. */
  readonly force?: string;
  /** Days of history; all of them where absent. */
  readonly days?: number;
};

export type ToWorker =
  | {
      readonly type: 'start';
      readonly settings: DemoSettings;
      readonly documents: DocumentChanges;
      readonly history: readonly HistoryRow[];
      readonly role: Role;
      /** Brings the fleet's first rows (first-rows.ts). */
      readonly firstRows: MessagePort;
    }
  | { readonly type: 'noFirstRows'; readonly message: string }
  | { readonly type: 'role'; readonly role: Role }
  | {
      readonly type: 'request';
      readonly id: number;
      readonly method: string;
      readonly url: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: ArrayBuffer | null;
    }
  | { readonly type: 'abort'; readonly id: number };

export type FromWorker =
  | {
      readonly type: 'response';
      readonly id: number;
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: ArrayBuffer | null;
    }
  | { readonly type: 'failure'; readonly id: number; readonly message: string }
  | { readonly type: 'documents'; readonly documents: DocumentChanges }
  /** Everything added to the configuration's history in this tab. */
  | { readonly type: 'history'; readonly rows: readonly HistoryRow[] }
  /** `rows` are there, up to the end of `part`. Milliseconds since the worker started. */
  | { readonly type: 'loaded'; readonly part: FleetPart; readonly rows: number; readonly milliseconds: number };
