import { queryOptions } from '@tanstack/react-query';
import { client } from './client';
import { queryClient } from './query-client';
import { planQuery } from './workspaces';

const plan = (subscriptionId: string) => ({ subscriptionId, pricingName: 'VirtualMachines' });

/** The Defender for Servers plan of a subscription: `Free`, `P1` or `P2`. */
export type ServersPlan = 'Free' | 'P1' | 'P2';

/** The plan with what ARM says beside it; a Standard tier without a sub-plan is the full plan. */
export const serversPlanQuery = (subscriptionId: string) =>
  queryOptions({
    queryKey: [...planQuery(subscriptionId).queryKey, 'details'],
    queryFn: async ({ signal }) => {
      const { properties } = await client.getPricing({ params: plan(subscriptionId), signal });
      const { pricingTier, subPlan, freeTrialRemainingTime, enablementTime } = properties;
      const name: ServersPlan = pricingTier === 'Free' ? 'Free' : subPlan === 'P1' ? 'P1' : 'P2';
      return {
        plan: name,
        trialLeft: typeof freeTrialRemainingTime === 'string' ? freeTrialRemainingTime : undefined,
        since: typeof enablementTime === 'string' ? Date.parse(enablementTime) : undefined,
      };
    },
  });

/** Switches a subscription to Defender for Servers Plan 2. */
export const switchToPlan2 = async (subscriptionId: string): Promise<void> => {
  await client.putPricing({
    params: plan(subscriptionId),
    body: { properties: { pricingTier: 'Standard', subPlan: 'P2' } },
  });
  await queryClient.invalidateQueries({ queryKey: planQuery(subscriptionId).queryKey });
};
