/**
 * What an agent says about itself, in rows Azure has too: `Heartbeat.Detail_CF` every minute, and `Operation` rows when
 * something happens to an item. The app reads baselining progress, absence and unreadable paths from these alone.
 */
export const agentOperationCategory = 'File Integrity Monitoring';

/** `Operation.OperationStatus`; `OperationKey` is the data source's name, `Detail` a sentence for a person. */
export type AgentOperationStatus =
  /** First look at an item has begun: nothing it finds is a change. */
  | 'Baselining'
  /** The item's baseline is complete: differences from here on are reported. `Detail_CF.files` counts its entities. */
  | 'Baseline ready'
  /** Added, changed, disabled or deleted item: re-baselined without change rows. */
  | 'Scope changed'
  /** A path could not be read. `Detail_CF` is `{ path, reason }`. */
  | 'Unreadable'
  /** A path of an earlier `Unreadable` row can be read again or is gone. `Detail_CF` is `{ path }`. */
  | 'Readable'
  | 'Error';

/** `Heartbeat.Detail_CF`. */
export type AgentHeartbeatDetail = {
  readonly state: 'starting' | 'baselining' | 'watching' | 'disabled';
  /** Enabled items of the configuration, and how many of them have a complete baseline. */
  readonly items: number;
  readonly itemsReady: number;
  /** Files and folders in the baseline. */
  readonly entities: number;
  readonly unreadable: number;
  /** Rows still in the spool. */
  readonly spooled: number;
  /** ISO time at which the last complete scan began. */
  readonly lastScan?: string;
};

/** A heartbeat comes every minute: after this long without one, milliseconds, every page calls the agent away. */
export const awayAfter = 5 * 60_000;
