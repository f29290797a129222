import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';

const pricingProperties = z.looseObject({
  pricingTier: z.enum(['Free', 'Standard']),
  /** Left out: the full plan. FIM needs P2. */
  subPlan: z.optional(z.string()),
});

/** A Defender plan of a subscription; FIM cares about `VirtualMachines`. */
export const pricing = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  properties: pricingProperties,
});

const path = '/subscriptions/{subscriptionId}/providers/Microsoft.Security/pricings/{pricingName}';
const apiVersions = ['2024-01-01', '2023-01-01', '2022-03-01'] as const;

export const pricingEndpoints = {
  getPricing: {
    method: 'GET',
    service: 'arm',
    path,
    apiVersions,
    action: 'Microsoft.Security/pricings/read',
    replies: { 200: pricing },
  },
  putPricing: {
    method: 'PUT',
    service: 'arm',
    path,
    apiVersions,
    action: 'Microsoft.Security/pricings/write',
    body: z.looseObject({ properties: pricingProperties }),
    replies: { 200: pricing },
  },
} as const satisfies Record<string, Endpoint>;
