import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentSettings, runAgent } from '../agent';
import { nodeFiles } from '../files';
import { silentLog } from '../log';
import type { FakeServer } from './fake-server';

/** Resolves when the condition holds; fails with what it was about after 15 seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

/** A fresh folder to monitor and another for the agent's state, both gone after `dispose`. */
export async function createPlace() {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'fim-agent-')));
  return { root: join(base, 'root'), state: join(base, 'state'), base, dispose: () => rm(base, { recursive: true }) };
}

export type RunningAgent = { readonly stop: () => Promise<void> };

/** Runs the whole agent in this process against a fake server, with waits cut short. */
export function startTestAgent(
  server: FakeServer,
  stateFolder: string,
  more: Partial<AgentSettings> = {},
): RunningAgent {
  const controller = new AbortController();
  const done = runAgent({
    client: server.client,
    workspace: server.workspace,
    stateFolder,
    scanIntervalMs: 900_000,
    pollIntervalMs: 50,
    files: nodeFiles,
    clock: Date.now,
    rng: () => 0,
    log: silentLog,
    signal: controller.signal,
    ...more,
  });
  return {
    stop: async () => {
      controller.abort();
      await done;
    },
  };
}
