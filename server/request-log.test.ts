import { once } from 'node:events';
import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createMemoryStore } from '#engine/memory-store';
import type { Store } from '#engine/store';
import { openTestEngine, testWorld } from '#engine/testing/world';
import { logRequests } from './request-log';

/** A server over a store, and its log from `FIM_LOG_LEVEL=debug`. */
const serve = async (store: Store) => {
  const lines: Record<string, unknown>[] = [];
  const waiting: (() => void)[] = [];
  const sink = new Writable({
    write: (chunk, _, done) => {
      lines.push(JSON.parse(String(chunk)));
      for (const resolve of waiting.splice(0)) resolve();
      done();
    },
  });
  const log = pino({ level: 'debug' }, sink);
  const { send } = await openTestEngine({ store, onError: (error) => log.error({ err: error }, 'request failed') });
  const app = new Hono();
  app.use(logRequests(log));
  app.all('*', ({ req }) => send(req.raw));
  const server = createServer(getRequestListener(app.fetch));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    query: (signal?: AbortSignal) =>
      fetch(`http://127.0.0.1:${address.port}/v1/workspaces/${testWorld.customerId}/query`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'Operation' }),
        signal,
      }),
    /** All lines, once the request has its own. */
    log: async () => {
      while (!lines.some(({ msg }) => msg === 'request')) await new Promise<void>((resolve) => waiting.push(resolve));
      return lines.map(({ level, status, msg }) => ({ level, status, msg }));
    },
    close: () => server.close(),
  };
};

test('a query that the browser gave up is no fault', async () => {
  const asked = new AbortController();
  const store: Store = {
    ...createMemoryStore(),
    // oxlint-disable-next-line require-yield
    async *scan(_workspaces, _prefix, { signal }) {
      asked.abort();
      await new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    },
  };
  const server = await serve(store);
  await expect(server.query(asked.signal)).rejects.toThrow(/aborted/);
  expect(await server.log()).toEqual([{ level: 20, status: 499, msg: 'request' }]);
  server.close();
});

test('a query that fails is one', async () => {
  const store: Store = {
    ...createMemoryStore(),
    // oxlint-disable-next-line require-yield
    async *scan() {
      throw new TypeError('broken');
    },
  };
  const server = await serve(store);
  expect((await server.query()).status).toBe(500);
  expect(await server.log()).toEqual([
    { level: 50, status: undefined, msg: 'request failed' },
    { level: 50, status: 500, msg: 'request' },
  ]);
  server.close();
});
