import * as z from 'zod/mini';
import type { Json } from '../kql/vector';
import type { Endpoint } from './endpoint';
import { errorInfo } from './errors';
import { jsonObject } from './json';

export const queryBody = z.looseObject({
  /** KQL. */
  query: z.string(),
  /** ISO 8601 duration or interval, combined with the query's own time filters. */
  timespan: z.optional(z.nullable(z.string())),
  /** More workspaces to read from: customerId GUIDs, names or ARM ids. */
  workspaces: z.optional(z.nullable(z.array(z.string()))),
});

export const queryColumn = z.looseObject({ name: z.string(), type: z.string() });

export const queryTable = z.looseObject({
  name: z.string(),
  columns: z.array(queryColumn),
  // Whole numbers past 2^53 are strings, so that they stay exact (client.ts). Not walked: a reply may hold 500,000 rows. Cells are decoded by column type where they are used.
  rows: z.custom<Json[][]>((value) => Array.isArray(value), 'Rows are an array.'),
});

export type QueryTable = z.infer<typeof queryTable>;

/** `error` beside `tables` marks a partial result (code PartialError): show the rows and say that some are missing. */
export const queryReply = z.looseObject({
  tables: z.array(queryTable),
  render: z.optional(jsonObject),
  statistics: z.optional(jsonObject),
  error: z.optional(errorInfo),
});
export type QueryReply = z.infer<typeof queryReply>;

const path = '/v1/workspaces/{workspaceId}/query';
const action = 'Microsoft.OperationalInsights/workspaces/query/read';

export const queryEndpoints = {
  /** `workspaceId` is the workspace's `properties.customerId`. */
  query: {
    method: 'POST',
    service: 'logs',
    path,
    apiVersions: [],
    action,
    // A time span in the URL as well as in the body: the two are intersected.
    query: z.looseObject({ timespan: z.optional(z.string()) }),
    body: queryBody,
    replies: { 200: queryReply },
  },
  queryByUrl: {
    method: 'GET',
    service: 'logs',
    path,
    apiVersions: [],
    action,
    query: z.looseObject({
      query: z.string(),
      timespan: z.optional(z.string()),
      /** Comma-separated. */
      workspaces: z.optional(z.string()),
    }),
    replies: { 200: queryReply },
  },
} as const satisfies Record<string, Endpoint>;
