import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '#core/contract/client';
import { solutionName } from '#core/contract/solution-name';
import { createMemoryStore } from '#engine/memory-store';
import { createDemo, type Demo } from './demo';
import { workspaces } from './fleet/organisation';
import type { DocumentChanges, HistoryRow, Role } from './protocol';

const now = Date.UTC(2026, 10, 22, 14, 30);
const settings = { seed: 1, now, still: true, scale: 'default', days: 10 } as const;
const start = (documents: DocumentChanges = {}, history: readonly HistoryRow[] = []) => {
  const told: DocumentChanges[] = [];
  const recorded: (readonly HistoryRow[])[] = [];
  const loaded: string[] = [];
  let time = now;
  const demo = createDemo({
    settings,
    store: createMemoryStore(),
    clock: () => time,
    documents,
    onDocuments: (changes) => told.push(changes),
    history,
    onHistory: (rows) => recorded.push(rows),
    onLoaded: (part) => loaded.push(part),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    wait: () => Promise.resolve(),
  });
  return { demo, told, recorded, loaded, pass: (milliseconds: number) => (time += milliseconds) };
};

const clientOf = (demo: Demo, role: Role = 'owner') => {
  const base = 'https://demo.example';
  return createClient({
    armUrl: base,
    logsUrl: base,
    ingestionUrl: base,
    fetch: (request) => demo.fetch(request, role),
  });
};

let shared: ReturnType<typeof start>;
beforeAll(() => {
  shared = start();
});

const counted = "ConfigurationChange | where ConfigChangeType in ('Files', 'Registry')";
/** Seven days up to the fleet's moment, or to one so many milliseconds before. */
const weekTo = (before: number) =>
  [now - before - 7 * 86_400_000, now - before].map((time) => new Date(time).toISOString()).join('/');
const week = weekTo(0);

const rowsOf = async (demo: Demo, workspaceId: string, query: string, timespan?: string) => {
  const reply = await clientOf(demo).query({ params: { workspaceId }, body: { query, timespan } });
  return reply.tables[0]?.rows;
};

describe('the engine over the fleet', { timeout: 30_000 }, () => {
  test('lists four subscriptions with twelve workspaces, their plan and whether FIM is on', async () => {
    const client = clientOf(shared.demo);
    const { value: subscriptions } = await client.listSubscriptions({});
    expect(subscriptions).toHaveLength(4);
    const found = await Promise.all(
      subscriptions.map(async ({ subscriptionId }) => {
        const { value } = await client.listWorkspaces({ params: { subscriptionId } });
        const { properties } = await client.getPricing({ params: { subscriptionId, pricingName: 'VirtualMachines' } });
        return value.map(({ name }) => `${name} ${properties.subPlan ?? properties.pricingTier}`);
      }),
    );
    expect(found.flat()).toHaveLength(12);
    expect(found.flat()).toContain('contoso-prod-eastus P2');
    expect(found.flat()).toContain('dev-sandbox-eastus Free');
    for (const workspace of workspaces) {
      const name = solutionName(workspace.name);
      const { id: subscriptionId } = workspace.subscription;
      const params = { subscriptionId, resourceGroup: workspace.resourceGroup, solutionName: name };
      const state = await client.getSolution({ params }).then(
        ({ properties }) => properties.provisioningState,
        () => 'off',
      );
      expect(`${name} ${state}`).toBe(`${name} ${workspace.enabled ? 'Succeeded' : 'off'}`);
    }
  });

  test('counts changes and servers of every workspace', async () => {
    const totals = await Promise.all(
      workspaces.map(async ({ name, enabled, customerId, groups }) => {
        const changes = await rowsOf(shared.demo, customerId, `${counted} | count`, week);
        const servers = await rowsOf(shared.demo, customerId, 'Heartbeat | summarize dcount(SourceComputerId)');
        const expected = groups.reduce((sum, { count }) => sum + count, name === 'contoso-prod-eastus' ? 1 : 0);
        expect(servers).toEqual([[expected]]);
        const count = Number(changes?.[0]?.[0]);
        expect(count > 0).toBe(enabled && expected > 0);
        return count;
      }),
    );
    expect(totals.reduce((sum, count) => sum + count)).toBeGreaterThan(1000);
  });

  test.each([
    ['a week', 0],
    ['a week of a page that began before its worker', 80],
  ])('answers for %s before the history is there, and never with less than there is', async (_, before) => {
    const { demo, loaded } = start();
    const [first] = workspaces;
    const id = first?.customerId ?? '';
    const early = await rowsOf(demo, id, `${counted} | count`, weekTo(before));
    expect(loaded[0]).toBe('first');
    expect(loaded).not.toContain('history');
    const all = await rowsOf(demo, id, 'ConfigurationChange | count');
    expect(loaded).toEqual(['first', 'soon', 'history']);
    expect(await rowsOf(demo, id, `${counted} | count`, weekTo(before))).toEqual(early);
    expect(await rowsOf(demo, id, 'ConfigurationChange | count')).toEqual(all);
  });

  test('lets an analyst find the intrusion: content changed, size and time did not', async () => {
    const query = `ConfigurationChange
      | where ConfigChangeType == 'Files' and FieldsChanged == 'FileContentChecksum'
      | project Computer, FileSystemPath, Size, PreviousSize | order by Computer asc`;
    const rows = await rowsOf(shared.demo, workspaces[0]?.customerId ?? '', query);
    expect(rows).toEqual([
      ['app-eus-11', '/usr/sbin/sshd', expect.any(Number), expect.any(Number)],
      ['db-eus-03', '/usr/lib/x86_64-linux-gnu/security/pam_unix.so', expect.any(Number), expect.any(Number)],
    ]);
    expect(rows?.map((row) => row[2] === row[3])).toEqual([true, true]);
  });
});

