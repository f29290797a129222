import { mkdtempSync, rmSync } from 'node:fs';
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

it('names a wrong variable and ends with 2', async () => {
  const { code, errors } = await spawnServer({ FIM_DATA_DIR: folder, FIM_HOST: '0.0.0.0' }).ended();
  expect(code).toBe(2);
  expect(errors).toContain('FIM_HOST is "0.0.0.0"; it must be a loopback address');
});
