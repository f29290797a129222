import { type Client } from '#core/contract/client';
import { dataCollectionRuleName } from '#core/contract/data-collection-rules';
import { ApiError } from '#core/contract/errors';
import { solutionName } from '#core/contract/solution-name';
import { parseMonitoredItem } from '#core/fim/data-source';
import type { WatchedItem } from './items';

/** What the server wants of this agent. */
export type Configuration =
  /** FIM is on: these items are enabled. */
  | { readonly kind: 'enabled'; readonly items: readonly WatchedItem[] }
  /** FIM is being turned on or off: scans rest, the baseline stays. */
  | { readonly kind: 'paused' }
  /** FIM is off. */
  | { readonly kind: 'disabled' };

export type WorkspaceAddress = {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
};

/** The parts of a workspace's ARM id. Throws a RangeError for anything else. */
export function parseWorkspaceId(id: string): WorkspaceAddress {
  const match =
    /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.operationalinsights\/workspaces\/([^/]+)\/?$/i.exec(
      id,
    );
  const [, subscriptionId, resourceGroup, workspaceName] = match ?? [];
  if (subscriptionId === undefined || resourceGroup === undefined || workspaceName === undefined) {
    throw new RangeError(`not the ARM id of a workspace: ${id}`);
  }
  return { subscriptionId, resourceGroup, workspaceName };
}

const isMissing = (error: unknown) => error instanceof ApiError && error.status === 404;

/** Reads the configuration over ARM. Throws ApiError, also when the workspace itself is unknown. */
export async function readConfiguration(
  client: Client,
  address: WorkspaceAddress,
  signal: AbortSignal,
): Promise<Configuration> {
  const { subscriptionId, resourceGroup, workspaceName } = address;
  try {
    const params = { subscriptionId, resourceGroup, solutionName: solutionName(workspaceName) };
    const { properties } = await client.getSolution({ params, signal });
    if (properties.provisioningState !== 'Succeeded') return { kind: 'paused' };
  } catch (error) {
    if (!isMissing(error)) throw error;
    // Without its workspace a missing solution says nothing: that is a server to wait for, not FIM turned off.
    await client.getWorkspace({ params: address, signal });
    return { kind: 'disabled' };
  }
  return { kind: 'enabled', items: await readItems(client, address, signal) };
}

async function readItems(client: Client, params: WorkspaceAddress, signal: AbortSignal): Promise<WatchedItem[]> {
  const items: WatchedItem[] = [];
  let skiptoken: string | undefined;
  do {
    const page = await client.listDataSources({
      params,
      query: { $filter: "kind eq 'ChangeTrackingLinuxPath'", $skiptoken: skiptoken },
      signal,
    });
    for (const dataSource of page.value) {
      const item = parseMonitoredItem(dataSource);
      if (item?.kind !== 'linuxFiles' || !item.enabled || !item.path.startsWith('/')) continue;
      const { name, group, path, pathType, recurse, links, maxContentBytes } = item;
      items.push({ name, group, path, pathType, recurse, links, maxContentBytes });
    }
    skiptoken =
      page.nextLink === undefined ? undefined : (new URL(page.nextLink).searchParams.get('$skiptoken') ?? undefined);
  } while (skiptoken !== undefined);
  return items;
}

/** Address of the workspace's data collection rule in the ingestion API. */
export async function readImmutableId(client: Client, address: WorkspaceAddress, signal: AbortSignal): Promise<string> {
  const { subscriptionId, resourceGroup, workspaceName } = address;
  const rule = await client.getDataCollectionRule({
    params: { subscriptionId, resourceGroup, ruleName: dataCollectionRuleName(workspaceName) },
    signal,
  });
  return rule.properties.immutableId;
}
