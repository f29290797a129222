import { dataCollectionRule, type dataCollectionRuleEndpoints } from '#core/contract/data-collection-rules';
import type { Handlers } from '#core/contract/dispatch';
import type { EngineParts } from '../parts';
import { isRuleId, ruleResourceId, subscriptionResourceId } from '../resource-ids';
import { getDocument, missingResource, requireSubscription, toResource } from '../resources';

export const dataCollectionRuleHandlers = ({
  store: { documents },
}: EngineParts): Pick<Handlers, keyof typeof dataCollectionRuleEndpoints> => ({
  listDataCollectionRules: async ({ params: { subscriptionId } }) => {
    await requireSubscription(documents, subscriptionId);
    const stored = await documents.list(`${subscriptionResourceId(subscriptionId).toLowerCase()}/resourcegroups/`);
    const value = stored.filter(({ id }) => isRuleId(id)).map((document) => toResource(dataCollectionRule, document));
    return { status: 200, body: { value } };
  },

  getDataCollectionRule: async ({ params }) => {
    const document = await getDocument(documents, ruleResourceId(params, params.ruleName));
    if (document) return { status: 200, body: toResource(dataCollectionRule, document) };
    throw await missingResource(documents, params, 'Microsoft.Insights/dataCollectionRules', params.ruleName);
  },
});
