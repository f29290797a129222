import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { AgentSettings } from '../agent';
import { createFakeServer, type FakeItem, type FakeServer } from './fake-server';
import { createPlace, type RunningAgent, startTestAgent, until } from './run';

/** For each test of a file: an empty root to watch, a state folder, and agents that end with the test. */
export function useStage() {
  let place: Awaited<ReturnType<typeof createPlace>> | undefined;
  let running: RunningAgent[] = [];
  const current = () => {
    if (place === undefined) throw new Error('the stage is set up before each test, not outside of one');
    return place;
  };

  beforeEach(async () => {
    place = await createPlace();
    await mkdir(place.root);
  });
  afterEach(async () => {
    await Promise.all(running.map(({ stop }) => stop()));
    running = [];
    await current().dispose();
  });

  const launch = (server: FakeServer, more?: Partial<AgentSettings>): RunningAgent => {
    const agent = startTestAgent(server, current().state, more);
    running.push(agent);
    return agent;
  };

  return {
    inRoot: (name = '') => join(current().root, name),
    inState: (name: string) => join(current().state, name),
    /** Beside the root: not watched. */
    outside: (name: string) => join(current().base, name),
    /** A server with one item, the root and everything below it. */
    serve: (more: Partial<FakeItem> = {}) => createFakeServer([{ name: 'root', path: current().root, ...more }]),
    launch,
    /** Launches an agent and waits for its baselines. */
    start: async (server: FakeServer, items = 1): Promise<RunningAgent> => {
      const before = server.operations('Baseline ready').length;
      const agent = launch(server);
      await until('the baseline', () => server.operations('Baseline ready').length >= before + items);
      return agent;
    },
  };
}

export const changed = (server: FakeServer, count: number): Promise<void> =>
  until(`${count} changes`, () => server.changes().length >= count);
