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
  /** What to do about a workspace where FIM is off or its plan does not include it. */
  notMonitored: (workspace: WorkspaceParams) => `${workspacePath(workspace)}/not-monitored`,
};

const pageKeys = ['range', 'tz'] as const;

/** The part of a search string that belongs to the page as a whole (time range and zone), as `''` or `'?...'`. */
export const keepPageSearch = (search: URLSearchParams | string): string => {
  const from = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const key of pageKeys) {
    const value = from.get(key);
    if (value !== null) kept.set(key, value);
  }
  const text = kept.toString();
  return text === '' ? '' : `?${text}`;
};
