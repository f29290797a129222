import { setImmediate } from 'node:timers/promises';
import { concatBatches } from '#core/kql/batch';
import { DeadlineError } from '#core/kql/execute/limits';
import type { Plan } from '#core/kql/plan';
import type { ColumnSchema } from '#core/kql/schema';
import type { Batch } from '#core/kql/vector';
import { gather } from '#core/kql/vectors';
import type { ScanOptions } from '#engine/store';

type Parts = {
  /** One statement for several workspaces, whose id is its last column; undefined where they cannot share one. */
  readonly compile: (prefix: Plan, ids: readonly number[]) => string | undefined;
  readonly read: (
    sql: string,
    columns: readonly ColumnSchema[],
    signal: AbortSignal,
    isStale: () => boolean,
  ) => AsyncIterable<Batch>;
};

/** Rows by workspace id; undefined where each has to ask alone. */
type Rows = ReadonlyMap<number, Batch> | undefined;

type Group = {
  readonly ids: Set<number>;
  members: number;
  readonly stop: AbortController;
  readonly rows: Promise<Rows>;
};

const markColumn: ColumnSchema = { name: '$of', type: 'long' };

/**
 * Scans of one and the same prefix that come together, each over a workspace of its own, run as one statement: the
 * counts of a list of workspaces read their table once instead of once a workspace.
 */
export function createSharedScans({ compile, read }: Parts) {
  const waiting = new Map<string, Group>();
  const running = new Map<string, Promise<Rows>>();

  const run = async (prefix: Plan, ids: ReadonlySet<number>, signal: AbortSignal): Promise<Rows> => {
    signal.throwIfAborted();
    const all = [...ids];
    const sql = all.length > 1 ? compile(prefix, all) : undefined;
    if (sql === undefined) return undefined;
    const columns = [...prefix.columns, markColumn];
    const batches: Batch[] = [];
    let stale = false;
    for await (const batch of read(sql, columns, signal, () => (stale = compile(prefix, all) !== sql)))
      batches.push(batch);
    return stale ? undefined : apart(concatBatches(columns, batches), prefix.columns);
  };

  const open = (key: string, prefix: Plan): Group => {
    const ids = new Set<number>();
    const stop = new AbortController();
    // Those that come while one runs are the next one.
    const turn = Promise.allSettled([setImmediate(), running.get(key)]);
    const rows = turn.then(() => {
      waiting.delete(key);
      return run(prefix, ids, stop.signal);
    });
    running.set(key, rows);
    // Who waits for it is told of a failure; nobody may.
    void Promise.allSettled([rows]).then(() => running.get(key) === rows && running.delete(key));
    const group = { ids, members: 0, stop, rows };
    waiting.set(key, group);
    return group;
  };

  return {
    /** Rows of the prefix over one workspace; undefined where it has to be asked for alone. */
    scan: async (id: number, prefix: Plan, options: ScanOptions): Promise<readonly Batch[] | undefined> => {
      const key = compile(prefix, []);
      if (key === undefined) return undefined;
      const group = waiting.get(key) ?? open(key, prefix);
      group.ids.add(id);
      group.members++;
      try {
        const rows = await within(group.rows, options);
        const own = rows?.get(id);
        return rows && (own === undefined ? [] : [own]);
      } finally {
        if (--group.members === 0) group.stop.abort();
      }
    },
  };
}

/** A promise that the caller's own signal and deadline end. */
const within = <T>(promise: Promise<T>, { signal, deadline }: ScanOptions): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal?.reason);
    const timer =
      deadline === undefined
        ? undefined
        : setTimeout(() => reject(new DeadlineError()), Math.max(0, deadline - Date.now()));
    signal?.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    });
  });

/** Rows of a batch by its last column, in their order and without it. */
function apart(batch: Batch, columns: readonly ColumnSchema[]): ReadonlyMap<number, Batch> {
  const marks = batch.vectors.at(-1);
  const rows = new Map<number, number[]>();
  for (let row = 0; row < batch.length; row++) {
    const id = marks?.kind === 'number' ? (marks.values[row] ?? 0) : 0;
    const own = rows.get(id);
    if (own) own.push(row);
    else rows.set(id, [row]);
  }
  return new Map(
    [...rows].map(([id, own]) => {
      const vectors = columns.flatMap((_, index) => {
        const vector = batch.vectors[index];
        return vector ? [gather(vector, Int32Array.from(own), own.length)] : [];
      });
      return [id, { columns, vectors, length: own.length }];
    }),
  );
}
