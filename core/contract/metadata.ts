import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';

const metadataTable = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  timespanColumn: z.optional(z.string()),
  columns: z.array(z.looseObject({ name: z.string(), type: z.string(), description: z.optional(z.string()) })),
});

export const metadataReply = z.looseObject({
  tables: z.array(metadataTable),
  workspaces: z.array(
    z.looseObject({ id: z.string(), resourceId: z.string(), name: z.string(), region: z.optional(z.string()) }),
  ),
  /** Queries saved under a name to be called by. `parameters`: as in `a: string, n: long = 5`. */
  functions: z.optional(
    z.array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        displayName: z.optional(z.string()),
        body: z.string(),
        parameters: z.optional(z.string()),
      }),
    ),
  ),
});

const path = '/v1/workspaces/{workspaceId}/metadata';
const action = 'Microsoft.OperationalInsights/workspaces/read';

export const metadataEndpoints = {
  getMetadata: { method: 'GET', service: 'logs', path, apiVersions: [], action, replies: { 200: metadataReply } },
  postMetadata: { method: 'POST', service: 'logs', path, apiVersions: [], action, replies: { 200: metadataReply } },
} as const satisfies Record<string, Endpoint>;
