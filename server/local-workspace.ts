import { defaultRegistryItems } from '#core/fim/default-registry-keys';
import { recommendedLinuxItems } from '#core/fim/recommended-items';
import { workspaceResourceId, type WorkspaceScope } from '#engine/resource-ids';
import { seedWorkspace } from '#engine/seed';
import type { Store } from '#engine/store';

/** Ids of the workspace every installation has for its own machine; the same everywhere, so that links to it work. */
export const localScope: WorkspaceScope = {
  subscriptionId: '10ca1000-0000-4000-8000-000000000001',
  resourceGroup: 'local',
  workspaceName: 'this-machine',
};
export const localWorkspaceId = workspaceResourceId(localScope);

/** First start: subscription `Local` with workspace `this-machine`, FIM on with the recommended Linux items; Change Tracking's default keys are there,
 * switched off. */
export const seedLocalWorkspace = (store: Store, now: number): Promise<void> =>
  seedWorkspace(store, {
    subscription: {
      subscriptionId: localScope.subscriptionId,
      displayName: 'Local',
      tenantId: '10ca1000-0000-4000-8000-000000000000',
    },
    resourceGroup: localScope.resourceGroup,
    name: localScope.workspaceName,
    location: 'local',
    customerId: '10ca1000-0000-4000-8000-000000000002',
    immutableId: 'dcr-10ca1000000040008000000000000003',
    items: [...recommendedLinuxItems, ...defaultRegistryItems],
    createdDate: new Date(now).toISOString(),
  });
