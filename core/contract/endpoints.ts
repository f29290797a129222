import { batchEndpoints } from './batch';
import { dataCollectionRuleEndpoints } from './data-collection-rules';
import { dataSourceEndpoints } from './data-sources';
import type { Endpoint } from './endpoint';
import { ingestionEndpoints } from './ingestion';
import { metadataEndpoints } from './metadata';
import { permissionEndpoints } from './permissions';
import { pricingEndpoints } from './pricings';
import { queryEndpoints } from './query';
import { savedSearchEndpoints } from './saved-searches';
import { solutionEndpoints } from './solutions';
import { subscriptionEndpoints } from './subscriptions';
import { workspaceEndpoints } from './workspaces';

/** The contract: every call the product makes or answers. Client, dispatcher and conformance cases derive from it. */
export const endpoints = {
  ...subscriptionEndpoints,
  ...workspaceEndpoints,
  ...solutionEndpoints,
  ...dataSourceEndpoints,
  ...savedSearchEndpoints,
  ...pricingEndpoints,
  ...permissionEndpoints,
  ...dataCollectionRuleEndpoints,
  ...queryEndpoints,
  ...batchEndpoints,
  ...metadataEndpoints,
  ...ingestionEndpoints,
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
