import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { describeConformance } from '#engine/testing/conformance';
import { openTestEngine, testUrl, testWorld } from '#engine/testing/world';
import { createApp } from './app';
import { createDuckDbStore } from './duckdb-store';
import { listen, trackRequests } from './listen';

const openEngine = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fim-conformance-'));
  const opened = await openTestEngine({ store: await createDuckDbStore(join(folder, 'fim.duckdb')) });
  const close = async (): Promise<void> => {
    await opened.store.close();
    rmSync(folder, { recursive: true });
  };
  return { ...opened, close };
};

describeConformance('the engine over DuckDB', async () => ({
  ...(await openEngine()),
  url: testUrl,
  world: testWorld,
}));

describeConformance('the listening server', async () => {
  const { engine, now, pass, close } = await openEngine();
  const start = async (role: 'owner' | 'reader') => {
    let port = 0;
    const app = createApp({
      engine,
      context: { principal: { name: role, objectId: role, role }, clock: now, rng: Math.random },
      access: { port: () => port, host: '127.0.0.1', allowedOrigins: [] },
      appFolder: '/nowhere',
      log: pino({ level: 'silent' }),
    });
    const server = createServer(getRequestListener(app.fetch));
    const stop = trackRequests(server);
    port = await listen(server, 0, '127.0.0.1');
    return { stop, url: `http://127.0.0.1:${port}` };
  };
  const [owner, reader] = await Promise.all([start('owner'), start('reader')]);
  return {
    url: owner.url,
    world: testWorld,
    pass,
    send: (request) => fetch(request),
    sendAsReader: (request) => fetch(new Request(request.url.replace(owner.url, reader.url), request)),
    close: async () => {
      await Promise.all([owner.stop(), reader.stop()]);
      await close();
    },
  };
});
