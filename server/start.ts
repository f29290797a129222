import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { pino, type Logger } from 'pino';
import type { RequestContext } from '#core/contract/context';
import { createEngine, type Engine } from '#engine/engine';
import type { Store } from '#engine/store';
import { startAgent, type AgentProcess } from './agent-process';
import { createApp } from './app';
import { addDemoData } from './demo';
import { createDuckDbStore } from './duckdb-store';
import type { Environment } from './env';
import { hasAgent, layout } from './layout';
import { listen, messageOf, StartError, trackRequests } from './listen';
import { localWorkspaceId, seedLocalWorkspace } from './local-workspace';
import { syncWatchRoots } from './watch-roots';

export type RunningServer = {
  /** Base URL, with a slash at the end. */
  readonly url: string;
  /** Stops taking requests, ends the agent, finishes what is running and closes the store. */
  readonly stop: () => Promise<void>;
};

const hour = 3_600_000;

/** Makes a folder and those above it. By hand: below /proc and the like Node's own recursive way never comes to an end. */
async function makeFolder(folder: string): Promise<void> {
  const known = await stat(folder).catch(() => undefined);
  if (known?.isDirectory() === true) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 });
}

async function openStore({ store, dataDir }: Environment): Promise<Store> {
  if (store === 'memory') {
    const { createMemoryStore } = await import('#engine/memory-store');
    return createMemoryStore();
  }
  try {
    await makeFolder(dataDir);
  } catch (error) {
    throw new StartError(`The data folder ${dataDir} cannot be made: ${messageOf(error)}`, { cause: error });
  }
  return createDuckDbStore(join(dataDir, 'fim.duckdb'));
}

/** A job every hour; one that fails is logged and tried again at the next. */
function retainHourly(engine: Engine, clock: () => number, log: Logger): NodeJS.Timeout {
  const run = (): void => {
    engine.retain(clock()).then(
      (rows) => rows > 0 && log.info({ rows }, 'rows past their retention deleted'),
      (error: unknown) => log.error({ err: error }, 'retention failed'),
    );
  };
  run();
  return setInterval(run, hour);
}

/** Starts the server: store, first-start workspace, watched roots, port, then demo data and the agent. */
export async function startServer(
  environment: Environment,
  log: Logger = pino({ level: environment.logLevel }, pino.destination({ dest: 2, sync: true })),
): Promise<RunningServer> {
  const { host, demoNow, role } = environment;
  for (const name of environment.unknown) log.warn({ name }, 'not a variable of this server: ignored');
  const startedAt = performance.now();
  // The chosen moment is where the clock starts, as in the mock: operations have to come to an end.
  const clock = demoNow === undefined ? Date.now : () => Math.floor(demoNow + performance.now() - startedAt);
  const store = await openStore(environment);
  try {
    await seedLocalWorkspace(store, clock());
    await syncWatchRoots(store, environment.watch);
    const engine = createEngine({
      store,
      onError: (error, correlationId) => log.error({ err: error, correlationId }, 'request failed'),
    });
    const context: RequestContext = {
      principal: { name: role, objectId: '10ca1000-0000-4000-8000-00000000000a', role },
      clock,
      rng: Math.random,
    };

    let port = environment.port;
    const access = { port: () => port, host, allowedOrigins: environment.allowedOrigins };
    // A read-only server is so for people: its own agent goes on reporting.
    const agentToken = randomUUID();
    const app = createApp({ engine, context, agentToken, access, appFolder: layout.appFolder, log });
    const server = createServer(getRequestListener(app.fetch));
    const closeServer = trackRequests(server);
    port = await listen(server, environment.port, host);
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
    log.info({ url, dataDir: environment.store === 'memory' ? undefined : environment.dataDir }, 'listening');

    const retention = retainHourly(engine, clock, log);
    const background = new AbortController();
    const demo = environment.demo ? startDemo(store, clock(), log, background.signal) : undefined;
    const agent = await startLocalAgent(environment, url, agentToken, log);
    await demo?.first;

    return {
      url,
      stop: async () => {
        clearInterval(retention);
        background.abort();
        const closed = closeServer();
        await Promise.all([agent?.stop(), demo?.done]);
        await closed;
        await store.close();
        log.info('stopped');
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** How long a start waits for the first demo rows; on a quiet machine they take about a second. */
const firstLimit = 5_000;

function startDemo(store: Store, now: number, log: Logger, signal: AbortSignal) {
  const timer = new AbortController();
  const done = addDemoData(store, { now, log, signal, onFirst: () => timer.abort() })
    .catch((error: unknown) => log.error({ err: error }, 'demo data failed'))
    .finally(() => timer.abort());
  /** The demo's first page is not empty: settled when its rows are there, or do not come soon. */
  const first = wait(firstLimit, undefined, { signal: timer.signal }).catch(() => undefined);
  return { done, first };
}

async function startLocalAgent(
  { agent, dataDir, store }: Environment,
  server: string,
  token: string,
  log: Logger,
): Promise<AgentProcess | undefined> {
  if (!agent) return undefined;
  if (!hasAgent()) {
    log.warn('the agent is not built: this machine is not watched');
    return undefined;
  }
  // With a throw-away server the baseline is thrown away, too.
  const throwAway = store === 'memory' ? await mkdtemp(join(tmpdir(), 'fim-agent-')) : undefined;
  const process = startAgent({
    command: layout.agentCommand,
    server,
    workspace: localWorkspaceId,
    stateFolder: throwAway ?? join(dataDir, 'agent'),
    token,
    log,
  });
  return {
    stop: async () => {
      await process.stop();
      if (throwAway !== undefined) await rm(throwAway, { recursive: true, force: true });
    },
  };
}
