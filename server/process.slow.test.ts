import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { spawnServer } from './testing/server-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fim-process-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('refuses a second server on its folder, ends well on SIGTERM, and starts again', async () => {
  const first = spawnServer({ FIM_DATA_DIR: folder });
  const url = await first.url();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  const second = await spawnServer({ FIM_DATA_DIR: folder }).ended();
  expect(second.code).toBe(1);
  expect(second.errors).toContain(
    `${folder}/fim.duckdb is in use by another FIM Console server (process ${first.child.pid})`,
  );

  first.child.kill('SIGTERM');
  expect(await first.ended()).toEqual({ code: 0, errors: '' });

  const third = spawnServer({ FIM_DATA_DIR: folder });
  await third.url();
  third.child.kill('SIGINT');
  expect(await third.ended()).toEqual({ code: 0, errors: '' });
});

it('closes its store on SIGTERM, with an agent and a browser connected', async () => {
  const server = spawnServer({ FIM_DATA_DIR: folder, FIM_AGENT: '1', FIM_LOG_LEVEL: 'info' });
  const { hostname, port } = new URL(await server.url());
  // Browsers connect ahead of need.
  const connection = connect(Number(port), hostname);
  await once(connection, 'connect');
  server.child.kill('SIGTERM');
  const { code, errors } = await server.ended();
  expect(code).toBe(0);
  expect(errors).toContain('"msg":"stopped"');
});

it('names a wrong variable and ends with 2', async () => {
  const { code, errors } = await spawnServer({ FIM_DATA_DIR: folder, FIM_HOST: '0.0.0.0' }).ended();
  expect(code).toBe(2);
  expect(errors).toContain('FIM_HOST is "0.0.0.0"; it must be a loopback address');
});
