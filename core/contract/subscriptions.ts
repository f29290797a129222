import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';

export const subscription = z.looseObject({
  id: z.string(),
  subscriptionId: z.string(),
  tenantId: z.optional(z.string()),
  displayName: z.string(),
  /** Enabled, Disabled, Warned, PastDue or Deleted. */
  state: z.string(),
  authorizationSource: z.optional(z.string()),
});

export const subscriptionEndpoints = {
  listSubscriptions: {
    method: 'GET',
    service: 'arm',
    path: '/subscriptions',
    apiVersions: ['2022-12-01', '2021-01-01', '2020-01-01'],
    action: 'Microsoft.Resources/subscriptions/read',
    replies: { 200: z.looseObject({ value: z.array(subscription), nextLink: z.optional(z.string()) }) },
  },
} as const satisfies Record<string, Endpoint>;
