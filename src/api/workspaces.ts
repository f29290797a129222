import { queryOptions } from '@tanstack/react-query';
import { solutionName } from '#core/contract/solution-name';
import type { WorkspaceParams } from '../paths';
import { client } from './client';
import { errorStatus } from './errors';
import { queryClient } from './query-client';
import {
  type SolutionStates,
  type Workspace,
  coversServers,
  parseWorkspace,
  provisioningStateOf,
  solutionKeyOf,
  solutionStates,
} from './workspace-bodies';

export type { Workspace } from './workspace-bodies';

const solutionParams = ({ subscriptionId, resourceGroup, workspaceName }: WorkspaceParams) => ({
  subscriptionId,
  resourceGroup,
  solutionName: solutionName(workspaceName),
});

/** Where everything the cache knows of one workspace begins. */
export const workspaceKey = ({ subscriptionId, resourceGroup, workspaceName }: WorkspaceParams) => [
  'workspace',
  subscriptionId.toLowerCase(),
  resourceGroup.toLowerCase(),
  workspaceName.toLowerCase(),
];

/** Every subscription the caller sees. */
export const subscriptionsQuery = queryOptions({
  queryKey: ['subscriptions'],
  queryFn: async ({ signal }) => {
    const { value } = await client.listSubscriptions({ signal });
    return value.map(({ subscriptionId, displayName }) => ({ subscriptionId, displayName }));
  },
});

/** Workspaces of a subscription. Each one is also put where `workspaceOptions` looks, so that a click needs no request. */
export const workspacesQuery = (subscriptionId: string) =>
  queryOptions({
    queryKey: ['workspaces', subscriptionId],
    queryFn: async ({ signal }) => {
      const { value } = await client.listWorkspaces({ params: { subscriptionId }, signal });
      const workspaces = value.map(parseWorkspace);
      for (const workspace of workspaces) queryClient.setQueryData(workspaceKey(workspace), workspace);
      return workspaces;
    },
  });

export const workspaceOptions = (params: WorkspaceParams) =>
  queryOptions({
    queryKey: workspaceKey(params),
    queryFn: async ({ signal }) => parseWorkspace(await client.getWorkspace({ params, signal })),
    staleTime: 300_000,
  });

/** Whether Defender for Servers (plan 2) covers the subscription: FIM needs it. */
export const planQuery = (subscriptionId: string) =>
  queryOptions({
    queryKey: ['plan', subscriptionId],
    queryFn: async ({ signal }) => {
      const { properties } = await client.getPricing({
        params: { subscriptionId, pricingName: 'VirtualMachines' },
        signal,
      });
      return coversServers(properties);
    },
  });

/** All solutions of a subscription in one request, for `provisioningStateOf`. */
export const solutionsQuery = (subscriptionId: string) =>
  queryOptions({
    queryKey: ['solutions', subscriptionId.toLowerCase()],
    queryFn: async ({ signal }): Promise<SolutionStates> => {
      const { value } = await client.listSolutions({ params: { subscriptionId }, signal });
      return solutionStates(value);
    },
    structuralSharing: false,
  });

/** `provisioningState` of the ChangeTracking solution, undefined where FIM is off (404). */
export const solutionQuery = (workspace: Workspace) =>
  queryOptions({
    queryKey: [...workspaceKey(workspace), 'solution'],
    queryFn: async ({ signal }) => {
      const provisioningState = await client
        .getSolution({ params: solutionParams(workspace), signal })
        .then(({ properties }) => properties.provisioningState)
        .catch((error: unknown) => {
          if (errorStatus(error) === 404) return undefined;
          throw error;
        });
      // The workspace list shows what was just learned.
      queryClient.setQueryData(solutionsQuery(workspace.subscriptionId).queryKey, (known) => {
        if (!known || provisioningStateOf(known, workspace) === provisioningState) return known;
        const others = [...known].filter(([key]) => key !== solutionKeyOf(workspace));
        return new Map(
          provisioningState === undefined ? others : [...others, [solutionKeyOf(workspace), provisioningState]],
        );
      });
      return { provisioningState };
    },
  });

/** Turns FIM on. The recommended items are not part of it: they have a page of their own. */
export const enableFim = (workspace: Workspace): Promise<unknown> =>
  client.putSolution({
    params: solutionParams(workspace),
    body: {
      location: workspace.location,
      properties: { workspaceResourceId: workspace.id },
      plan: {
        name: solutionName(workspace.workspaceName),
        publisher: 'Microsoft',
        product: 'OMSGallery/ChangeTracking',
        promotionCode: '',
      },
    },
  });

/** Removes the solution: FIM is off. Rows and settings stay. */
export const disableFim = (workspace: Workspace): Promise<unknown> =>
  client.deleteSolution({ params: solutionParams(workspace) });
