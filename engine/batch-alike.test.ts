import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMemoryStore } from './memory-store';
import { openTestEngine, testUrl, testWorld } from './testing/world';

/** Most scans of a batch that run at the same moment. */
async function atOnce(queryAt: (index: number) => string): Promise<number> {
  const store = createMemoryStore();
  let running = 0;
  let most = 0;
  const { send } = await openTestEngine({
    store: {
      ...store,
      scan: async function* (...args) {
        most = Math.max(most, ++running);
        await setImmediate();
        yield* store.scan(...args);
        running--;
      },
    },
  });
  const requests = Array.from({ length: 40 }, (_, index) => ({
    id: String(index),
    workspace: testWorld.customerId,
    method: 'POST',
    path: '/query',
    body: { query: queryAt(index) },
  }));
  const response = await send(
    new Request(`${testUrl}/v1/$batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requests }),
    }),
  );
  const { responses } = JSON.parse(await response.text());
  expect(new Set(responses.map(({ id, status }: { id: string; status: number }) => `${id} ${status}`)).size).toBe(40);
  return most;
}

test('the requests of a batch that ask the same are answered together, different ones a few at a time', async () => {
  expect(await atOnce(() => 'Heartbeat | count')).toBe(40);
  expect(await atOnce((index) => `Heartbeat | take ${index} | count`)).toBe(16);
});
