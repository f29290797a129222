import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';

/** The `ChangeTracking(<workspace>)` solution: FIM is on while it exists, with `provisioningState` Succeeded. */
export const solution = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  location: z.string(),
  plan: z.optional(
    z.looseObject({
      name: z.string(),
      publisher: z.string(),
      product: z.string(),
      promotionCode: z.optional(z.string()),
    }),
  ),
  properties: z.looseObject({
    workspaceResourceId: z.string(),
    /** Creating, Updating and Deleting pass by themselves; Succeeded, Failed and Canceled stay. */
    provisioningState: z.string(),
  }),
});

const putSolutionBody = z.looseObject({
  location: z.string(),
  properties: z.looseObject({ workspaceResourceId: z.string() }),
  plan: z.looseObject({
    name: z.string(),
    publisher: z.string(),
    product: z.string(),
    promotionCode: z.optional(z.string()),
  }),
});

const path =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/Microsoft.OperationsManagement/solutions/{solutionName}';
const apiVersions = ['2015-11-01-preview'] as const;

export const solutionEndpoints = {
  listSolutions: {
    method: 'GET',
    service: 'arm',
    path: '/subscriptions/{subscriptionId}/providers/Microsoft.OperationsManagement/solutions',
    apiVersions,
    action: 'Microsoft.OperationsManagement/solutions/read',
    // Every solution of the subscription, without paging.
    replies: { 200: z.looseObject({ value: z.array(solution) }) },
  },
  getSolution: {
    method: 'GET',
    service: 'arm',
    path,
    apiVersions,
    action: 'Microsoft.OperationsManagement/solutions/read',
    replies: { 200: solution },
  },
  putSolution: {
    method: 'PUT',
    service: 'arm',
    path,
    apiVersions,
    action: 'Microsoft.OperationsManagement/solutions/write',
    body: putSolutionBody,
    replies: { 200: solution, 201: solution },
  },
  deleteSolution: {
    method: 'DELETE',
    service: 'arm',
    path,
    apiVersions,
    action: 'Microsoft.OperationsManagement/solutions/delete',
    replies: { 200: null, 204: null },
  },
} as const satisfies Record<string, Endpoint>;
