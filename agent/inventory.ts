import type { Ledger } from './ledger';
import type { Machine } from './machine';
import { inventoryRow } from './rows';

const chunkRows = 1_000;
/** No more of the inventory is spooled while this many of its rows wait: a server that is away costs little disk. */
const maxWaiting = 2_000;
const intervalMs = 24 * 60 * 60 * 1000;

/**
 * Sends the state of every entity once the first baselines are complete and once a day (Azure Change Tracking sends a
 * full snapshot at least every 24 hours), a portion at a time.
 */
export type Inventory = {
  /** Also reports the entities of an item whose baseline has just been made. */
  readonly addItem: (name: string) => void;
  /** Spools the next portion if it is time for one; true when there may be more at once. */
  readonly step: (now: number) => Promise<boolean>;
};

export function createInventory(ledger: Ledger, machine: Machine): Inventory {
  let paths: readonly string[] = [];
  let at = 0;
  let isFull = false;
  const waitingItems: string[] = [];

  const start = (now: number) => {
    const items = ledger.items();
    const last = ledger.lastInventory();
    const isDue = last === undefined || now - last >= intervalMs || last > now;
    isFull = isDue && items.length > 0 && items.every(({ ready }) => ready);
    // The first full inventory has everything, so items need none of their own before it.
    const name = isFull || last === undefined ? undefined : waitingItems.shift();
    if (isFull) waitingItems.length = 0;
    const wanted = [...ledger.entities()].filter(({ via }) => isFull || (name !== undefined && via.includes(name)));
    paths = wanted.map(({ entity }) => entity.path);
    at = 0;
  };

  return {
    addItem: (name) => waitingItems.push(name),
    step: async (now) => {
      if (ledger.spooledCount('ConfigurationData') > maxWaiting) return false;
      if (at >= paths.length) start(now);
      const portion = paths.slice(at, at + chunkRows);
      at += portion.length;
      const rows = portion.flatMap((path) => {
        const tracked = ledger.entity(path);
        return tracked === undefined
          ? []
          : [{ table: 'ConfigurationData' as const, row: inventoryRow(machine, now, tracked.entity) }];
      });
      const isLast = at >= paths.length;
      const completes = isFull && isLast;
      if (isLast) paths = [];
      if (completes) isFull = false;
      if (rows.length > 0 || completes) await ledger.commit({ rows, ...(completes && { lastInventory: now }) });
      return !isLast || waitingItems.length > 0;
    },
  };
}
