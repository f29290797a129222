import { solutionName } from '#core/contract/solution-name';
import type { WorkspaceParams } from '../paths';

/** What pages read from the bodies of workspaces, solutions and plans. No schemas: the page's first script reads them too. */

/** A Log Analytics workspace as pages need it. */
export type Workspace = WorkspaceParams & {
  /** ARM id. */
  readonly id: string;
  /** GUID the query API knows the workspace by. */
  readonly customerId: string;
  /** Region code: `eastus`. */
  readonly location: string;
  /** How long rows are kept, where the API says. */
  readonly retentionInDays?: number | undefined;
};

/** Whether FIM runs on a workspace, and if not what is missing. */
export type FimState = 'enabled' | 'off' | 'needsPlan';

type WorkspaceBody = {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly properties: { readonly customerId: string; readonly retentionInDays?: number | undefined };
};

type SolutionBody = {
  readonly name: string;
  readonly properties: { readonly workspaceResourceId: string; readonly provisioningState: string };
};

export const parseWorkspace = (body: WorkspaceBody): Workspace => {
  // ids differ in case between APIs: only the position of a segment counts.
  const [, , subscriptionId = '', , resourceGroup = ''] = body.id.split('/');
  return {
    id: body.id,
    subscriptionId,
    resourceGroup,
    workspaceName: body.name,
    customerId: body.properties.customerId,
    location: body.location,
    retentionInDays: body.properties.retentionInDays,
  };
};

/** Whether a subscription's pricing is Defender for Servers plan 2: FIM needs it. */
export const coversServers = (pricing: {
  readonly pricingTier: string;
  readonly subPlan?: string | undefined;
}): boolean => pricing.pricingTier === 'Standard' && pricing.subPlan !== 'P1';

/** `provisioningState` of solutions, by workspace and name. */
export type SolutionStates = ReadonlyMap<string, string>;

export const solutionStates = (solutions: readonly SolutionBody[]): SolutionStates =>
  new Map(
    solutions.map(({ name, properties }) => [
      `${properties.workspaceResourceId}/${name}`.toLowerCase(),
      properties.provisioningState,
    ]),
  );

/** What `SolutionStates` call the solution that turns FIM on in a workspace: ids differ in case between APIs. */
export const solutionKeyOf = (workspace: Workspace): string =>
  `${workspace.id}/${solutionName(workspace.workspaceName)}`.toLowerCase();

/** `provisioningState` of a workspace's ChangeTracking solution among those of its subscription, undefined where FIM is off. */
export const provisioningStateOf = (solutions: SolutionStates, workspace: Workspace): string | undefined =>
  solutions.get(solutionKeyOf(workspace));
