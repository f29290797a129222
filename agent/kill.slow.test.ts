import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { expect, test } from 'vitest';
import { workspaceResourceId } from '#engine/resource-ids';
import { createFakeServer, type FakeServer } from './testing/fake-server';
import { createPlace, until } from './testing/run';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

async function listen(server: FakeServer): Promise<{ url: string; close: () => void }> {
  return new Promise((resolve) => {
    const host = serve({ fetch: server.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ url: `http://127.0.0.1:${port}`, close: () => host.close() }),
    );
  });
}

/** Replays the change rows: the hashes they lead to by name, and the rows that contradict those before them. */
function replay(server: FakeServer) {
  const state = new Map<string, unknown>();
  const contradictions: unknown[] = [];
  for (const row of server.changes()) {
    const name = String(row['Name']);
    const isAddition = row['ChangeCategory'] === 'Added';
    const fits = isAddition ? !state.has(name) : state.get(name) === row['PreviousFileContentChecksum'];
    if (!fits) contradictions.push(row);
    if (row['ChangeCategory'] === 'Removed') state.delete(name);
    else state.set(name, row['FileContentChecksum']);
  }
  return { state, contradictions };
}

test('an agent killed at any moment loses no change and reports none twice', async () => {
  const place = await createPlace();
  await mkdir(place.root);
  const server = await createFakeServer([{ name: 'root', path: place.root }]);
  const host = await listen(server);
  let child: ChildProcess | undefined;
  const startChild = () => {
    child = spawn(process.execPath, ['--import', 'tsx', main], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        FIM_AGENT_SERVER: host.url,
        FIM_AGENT_WORKSPACE: workspaceResourceId(server.workspace),
        FIM_AGENT_STATE: place.state,
        FIM_AGENT_POLL_SECONDS: '1',
        FIM_LOG_LEVEL: 'error',
      },
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill(signal);
    await ended;
  };
  const inRoot = (index: number) => join(place.root, `f${index}`);
  const change = async () => {
    const [which = 0, how = 0, other = 0] = randomBytes(3);
    const file = inRoot(which % 20);
    if (how % 5 === 0) await rm(file, { force: true });
    else if (how % 5 === 1) await rename(file, inRoot(other % 20)).catch(() => undefined);
    else if (how % 5 === 2) await chmod(file, 0o600 + (other % 8)).catch(() => undefined);
    else if (how % 5 === 3) await appendFile(file, String(other));
    else await writeFile(file, randomBytes(64));
  };

  try {
    startChild();
    await until('the baseline', () => server.operations('Baseline ready').length === 1);
    for (let round = 0; round < 10; round += 1) {
      const starts = server.rows('Heartbeat').length;
      for (let count = 0; count < 40; count += 1) await change();
      // Killed while it starts, while it looks, while it uploads: wherever the last changes find it.
      const heartbeats = starts + (round % 3);
      await until('a sign of life', () => server.rows('Heartbeat').length > heartbeats - 1);
      for (let count = 0; count < 20; count += 1) await change();
      const seen = server.changes().length;
      if (round % 2 === 0) await until('a report', () => server.changes().length > seen);
      await end('SIGKILL');
      for (let count = 0; count < 10; count += 1) await change();
      startChild();
    }
    const hashOf = async (name: string) =>
      createHash('sha256')
        .update(await readFile(join(place.root, name)))
        .digest('hex');
    const names = (await readdir(place.root)).toSorted();
    const actual = new Map<string, string>();
    for (const name of names) actual.set(name, await hashOf(name));
    const agrees = () =>
      JSON.stringify([...replay(server).state].toSorted()) === JSON.stringify([...actual].toSorted());
    await until('the rows to tell the folder as it is', agrees);
    await end('SIGTERM');
    expect(agrees()).toBe(true);
    expect(replay(server).contradictions).toEqual([]);
  } finally {
    child?.kill('SIGKILL');
    host.close();
    await place.dispose();
  }
});
