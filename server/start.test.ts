import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type Client } from '#core/contract/client';
import { parseEnvironment } from './env';
import { localScope } from './local-workspace';
import { startServer, type RunningServer } from './start';

const customerId = '10ca1000-0000-4000-8000-000000000002';
const immutableId = 'dcr-10ca1000000040008000000000000003';

let folder: string;
const running: RunningServer[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fim-start-'));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (variables: Readonly<Record<string, string>> = {}): Promise<RunningServer & { client: Client }> => {
  const environment = parseEnvironment({ FIM_PORT: '0', FIM_AGENT: '0', FIM_DATA_DIR: folder, ...variables });
  const server = await startServer(environment, pino({ level: 'silent' }));
  running.push(server);
  const url = server.url.replace(/\/$/, '');
  return { ...server, client: createClient({ armUrl: url, logsUrl: url, ingestionUrl: url }) };
};

const stop = async (server: RunningServer): Promise<void> => {
  await server.stop();
  running.splice(0);
};

const linuxPaths = async (client: Client) => {
  const query = { $filter: "kind eq 'ChangeTrackingLinuxPath'" };
  return (await client.listDataSources({ params: localScope, query })).value;
};

const send = (client: Client, sequence: number) =>
  client.ingest({
    params: { immutableId, stream: 'Microsoft-Heartbeat' },
    body: [
      {
        TimeGenerated: new Date().toISOString(),
        Computer: 'here',
        RowId_CF: `7c9e6679-7425-40de-944b-e07fc1f90ae7:${sequence}`,
      },
    ],
  });

const countRows = async (client: Client): Promise<unknown> => {
  const body = { query: 'Heartbeat | count' };
  return (await client.query({ params: { workspaceId: customerId }, body })).tables[0]?.rows[0]?.[0];
};

describe('a first start', () => {
  it('makes a subscription with a workspace for this machine, FIM on', async () => {
    const { client } = await start();
    const subscriptions = await client.listSubscriptions();
    expect(subscriptions.value.map(({ displayName }) => displayName)).toEqual(['Local']);
    const workspace = await client.getWorkspace({ params: localScope });
    expect(workspace).toMatchObject({ name: 'this-machine', location: 'local', properties: { customerId } });
    const params = { ...localScope, solutionName: 'ChangeTracking(this-machine)' };
    expect((await client.getSolution({ params })).properties.provisioningState).toBe('Succeeded');
    expect((await linuxPaths(client)).length).toBe(18);
  });
});

describe('FIM_WATCH', () => {
  it('becomes visible items, of which a dropped root goes and the user’s own stay', async () => {
    const first = await start({ FIM_WATCH: '/srv/a:/srv/b' });
    const own = { kind: 'ChangeTrackingLinuxPath', properties: { destinationPath: '/srv/own', groupTag: 'Custom' } };
    await first.client.putDataSource({ params: { ...localScope, dataSourceName: 'mine' }, body: own });
    const watched = (await linuxPaths(first.client)).filter(
      ({ properties }) => properties['managedBy'] === 'FIM_WATCH',
    );
    expect(watched.map(({ properties }) => properties['destinationPath'])).toEqual(
      expect.arrayContaining(['/srv/a', '/srv/b']),
    );
    expect(watched[0]?.properties).toMatchObject({
      groupTag: 'Custom',
      pathType: 'Folder',
      recurse: true,
      enabled: true,
    });
    await stop(first);

    const second = await start({ FIM_WATCH: '/srv/b' });
    const paths = (await linuxPaths(second.client)).map(({ properties }) => properties['destinationPath']);
    expect(paths).toEqual(expect.arrayContaining(['/srv/b', '/srv/own']));
    expect(paths).not.toContain('/srv/a');
  });
});

describe('a file in FIM_WATCH', () => {
  it('is watched as the file it is', async () => {
    const file = join(folder, 'one.conf');
    writeFileSync(file, 'x');
    const { client } = await start({ FIM_WATCH: file, FIM_STORE: 'memory' });
    const item = (await linuxPaths(client)).find(({ properties }) => properties['destinationPath'] === file);
    expect(item?.properties).toMatchObject({ pathType: 'File', recurse: false });
  });
});

describe('a restart', () => {
  it('keeps rows and configuration and stores nothing twice', async () => {
    const first = await start();
    await send(first.client, 1);
    const item = (await linuxPaths(first.client))[0]?.name ?? '';
    await first.client.deleteDataSource({ params: { ...localScope, dataSourceName: item } });
    await stop(first);

    const second = await start();
    await send(second.client, 1);
    await send(second.client, 2);
    expect(await countRows(second.client)).toBe(2);
    expect((await linuxPaths(second.client)).map(({ name }) => name)).not.toContain(item);
  });
});

describe('roles', () => {
  it('starts read-only with FIM_ROLE=reader', async () => {
    const { client } = await start({ FIM_ROLE: 'reader', FIM_STORE: 'memory' });
    expect(await countRows(client)).toBe(0);
    await expect(send(client, 1)).rejects.toMatchObject({ status: 403 });
  });

  it('keeps its own agent reporting to a read-only server', async () => {
    const { client } = await start({ FIM_ROLE: 'reader', FIM_STORE: 'memory', FIM_AGENT: '1' });
    await expect.poll(() => countRows(client), { timeout: 30_000 }).toBeGreaterThan(0);
  });
});

describe('what keeps it from starting', () => {
  it('is a data folder that cannot be made', async () => {
    const none = '/proc/fim-none/data';
    await expect(start({ FIM_DATA_DIR: none })).rejects.toThrow(`The data folder ${none} cannot be made`);
  });

  it('is a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(start({ FIM_PORT: String(port) })).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use`);
    taken.close();
    // What had been opened by then is closed again.
    await start();
  });

  it('is a data format of a newer version, which stays as it is', async () => {
    const file = join(folder, 'fim.duckdb');
    await stop(await start());
    const set = async (format: string) => {
      const instance = await DuckDBInstance.create(file);
      const connection = await instance.connect();
      await connection.run('UPDATE internal.meta SET value = $1', [format]);
      connection.closeSync();
      instance.closeSync();
    };
    await set('999');
    await expect(start()).rejects.toThrow(/fim\.duckdb has data format 999.*formats up to 2/);
    await set('1');
    await start();
  });
});
