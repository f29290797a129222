/** Where a workspace lives: what its pages carry in their URL. */
export type WorkspaceParams = {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
};

const workspacePath = ({ subscriptionId, resourceGroup, workspaceName }: WorkspaceParams) =>
  `/workspaces/${encodeURIComponent(subscriptionId)}/${encodeURIComponent(resourceGroup)}/${encodeURIComponent(workspaceName)}`;

/** Every URL of the app. Pathnames only: `keepPageSearch` says which search parameters travel along. */
export const paths = {
  workspaces: () => '/workspaces',
  workspace: (workspace: WorkspaceParams) => workspacePath(workspace),
  servers: (workspace: WorkspaceParams) => `${workspacePath(workspace)}/servers`,
  changes: (workspace: WorkspaceParams) => `${workspacePath(workspace)}/changes`,
  /** `rowId` identifies a change: `RowId_CF`, or what the Changes tab makes of the identity columns. */
  change: (workspace: WorkspaceParams, rowId: string) =>
    `${workspacePath(workspace)}/changes/${encodeURIComponent(rowId)}`,
  enable: (workspace: WorkspaceParams) => `${workspacePath(workspace)}/enable`,
  disable: (workspace: WorkspaceParams) => `${workspacePath(workspace)}/disable`,
  /** The Defender plan of the workspace's subscription. */
  plan: (workspace: WorkspaceParams) => `${workspacePath(workspace)}/plan`,
  /** `tab` as features/settings/tabs.ts names them. */
  settings: (workspace: WorkspaceParams, tab: string) => `${workspacePath(workspace)}/settings/${tab}`,
  newSetting: (workspace: WorkspaceParams, tab: string) => `${workspacePath(workspace)}/settings/${tab}/new`,
  /** `name`: of the data source that stores the item. */
  setting: (workspace: WorkspaceParams, tab: string, name: string) =>
    `${workspacePath(workspace)}/settings/${tab}/items/${encodeURIComponent(name)}`,
  /** What registry values have to be, and on which machines they are not. */
  baselines: (workspace: WorkspaceParams) => `${workspacePath(workspace)}/baselines`,
  /** KQL over the workspace; `logsHref` (logs-link.ts) puts a query into its editor. */
  logs: (workspace: WorkspaceParams) => `${workspacePath(workspace)}/logs`,
};

const rangeKeys = ['range', 'tz', 'was'];
/**
 * Also what narrows the pages of one workspace (the names of filters/change-filter.ts, which is not loaded with the first page), and
 * how the chart above its tabs is stacked, and whether it is a table.
 */
const filterKeys = ['q', 'server', 'type', 'category', 'path', 'entity', 'field', 'all'];
export const workspaceKeys = [...rangeKeys, ...filterKeys, 'stack', 'overtime'];

const keep = (search: URLSearchParams | string, keys: readonly string[]): string => {
  const kept = new URLSearchParams();
  for (const [key, value] of new URLSearchParams(search)) if (keys.includes(key)) kept.append(key, value);
  const text = kept.toString();
  return text === '' ? '' : `?${text}`;
};

/** The part of a search string all tabs of a workspace share (time range, zone, filters), as `''` or `'?...'`. */
export const keepPageSearch = (search: URLSearchParams | string): string => keep(search, workspaceKeys);

/** The part that another workspace understands too (time range and zone), as `''` or `'?...'`. */
export const keepRangeSearch = (search: URLSearchParams | string): string => keep(search, rangeKeys);
