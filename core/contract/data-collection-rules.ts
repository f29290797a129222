import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';

/** Tells a collector where to send rows: `immutableId` is its address in the ingestion API. */
export const dataCollectionRule = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  location: z.string(),
  etag: z.optional(z.string()),
  properties: z.looseObject({
    immutableId: z.string(),
    description: z.optional(z.string()),
    dataFlows: z.optional(z.array(z.looseObject({ streams: z.array(z.string()), destinations: z.array(z.string()) }))),
    destinations: z.optional(
      z.looseObject({
        logAnalytics: z.optional(z.array(z.looseObject({ workspaceResourceId: z.string(), name: z.string() }))),
      }),
    ),
    provisioningState: z.optional(z.string()),
  }),
});

const apiVersions = ['2022-06-01', '2023-03-11', '2021-04-01'] as const;

/** Name of the rule through which a workspace is fed. */
export const dataCollectionRuleName = (workspaceName: string) => `fim-${workspaceName}`;

export const dataCollectionRuleEndpoints = {
  listDataCollectionRules: {
    method: 'GET',
    service: 'arm',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.Insights/dataCollectionRules',
    apiVersions,
    action: 'Microsoft.Insights/dataCollectionRules/read',
    replies: { 200: z.looseObject({ value: z.array(dataCollectionRule), nextLink: z.optional(z.string()) }) },
  },
  getDataCollectionRule: {
    method: 'GET',
    service: 'arm',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.Insights/dataCollectionRules/{ruleName}',
    apiVersions,
    action: 'Microsoft.Insights/dataCollectionRules/read',
    replies: { 200: dataCollectionRule },
  },
} as const satisfies Record<string, Endpoint>;
