import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';

/** A Log Analytics workspace. Ids come in lower case: compare them without case. */
export const workspace = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  location: z.string(),
  tags: z.optional(z.record(z.string(), z.string())),
  etag: z.optional(z.string()),
  properties: z.looseObject({
    /** The GUID that the query API knows the workspace by. */
    customerId: z.string(),
    provisioningState: z.optional(z.string()),
    retentionInDays: z.optional(z.number()),
    sku: z.optional(z.looseObject({ name: z.string() })),
    createdDate: z.optional(z.string()),
    modifiedDate: z.optional(z.string()),
  }),
});

const apiVersions = ['2023-09-01', '2022-10-01', '2021-06-01', '2020-08-01'] as const;

export const workspaceEndpoints = {
  listWorkspaces: {
    method: 'GET',
    service: 'arm',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.OperationalInsights/workspaces',
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/read',
    // Without paging: Azure's specification has no next link here.
    replies: { 200: z.looseObject({ value: z.array(workspace) }) },
  },
  getWorkspace: {
    method: 'GET',
    service: 'arm',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}',
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/read',
    replies: { 200: workspace },
  },
} as const satisfies Record<string, Endpoint>;
