import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createClient } from '#core/contract/client';
import { buildProgram } from './testing/build-program';
import { spawnServer } from './testing/server-process';

const customerId = '10ca1000-0000-4000-8000-000000000002';
const immutableId = 'dcr-10ca1000000040008000000000000003';
const kills = 20;
const rowsPerUpload = 100;
const names = ['one', 'two', 'three'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fim-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

let program: Awaited<ReturnType<typeof buildProgram>>;
beforeAll(async () => {
  program = await buildProgram('server');
});
afterAll(() => program.remove());

const clientOf = (url: string) => createClient({ armUrl: url, logsUrl: url, ingestionUrl: url });

/** An uploader as the agent is one: sends its next rows again and again until they are acknowledged. */
const createUploader = (name: string, index: number) => {
  const epoch = `7c9e6679-7425-40de-944b-00000000000${index}`;
  let acknowledged = 0;
  return {
    acknowledged: () => acknowledged,
    /** Uploads until the server is gone. */
    run: async (url: string, onAcknowledged: () => void): Promise<void> => {
      const client = clientOf(url);
      for (;;) {
        const body = Array.from({ length: rowsPerUpload }, (_, index) => ({
          TimeGenerated: '2026-11-22T12:00:00Z',
          Computer: name,
          FileSystemPath: `/var/lib/some/rather/long/path/${acknowledged + index}`,
          Size: acknowledged + index,
          RowId_CF: `${epoch}:${acknowledged + index + 1}`,
        }));
        try {
          await client.ingest({ params: { immutableId, stream: 'Microsoft-ConfigurationChange' }, body, gzip: true });
        } catch {
          return;
        }
        acknowledged += rowsPerUpload;
        onAcknowledged();
      }
    },
  };
};

it('keeps every acknowledged row exactly once over twenty kills during uploads', { timeout: 600_000 }, async () => {
  const uploaders = names.map(createUploader);
  const variables = { FIM_DATA_DIR: folder };
  for (let kill = 0; kill < kills; kill++) {
    const server = spawnServer(variables, [program.main]);
    const url = await server.url();
    // After a random number of acknowledgements and a moment more, so that it falls anywhere into an upload.
    let left = Math.floor(Math.random() * 6);
    const moments = new EventEmitter();
    const acknowledged = once(moments, 'enough');
    const count = (): void => {
      if (left-- <= 0) moments.emit('enough');
    };
    const uploads = Promise.all(uploaders.map((uploader) => uploader.run(url, count)));
    await acknowledged;
    await wait(Math.random() * 60);
    server.child.kill('SIGKILL');
    await Promise.all([server.ended(), uploads]);
  }

  const server = spawnServer(variables, [program.main]);
  const client = clientOf(await server.url());
  const query =
    'ConfigurationChange | summarize n = count(), rows = dcount(RowId_CF), sizes = dcount(Size), last = max(Size) by Computer';
  const reply = await client.query({ params: { workspaceId: customerId }, body: { query } });
  server.child.kill('SIGTERM');
  expect((await server.ended()).code).toBe(0);

  for (const [index, name] of names.entries()) {
    const [, n, rows, sizes, last] = reply.tables[0]?.rows.find(([computer]) => computer === name) ?? [];
    const acknowledged = uploaders[index]?.acknowledged() ?? 0;
    expect(acknowledged).toBeGreaterThan(0);
    // The upload under way at the last kill may be stored without having been acknowledged; whole, then.
    expect([acknowledged, acknowledged + rowsPerUpload]).toContain(n);
    expect([rows, sizes, last]).toEqual([n, n, Number(n) - 1]);
  }
});
