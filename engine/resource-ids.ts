/**
 * ARM ids. Documents are stored under the lower-case form; replies carry the form Azure gives them, with the provider in
 * lower case and names as they were chosen. Ids are compared without case.
 */
export type GroupScope = { readonly subscriptionId: string; readonly resourceGroup: string };
export type WorkspaceScope = GroupScope & { readonly workspaceName: string };

export const subscriptionResourceId = (subscriptionId: string) => `/subscriptions/${subscriptionId}`;

export const groupResourceId = ({ subscriptionId, resourceGroup }: GroupScope) =>
  `/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}`;

export const workspaceResourceId = (scope: WorkspaceScope) =>
  `${groupResourceId(scope)}/providers/microsoft.operationalinsights/workspaces/${scope.workspaceName}`;

export const dataSourceResourceId = (scope: WorkspaceScope, name: string) =>
  `${workspaceResourceId(scope)}/datasources/${name}`;

export const savedSearchResourceId = (scope: WorkspaceScope, name: string) =>
  `${workspaceResourceId(scope)}/savedsearches/${name}`;

export const solutionResourceId = (scope: GroupScope, name: string) =>
  `${groupResourceId(scope)}/providers/microsoft.operationsmanagement/solutions/${name}`;

export const ruleResourceId = (scope: GroupScope, name: string) =>
  `${groupResourceId(scope)}/providers/microsoft.insights/datacollectionrules/${name}`;

export const pricingResourceId = (subscriptionId: string, name: string) =>
  `/subscriptions/${subscriptionId}/providers/microsoft.security/pricings/${name}`;

/** Whether a stored document's id (lower case) is a workspace, a solution or a rule, and nothing below one. */
export const isWorkspaceId = (id: string) =>
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.operationalinsights\/workspaces\/[^/]+$/.test(
    id,
  );
export const isSolutionId = (id: string) =>
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.operationsmanagement\/solutions\/[^/]+$/.test(
    id,
  );
export const isRuleId = (id: string) =>
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.insights\/datacollectionrules\/[^/]+$/.test(
    id,
  );

/** Scope of a workspace's ARM id in any case; undefined where the text is not one. */
export const parseWorkspaceId = (id: string): WorkspaceScope | undefined => {
  const match =
    /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.operationalinsights\/workspaces\/([^/]+)$/i.exec(
      id,
    );
  const [, subscriptionId, resourceGroup, workspaceName] = match ?? [];
  return subscriptionId === undefined || resourceGroup === undefined || workspaceName === undefined
    ? undefined
    : { subscriptionId, resourceGroup, workspaceName };
};
