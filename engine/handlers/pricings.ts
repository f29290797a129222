import type { Handlers } from '#core/contract/dispatch';
import { resourceNotFound } from '#core/contract/errors';
import { pricing, type pricingEndpoints } from '#core/contract/pricings';
import type { Json } from '#core/kql/vector';
import type { EngineParts } from '../parts';
import { pricingResourceId } from '../resource-ids';
import { getDocument, putDocument, bodyOf, requireSubscription } from '../resources';

/** The only plan that matters here: Defender for Servers. */
const servers = 'VirtualMachines';
const type = 'Microsoft.Security/pricings';

const requireServers = (name: string) => {
  if (name.toLowerCase() !== servers.toLowerCase()) throw resourceNotFound(type, name, '');
};

export const pricingHandlers = ({
  store: { documents },
}: EngineParts): Pick<Handlers, keyof typeof pricingEndpoints> => ({
  getPricing: async ({ params: { subscriptionId, pricingName } }) => {
    await requireSubscription(documents, subscriptionId);
    requireServers(pricingName);
    const id = pricingResourceId(subscriptionId, servers);
    const document = await getDocument(documents, id);
    // A subscription that never chose a plan is on the free one.
    const body = document ? bodyOf(document) : { id, name: servers, type, properties: { pricingTier: 'Free' } };
    return { status: 200, body: pricing.parse(body) };
  },

  putPricing: async ({ params: { subscriptionId, pricingName }, body }) => {
    await requireSubscription(documents, subscriptionId);
    requireServers(pricingName);
    const id = pricingResourceId(subscriptionId, servers);
    const { pricingTier, subPlan } = body.properties;
    // A plan without a sub-plan is the full one, P2.
    const properties: Json = pricingTier === 'Free' ? { pricingTier } : { pricingTier, subPlan: subPlan ?? 'P2' };
    const { document } = await putDocument(documents, id, { id, name: servers, type, properties });
    return { status: 200, body: pricing.parse(bodyOf(document)) };
  },
});