describe('changes made in the demo', { timeout: 30_000 }, () => {
  const [workspace] = workspaces.filter(({ enabled }) => enabled);
  const params = {
    subscriptionId: workspace?.subscription.id ?? '',
    resourceGroup: workspace?.resourceGroup ?? '',
    workspaceName: workspace?.name ?? '',
    dataSourceName: 'ChangeTrackingLinuxPath_Mine',
  };
  const body = { kind: 'ChangeTrackingLinuxPath', properties: { enabled: true, destinationPath: '/srv/mine' } };

  test('are told to the tab and are there again after a reload', async () => {
    const before = start();
    await clientOf(before.demo).putDataSource({ params, body });
    await clientOf(before.demo).deleteDataSource({
      params: { ...params, dataSourceName: 'ChangeTrackingLinuxPath_LdPreload' },
    });
    const kept = before.told.at(-1) ?? {};
    expect(Object.keys(kept)).toHaveLength(2);

    const after = clientOf(start(kept).demo);
    expect(await after.getDataSource({ params })).toMatchObject(body);
    await expect(
      after.getDataSource({ params: { ...params, dataSourceName: 'ChangeTrackingLinuxPath_LdPreload' } }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test('leave a history that is there again after a reload, whole and in order', async () => {
    const before = start();
    const id = workspace?.customerId ?? '';
    const query = 'FimConfigurationHistory_CL | order by TimeGenerated desc';
    await clientOf(before.demo).putDataSource({ params, body });
    before.pass(1000);
    await clientOf(before.demo).deleteDataSource({ params });
    const rows = await rowsOf(before.demo, id, query);
    expect(rows).toHaveLength(2);

    const kept: readonly HistoryRow[] = JSON.parse(JSON.stringify(before.recorded.at(-1)));
    const after = start({}, kept);
    expect(await rowsOf(after.demo, id, query)).toEqual(rows);
    after.pass(5000);
    await clientOf(after.demo).putDataSource({ params, body });
    expect(await rowsOf(after.demo, id, `${query} | project Operation`)).toEqual([['Added'], ['Removed'], ['Added']]);
    expect(after.recorded.at(-1)).toHaveLength(3);
  });

  test('are refused to a reader', async () => {
    await expect(clientOf(shared.demo, 'reader').putDataSource({ params, body })).rejects.toMatchObject({
      status: 403,
    });
  });
});
