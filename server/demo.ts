import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import * as z from 'zod/mini';
import type { Store } from '#engine/store';

/** Outside `/subscriptions`, so that no endpoint shows it. */
const progressId = '/fim-console/demo';
const progress = z.object({ seed: z.number(), now: z.number(), complete: z.boolean() });

/** Rows handed to the store at a time: the days of a workspace are small, and several share a transaction. */
const rowsInFlight = 20_000;

export type DemoOptions = {
  readonly now: number;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly onFirst: () => void;
};

/**
 * Adds the generated fleet, newest rows first, once per data folder. Interrupted, it goes on at the next start: the fleet
 * is the same for the same seed and time, and its rows are numbered, so that the store drops those it has.
 * @param now milliseconds since 1970: where the fleet's history ends, if it is new
 * @param onFirst called once what pages show in their default range is there
 */
export async function addDemoData(store: Store, { now, log, signal, onFirst }: DemoOptions): Promise<void> {
  const { createFleet } = await import('#mocks/fleet/fleet');
  const { demoSeed } = await import('#mocks/fleet/seed');
  const known = await store.documents.get(progressId);
  const started = known === undefined ? { seed: demoSeed, now, complete: false } : progress.parse(known.body);
  if (started.complete) return;
  if (known === undefined) await store.documents.put(progressId, started);

  const fleet = createFleet({ seed: started.seed, now: started.now });
  await Promise.all(fleet.documents().map(({ id, body }) => store.documents.put(id.toLowerCase(), body, 'absent')));

  const sequences = new Map<string, number>();
  const queue = createAppends(store);
  let isFirst = true;
  for (const { workspace, table, batch, receivedAt, part } of fleet.rows()) {
    if (signal.aborted) break;
    if (isFirst && part !== 'first') {
      isFirst = false;
      await queue.finish();
      onFirst();
    }
    const first = sequences.get(workspace) ?? 0;
    sequences.set(workspace, first + batch.length);
    const ids = Array.from({ length: batch.length }, (_, index) => `demo:${first + index}`);
    // The fleet gives every change an id of its own.
    await queue.add([workspace, table, batch, ids, receivedAt, table.name === 'ConfigurationChange']);
    // Requests come first.
    await setImmediate();
  }
  if (signal.aborted) return queue.settle();
  const rows = await queue.finish();
  await store.documents.put(progressId, { ...started, complete: true });
  log.info({ rows }, 'demo data added');
}

/** Hands batches over many at a time and in order, since their sequences rise; the next are made meanwhile. */
function createAppends(store: Store) {
  let stored = 0;
  let waiting: Parameters<Store['append']>[] = [];
  let waitingRows = 0;
  let running: Promise<void> = Promise.resolve();
  const append = async (batches: typeof waiting): Promise<void> => {
    for (const result of await Promise.all(batches.map((batch) => store.append(...batch)))) stored += result.stored;
  };
  const flush = async (): Promise<void> => {
    await running;
    running = append(waiting);
    // Whoever waits for it next is told.
    running.catch(() => undefined);
    waiting = [];
    waitingRows = 0;
  };
  return {
    add: async (append: Parameters<Store['append']>): Promise<void> => {
      waiting.push(append);
      waitingRows += append[2].length;
      if (waitingRows >= rowsInFlight) await flush();
    },
    /** Waits for what was handed over and forgets the rest. */
    settle: () => running,
    /** Resolves to the rows stored in all. */
    finish: async (): Promise<number> => {
      await flush();
      await running;
      return stored;
    },
  };
}
