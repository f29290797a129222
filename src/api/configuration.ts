import { queryOptions } from '@tanstack/react-query';
import type { DataSource } from '#core/contract/data-sources';
import { parseMonitoredItem } from '#core/fim/data-source';
import { dataSourceKinds } from '#core/fim/data-source-kinds';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import type { WorkspaceParams } from '../paths';
import { client } from './client';
import { errorStatus } from './errors';
import { queryClient } from './query-client';
import { workspaceKey } from './workspaces';

/** A stored part of the change tracking configuration, with the monitored entity it is read as where it is one. */
export type ConfigurationItem = {
  readonly dataSource: DataSource;
  readonly entity: MonitoredEntity | undefined;
};

const read = (dataSource: DataSource): ConfigurationItem => ({
  dataSource,
  entity: parseMonitoredItem(dataSource),
});

const itemParams = ({ subscriptionId, resourceGroup, workspaceName }: WorkspaceParams, dataSourceName: string) => ({
  subscriptionId,
  resourceGroup,
  workspaceName,
  dataSourceName,
});

const configurationKey = (workspace: WorkspaceParams) => [...workspaceKey(workspace), 'configuration'];

/** Where the history of a workspace's configuration is cached. */
export const configurationHistoryKey = (workspace: WorkspaceParams) => [
  ...workspaceKey(workspace),
  'configuration-history',
];

const listKind = async (workspace: WorkspaceParams, kind: string, signal: AbortSignal | undefined) => {
  const { subscriptionId, resourceGroup, workspaceName } = workspace;
  const params = { subscriptionId, resourceGroup, workspaceName };
  const found: DataSource[] = [];
  let skiptoken: string | undefined;
  do {
    const { value, nextLink } = await client.listDataSources({
      params,
      query: { $filter: `kind eq '${kind}'`, ...(skiptoken !== undefined && { $skiptoken: skiptoken }) },
      signal,
    });
    found.push(...value);
    skiptoken = nextLink === undefined ? undefined : (new URL(nextLink).searchParams.get('$skiptoken') ?? undefined);
  } while (skiptoken !== undefined);
  return found;
};

/** The whole change tracking configuration of a workspace, every kind, by name. Azure lists one kind at a time. */
export const configurationQuery = (workspace: WorkspaceParams) =>
  queryOptions({
    queryKey: configurationKey(workspace),
    queryFn: async ({ signal }): Promise<readonly ConfigurationItem[]> => {
      const lists = await Promise.all(dataSourceKinds.map(({ kind }) => listKind(workspace, kind, signal)));
      return lists.flat().map(read);
    },
    structuralSharing: false,
  });

/** Puts a changed list where `configurationQuery` looks, without asking again. */
const patch = (
  workspace: WorkspaceParams,
  change: (items: readonly ConfigurationItem[]) => readonly ConfigurationItem[],
) => {
  queryClient.setQueryData<readonly ConfigurationItem[]>(
    configurationKey(workspace),
    (items) => items && change(items),
  );
  // The write is in the history by now.
  void queryClient.invalidateQueries({ queryKey: configurationHistoryKey(workspace) });
};

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * Stores one item. `etag`: the version that was edited (412 `PreconditionFailed` when it changed since); `'absent'` for a new one;
 * undefined to overwrite. Resolves to the item as stored.
 */
export const putConfigurationItem = async (
  workspace: WorkspaceParams,
  name: string,
  body: Pick<DataSource, 'kind' | 'properties'>,
  etag: string | undefined,
): Promise<ConfigurationItem> => {
  const headers: Record<string, string> =
    etag === undefined ? {} : etag === 'absent' ? { 'If-None-Match': '*' } : { 'If-Match': etag };
  const item = read(await client.putDataSource({ params: itemParams(workspace, name), body, headers }));
  patch(workspace, (items) => [...items.filter(({ dataSource }) => !sameName(dataSource.name, name)), item]);
  return item;
};

/** Deletes one item; one that is gone already counts as deleted. `etag` as in `putConfigurationItem`. */
export const deleteConfigurationItem = async (
  workspace: WorkspaceParams,
  name: string,
  etag: string | undefined,
): Promise<void> => {
  await client.deleteDataSource({
    params: itemParams(workspace, name),
    headers: etag === undefined ? {} : { 'If-Match': etag },
  });
  patch(workspace, (items) => items.filter(({ dataSource }) => !sameName(dataSource.name, name)));
};

/** One item as it is stored now: the other side of a conflict. Undefined when it was deleted. */
export const readConfigurationItem = async (
  workspace: WorkspaceParams,
  name: string,
): Promise<ConfigurationItem | undefined> => {
  try {
    return read(await client.getDataSource({ params: itemParams(workspace, name) }));
  } catch (error) {
    if (errorStatus(error) === 404) return undefined;
    throw error;
  }
};

/** Has the configuration read again. */
export const refreshConfiguration = (workspace: WorkspaceParams): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: configurationKey(workspace) });
