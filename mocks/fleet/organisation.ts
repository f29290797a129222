import { guidOf } from './random';

/** The company of the demo: what exists in every fleet, whatever its seed. */

export type CloudProvider = 'Azure' | 'AWS' | 'GCP' | 'On-premises';

export type FleetSubscription = {
  readonly id: string;
  readonly displayName: string;
  /** Plan of Defender for Servers; P2 is what file integrity monitoring needs. */
  readonly plan: 'P2' | 'P1' | 'Free';
};

/** What a server is for: decides its operating system, its software and its noise. */
export type ServerRole =
  | 'iis'
  | 'sqlserver'
  | 'domain'
  | 'pos'
  | 'jump'
  | 'linux-web'
  | 'linux-app'
  | 'linux-db'
  | 'linux-batch';

export type ServerGroup = {
  readonly prefix: string;
  readonly count: number;
  readonly role: ServerRole;
  readonly cloud: CloudProvider;
};

export type FleetWorkspace = {
  readonly name: string;
  readonly subscription: FleetSubscription;
  readonly resourceGroup: string;
  readonly location: string;
  /** The GUID queries and rows name the workspace by, lower case. */
  readonly customerId: string;
  /** Change Tracking is on: its servers report changes. Without it they still send heartbeats. */
  readonly enabled: boolean;
  readonly groups: readonly ServerGroup[];
};

const subscription = (displayName: string, plan: FleetSubscription['plan']): FleetSubscription => ({
  id: guidOf(`subscription ${displayName}`),
  displayName,
  plan,
});

const production = subscription('Contoso Production', 'P2');
const retail = subscription('Contoso Retail', 'P2');
const corporate = subscription('Contoso Corporate IT', 'P1');
const devTest = subscription('Contoso Dev/Test', 'Free');

export const tenantId = guidOf('tenant contoso');
export const subscriptions: readonly FleetSubscription[] = [production, retail, corporate, devTest];

const group = (prefix: string, count: number, role: ServerRole, cloud: CloudProvider): ServerGroup => ({
  prefix,
  count,
  role,
  cloud,
});

function workspace(
  subscription: FleetSubscription,
  name: string,
  location: string,
  enabled: boolean,
  ...groups: readonly ServerGroup[]
): FleetWorkspace {
  const customerId = guidOf(`workspace ${name}`);
  return { name, subscription, resourceGroup: `rg-${name}`, location, customerId, enabled, groups };
}

export const workspaces: readonly FleetWorkspace[] = [
  workspace(
    production,
    'contoso-prod-eastus',
    'eastus',
    true,
    group('web-eus', 18, 'iis', 'Azure'),
    group('app-eus', 26, 'linux-app', 'Azure'),
    group('db-eus', 10, 'linux-db', 'Azure'),
    group('sql-eus', 8, 'sqlserver', 'Azure'),
    group('dc-eus', 4, 'domain', 'Azure'),
    group('jump-eus', 4, 'jump', 'Azure'),
  ),
  workspace(
    production,
    'contoso-prod-westeurope',
    'westeurope',
    true,
    group('web-weu', 14, 'linux-web', 'Azure'),
    group('app-weu', 18, 'linux-app', 'Azure'),
    group('sql-weu', 6, 'sqlserver', 'Azure'),
    group('hq-ams', 12, 'iis', 'On-premises'),
  ),
  workspace(
    production,
    'contoso-payments',
    'northeurope',
    true,
    group('pay-api', 10, 'linux-app', 'Azure'),
    group('pay-db', 6, 'linux-db', 'Azure'),
    group('pay-hsm', 6, 'linux-batch', 'On-premises'),
    group('pay-win', 4, 'iis', 'Azure'),
  ),
  workspace(
    production,
    'contoso-edge-aws',
    'eastus2',
    true,
    group('ip-10-40-12', 22, 'linux-web', 'AWS'),
    group('EC2AMAZ-7Q', 8, 'iis', 'AWS'),
  ),
  workspace(production, 'contoso-analytics-gcp', 'westus3', true, group('gce-spark', 18, 'linux-batch', 'GCP')),
  workspace(
    retail,
    'retail-stores',
    'westus2',
    true,
    group('STORE-04', 30, 'pos', 'On-premises'),
    group('STORE-SRV', 12, 'sqlserver', 'On-premises'),
  ),
  workspace(retail, 'retail-web', 'westus2', true, group('shop-web', 14, 'linux-web', 'Azure')),
  workspace(retail, 'retail-newsite', 'canadacentral', true),
  workspace(
    retail,
    'retail-warehouse',
    'centralus',
    false,
    group('WH-SCAN', 9, 'pos', 'On-premises'),
    group('wh-app', 5, 'linux-app', 'AWS'),
  ),
  workspace(
    corporate,
    'corp-it-uksouth',
    'uksouth',
    false,
    group('corp-file', 9, 'sqlserver', 'On-premises'),
    group('corp-app', 7, 'linux-app', 'Azure'),
  ),
  workspace(corporate, 'corp-identity', 'northeurope', false, group('CORP-DC', 6, 'domain', 'On-premises')),
  workspace(devTest, 'dev-sandbox-eastus', 'eastus', false, group('dev', 8, 'linux-app', 'Azure')),
];
