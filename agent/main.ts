import { pino } from 'pino';
import { createClient } from '#core/contract/client';
import { runAgent } from './agent';
import { readEnvironment } from './environment';
import { nodeFiles } from './files';

/** The agent as a process: settings from the environment, logs to stderr, a graceful end on SIGTERM and SIGINT. */
async function main(): Promise<number> {
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort());
  // A server that starts us with a channel and dies takes us along.
  if (process.connected) process.once('disconnect', () => stop.abort());
  try {
    const environment = readEnvironment(process.env);
    const { server, workspace, stateFolder, token, scanSeconds, pollSeconds } = environment;
    const log = pino({ name: 'fim-agent', level: environment.logLevel }, pino.destination({ fd: 2, sync: true }));
    await runAgent({
      client: createClient({
        armUrl: server,
        logsUrl: server,
        ingestionUrl: server,
        token: () => Promise.resolve(token),
      }),
      workspace,
      stateFolder,
      scanIntervalMs: scanSeconds * 1000,
      pollIntervalMs: pollSeconds * 1000,
      files: nodeFiles,
      clock: Date.now,
      rng: Math.random,
      log,
      signal: stop.signal,
    });
    return 0;
  } catch (error) {
    console.error(`fim-agent: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

// An open channel to the server, or the watcher's thread, would keep the process alive.
process.exit(await main());
