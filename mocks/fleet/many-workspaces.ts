import { type FleetWorkspace, subscriptions } from './organisation';
import { guidOf } from './random';

const teams = ['billing', 'catalog', 'fleet', 'identity', 'ledger', 'mail', 'orders', 'portal', 'search', 'telemetry'];
const locations = ['eastus', 'westeurope', 'northeurope', 'uksouth', 'japaneast', 'brazilsouth', 'swedencentral'];

/** Workspaces of a large company beside those of the demo: 500 in all, none with rows. The counts of the first fail once. */
export const manyWorkspaces = (): readonly FleetWorkspace[] =>
  Array.from({ length: 488 }, (_, index) => {
    const name = `${teams[index % teams.length] ?? ''}-${String(Math.floor(index / teams.length) + 1).padStart(2, '0')}`;
    const subscription = subscriptions[(index * 7) % subscriptions.length];
    if (!subscription) throw new Error('The company has no subscription.');
    return {
      name,
      subscription,
      resourceGroup: `rg-${name}`,
      location: locations[(index * 3) % locations.length] ?? 'eastus',
      customerId: index === 0 ? 'fim-sentinel-once' : guidOf(`workspace ${name}`),
      enabled: subscription.plan === 'P2' && index % 5 !== 4,
      groups: [],
    };
  });
