import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createMemoryStore } from '#engine/memory-store';
import type { Store } from '#engine/store';
import { addDemoData } from './demo';

const now = Date.UTC(2026, 10, 22, 14, 30);
const log = pino({ level: 'silent' });

/** A store that counts the rows it stored and those it dropped. */
function createCountingStore() {
  const store = createMemoryStore();
  const counts = { stored: 0, dropped: 0 };
  const counting: Store = {
    ...store,
    append: async (...request) => {
      const result = await store.append(...request);
      counts.stored += result.stored;
      counts.dropped += result.dropped;
      return result;
    },
  };
  return { store: counting, counts };
}

test('demo data that was interrupted goes on at the next start and stores no row twice', async () => {
  const { store, counts } = createCountingStore();
  const stop = new AbortController();
  await addDemoData(store, { now, log, signal: stop.signal, onFirst: () => stop.abort() });
  const early = counts.stored;
  expect(early).toBeGreaterThan(1_000);

  // A later start does not move what the first began.
  const signal = new AbortController().signal;
  await addDemoData(store, { now: now + 3_600_000, log, signal, onFirst: () => undefined });
  expect(counts.stored).toBeGreaterThan(2 * early);
  expect(counts.dropped).toBe(early);

  const all = { ...counts };
  await addDemoData(store, { now, log, signal, onFirst: () => undefined });
  expect(counts).toEqual(all);
});
