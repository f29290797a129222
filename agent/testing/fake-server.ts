import { createClient, type Client } from '#core/contract/client';
import type { RequestContext } from '#core/contract/context';
import { dataSourceName, toDataSource } from '#core/fim/data-source';
import type { LinuxFiles } from '#core/fim/monitored-entity';
import type { Json } from '#core/kql/vector';
import { wireRows } from '#core/kql/wire';
import { createEngine } from '#engine/engine';
import { dataSourceResourceId, solutionResourceId } from '#engine/resource-ids';
import { seedWorkspace } from '#engine/seed';
import type { Store, StoredDocument } from '#engine/store';

export type StoredRow = Readonly<Record<string, Json>>;

const scope = { subscriptionId: 's-1', resourceGroup: 'group', workspaceName: 'test-workspace' };
const now = () => Date.now();

/** Keeps documents and what was appended, dropping repeated ids as the port demands. Nothing can be queried. */
function createRecordingStore() {
  const documents = new Map<string, StoredDocument>();
  const rows = new Map<string, StoredRow[]>();
  const sequences = new Map<string, number>();
  let dropped = 0;
  let etag = 0;
  const store: Store = {
    capabilities: { name: 'recording', canPush: () => false },
    documents: {
      get: async (id) => documents.get(id),
      list: async (prefix) =>
        [...documents.values()].filter(({ id }) => id.startsWith(prefix)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      put: async (id, body) => {
        const status = documents.has(id) ? ('updated' as const) : ('created' as const);
        const document = { id, body, etag: String((etag += 1)) };
        documents.set(id, document);
        return { status, document };
      },
      delete: async (id) => documents.delete(id),
    },
    append: async (_workspace, table, batch, ids) => {
      const list = rows.get(table.name) ?? [];
      rows.set(table.name, list);
      let stored = 0;
      for (const [index, cells] of wireRows(batch).entries()) {
        const [epoch = '', sequence = ''] = (ids[index] ?? '').split(':');
        if (Number(sequence) <= (sequences.get(epoch) ?? 0)) continue;
        sequences.set(epoch, Number(sequence));
        const named = batch.columns.map(({ name }, column) => [name, cells[column] ?? null] as const);
        list.push(Object.fromEntries(named.filter(([, value]) => value !== null && value !== '')));
        stored += 1;
      }
      dropped += batch.length - stored;
      return { stored, dropped: batch.length - stored };
    },
    scan: async function* () {},
    schema: async () => [],
    retain: async () => 0,
    close: async () => {},
  };
  return { store, rows, droppedRows: () => dropped };
}

export type FakeItem = Partial<LinuxFiles> & { readonly name: string; readonly path: string };

/** The real engine over a store that only remembers, reached through the typed client without a network. */
export async function createFakeServer(items: readonly FakeItem[]) {
  const { store, rows, droppedRows } = createRecordingStore();
  await seedWorkspace(store, {
    subscription: { subscriptionId: scope.subscriptionId, displayName: 'Test', tenantId: 't-1' },
    resourceGroup: scope.resourceGroup,
    name: scope.workspaceName,
    location: 'local',
    customerId: '00000000-0000-4000-8000-000000000001',
    immutableId: 'dcr-00000000000000000000000000000001',
    createdDate: new Date(now()).toISOString(),
    items: items.map(linuxItem),
  });
  const engine = createEngine({ store });
  const context: RequestContext = {
    principal: { name: 'agent', objectId: 'a-1', role: 'owner' },
    clock: now,
    rng: Math.random,
  };
  let gate: ((request: Request) => Response | undefined) | undefined;
  const client: Client = createClient({
    armUrl: 'http://server.test',
    logsUrl: 'http://server.test',
    ingestionUrl: 'http://server.test',
    fetch: async (request) => gate?.(request) ?? engine.fetch(request, context),
  });
  const itemId = (name: string) => dataSourceResourceId(scope, dataSourceName('linuxFiles', name)).toLowerCase();

  return {
    client,
    fetch: (request: Request) => engine.fetch(request, context),
    workspace: scope,
    droppedRows,
    /** Rows of a table in the order they were stored, without their empty cells. */
    rows: (table: string): readonly StoredRow[] => rows.get(table) ?? [],
    changes: (): readonly StoredRow[] => rows.get('ConfigurationChange') ?? [],
    operations: (status: string): readonly StoredRow[] =>
      (rows.get('Operation') ?? []).filter((row) => row['OperationStatus'] === status),
    putItem: async (item: FakeItem) => {
      const body = linuxItem(item);
      const type = 'Microsoft.OperationalInsights/workspaces/datasources';
      const id = itemId(item.name);
      await store.documents.put(id, { id, name: body.name, type, ...toDataSource(body) });
    },
    deleteItem: (name: string) => store.documents.delete(itemId(name)),
    turnOff: () =>
      store.documents.delete(solutionResourceId(scope, `ChangeTracking(${scope.workspaceName})`).toLowerCase()),
    /** Answers in the engine's place when it returns a response. */
    setGate: (next: ((request: Request) => Response | undefined) | undefined) => {
      gate = next;
    },
  };
}

export type FakeServer = Awaited<ReturnType<typeof createFakeServer>>;

const linuxItem = ({ name, ...rest }: FakeItem): LinuxFiles => ({
  kind: 'linuxFiles',
  enabled: true,
  group: 'Custom',
  pathType: 'Folder',
  recurse: true,
  useSudo: true,
  links: 'Follow',
  checksum: 'Sha256',
  maxContentBytes: 0,
  maxOutputBytes: 5_000_000,
  ...rest,
  name: dataSourceName('linuxFiles', name),
});
