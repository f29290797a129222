import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import * as z from 'zod/mini';
import type { Store } from '#engine/store';

/** Outside `/subscriptions`, so that no endpoint shows it. */
const progressId = '/fim-console/demo';
const progress = z.object({ seed: z.number(), now: z.number(), complete: z.boolean() });

const seed = 1;

/** Batches handed to the store at a time. */
const inFlight = 32;

/**
 * Adds the generated fleet, newest rows first, once per data folder. Interrupted, it goes on at the next start: the fleet
 * is the same for the same seed and time, and its rows are numbered, so that the store drops those it has.
 * @param now milliseconds since 1970: where the fleet's history ends, if it is new
 */
export async function addDemoData(
  store: Store,
  { now, log, signal }: { readonly now: number; readonly log: Logger; readonly signal: AbortSignal },
): Promise<void> {
  const known = await store.documents.get(progressId);
  const started = known === undefined ? { seed, now, complete: false } : progress.parse(known.body);
  if (started.complete) return;
  if (known === undefined) await store.documents.put(progressId, started);

  const { createFleet } = await import('#mocks/fleet/fleet');
  const fleet = createFleet({ seed: started.seed, now: started.now });
  for (const { id, body } of fleet.documents()) await store.documents.put(id.toLowerCase(), body, 'absent');

  const sequences = new Map<string, number>();
  let rows = 0;
  const running: ReturnType<Store['append']>[] = [];
  const settle = async (): Promise<void> => {
    for (const { stored } of await Promise.all(running.splice(0))) rows += stored;
  };
  for (const { workspace, table, batch, receivedAt } of fleet.rows()) {
    if (signal.aborted) break;
    const first = sequences.get(workspace) ?? 0;
    sequences.set(workspace, first + batch.length);
    const ids = Array.from({ length: batch.length }, (_, index) => `demo:${first + index}`);
    running.push(store.append(workspace, table, batch, ids, receivedAt));
    // Several share a transaction; in order, since their sequences rise.
    if (running.length >= inFlight) await settle();
    // Requests come first.
    await setImmediate();
  }
  await settle();
  if (signal.aborted) return;
  await store.documents.put(progressId, { ...started, complete: true });
  log.info({ rows }, 'demo data added');
}
