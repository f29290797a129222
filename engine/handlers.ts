import type { RequestContext } from '#core/contract/context';
import type { Handlers } from '#core/contract/dispatch';
import { batchHandlers } from './handlers/batch';
import { dataCollectionRuleHandlers } from './handlers/data-collection-rules';
import { dataSourceHandlers } from './handlers/data-sources';
import { ingestionHandlers } from './handlers/ingestion';
import { metadataHandlers } from './handlers/metadata';
import { permissionHandlers } from './handlers/permissions';
import { pricingHandlers } from './handlers/pricings';
import { queryHandlers } from './handlers/query';
import { savedSearchHandlers } from './handlers/saved-searches';
import { solutionHandlers } from './handlers/solutions';
import { subscriptionHandlers } from './handlers/subscriptions';
import { workspaceHandlers } from './handlers/workspaces';
import type { EngineParts } from './parts';

/** The handler of every endpoint. `fetch` is the engine itself: a batch is answered by asking it again. */
export const createHandlers = (
  parts: EngineParts,
  fetch: (request: Request, context: RequestContext) => Promise<Response>,
): Handlers => ({
  ...subscriptionHandlers(parts),
  ...workspaceHandlers(parts),
  ...solutionHandlers(parts),
  ...dataSourceHandlers(parts),
  ...savedSearchHandlers(parts),
  ...pricingHandlers(parts),
  ...permissionHandlers(parts),
  ...dataCollectionRuleHandlers(parts),
  ...queryHandlers(parts),
  ...batchHandlers(fetch),
  ...metadataHandlers(parts),
  ...ingestionHandlers(parts),
});
