import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';
import { json } from './json';

/** A query kept with a workspace. `tags` are pairs of our choice: Azure keeps them and gives them no meaning. */
export const savedSearch = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  etag: z.optional(z.string()),
  properties: z.looseObject({
    category: z.string(),
    displayName: z.string(),
    query: z.string(),
    functionAlias: z.optional(z.string()),
    functionParameters: z.optional(z.string()),
    version: z.optional(z.number()),
    tags: z.optional(z.array(z.looseObject({ name: z.string(), value: z.string() }))),
  }),
});
export type SavedSearch = z.infer<typeof savedSearch>;

/** Longest texts stored, in UTF-16 units, and the most tags. Azure documents none of these; they are this product's. */
export const savedSearchLimits = {
  savedSearchName: 260,
  category: 256,
  displayName: 256,
  query: 100_000,
  tagName: 256,
  tagValue: 16_000,
  tags: 20,
} as const;

// Scripts and templates also send id, name, type and location: tolerated.
const putSavedSearchBody = z.looseObject({
  /** What an update has to name: the current etag, or `*` for whatever is stored. */
  etag: z.nullish(z.string()),
  properties: z.catchall(
    z.object({
      category: z.string(),
      displayName: z.string(),
      query: z.string(),
      functionAlias: z.nullish(z.string()),
      functionParameters: z.nullish(z.string()),
      version: z.nullish(z.number()),
      tags: z.nullish(z.array(z.catchall(z.object({ name: z.string(), value: z.string() }), json))),
    }),
    json,
  ),
});

const collection =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}/savedSearches';
const item = `${collection}/{savedSearchName}` as const;
const apiVersions = ['2020-08-01', '2025-02-01', '2023-09-01', '2020-03-01-preview', '2015-03-20'] as const;

export const savedSearchEndpoints = {
  listSavedSearches: {
    method: 'GET',
    service: 'arm',
    path: collection,
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/savedSearches/read',
    // All of them at once: the service has no pages here.
    replies: { 200: z.looseObject({ value: z.array(savedSearch) }) },
  },
  getSavedSearch: {
    method: 'GET',
    service: 'arm',
    path: item,
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/savedSearches/read',
    replies: { 200: savedSearch },
  },
  putSavedSearch: {
    method: 'PUT',
    service: 'arm',
    path: item,
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/savedSearches/write',
    body: putSavedSearchBody,
    // 200 for a new one too, as Azure answers.
    replies: { 200: savedSearch },
  },
  deleteSavedSearch: {
    method: 'DELETE',
    service: 'arm',
    path: item,
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/savedSearches/delete',
    replies: { 200: null, 204: null },
  },
} as const satisfies Record<string, Endpoint>;
