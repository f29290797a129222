import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';
import { jsonObject } from './json';

/** One item of the change tracking configuration; `properties` are free-form and kept verbatim, see core/fim. */
export const dataSource = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  kind: z.string(),
  etag: z.optional(z.string()),
  properties: jsonObject,
});
export type DataSource = z.infer<typeof dataSource>;

// Published scripts also send id, name, type, location and an empty etag: tolerated.
const putDataSourceBody = z.looseObject({ kind: z.string(), properties: jsonObject });

const collection =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}/dataSources';
const item = `${collection}/{dataSourceName}` as const;
const apiVersions = ['2020-08-01', '2025-02-01', '2023-09-01', '2020-03-01-preview', '2015-11-01-preview'] as const;

export const dataSourceEndpoints = {
  listDataSources: {
    method: 'GET',
    service: 'arm',
    path: collection,
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/dataSources/read',
    query: z.looseObject({
      /** Required, one kind: `kind eq 'ChangeTrackingLinuxPath'`. */
      $filter: z.string(),
      $skiptoken: z.optional(z.string()),
    }),
    replies: { 200: z.looseObject({ value: z.array(dataSource), nextLink: z.optional(z.string()) }) },
  },
  getDataSource: {
    method: 'GET',
    service: 'arm',
    path: item,
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/dataSources/read',
    replies: { 200: dataSource },
  },
  putDataSource: {
    method: 'PUT',
    service: 'arm',
    path: item,
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/dataSources/write',
    body: putDataSourceBody,
    replies: { 200: dataSource, 201: dataSource },
  },
  deleteDataSource: {
    method: 'DELETE',
    service: 'arm',
    path: item,
    apiVersions,
    action: 'Microsoft.OperationalInsights/workspaces/dataSources/delete',
    replies: { 200: null, 204: null },
  },
} as const satisfies Record<string, Endpoint>;
