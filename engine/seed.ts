import { dataCollectionRuleName } from '#core/contract/data-collection-rules';
import { solutionName } from '#core/contract/solution-name';
import { toDataSource } from '#core/fim/data-source';
import { defaultRetentionDays } from '#core/fim/limits';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { recommendedLinuxItems } from '#core/fim/recommended-items';
import { builtInTables } from '#core/fim/tables';
import type { Json } from '#core/kql/vector';
import {
  dataSourceResourceId,
  pricingResourceId,
  ruleResourceId,
  solutionResourceId,
  subscriptionResourceId,
  workspaceResourceId,
} from './resource-ids';
import type { Store } from './store';

export type WorkspaceSeed = {
  readonly subscription: { readonly subscriptionId: string; readonly displayName: string; readonly tenantId: string };
  readonly resourceGroup: string;
  readonly name: string;
  /** Azure location code, or a word of one's own. */
  readonly location: string;
  readonly customerId: string;
  /** Address of the workspace's data collection rule: `dcr-` and 32 hexadecimal digits in Azure. */
  readonly immutableId: string;
  /** Whether FIM is on. Default true. */
  readonly fim?: boolean;
  /** What is monitored. Default: the recommended Linux items. */
  readonly items?: readonly MonitoredEntity[];
  /** Plan of the subscription. Default P2. */
  readonly plan?: 'P1' | 'P2' | 'Free';
  /** ISO time. */
  readonly createdDate: string;
};

type SeedDocument = { readonly id: string; readonly body: Json };

const document = (id: string, body: Record<string, Json>): SeedDocument => ({
  id: id.toLowerCase(),
  body: { id, ...body },
});

/** The configuration documents of one workspace, its subscription and plan, in the shapes ARM answers with. */
export const workspaceDocuments = (seed: WorkspaceSeed): readonly SeedDocument[] => {
  const { subscription, resourceGroup, name, location, customerId, immutableId, createdDate } = seed;
  const { subscriptionId } = subscription;
  const scope = { subscriptionId, resourceGroup, workspaceName: name };
  const workspaceId = workspaceResourceId(scope);
  const plan = seed.plan ?? 'P2';
  const fim = seed.fim ?? true;
  const solution = solutionName(name);
  const rule = dataCollectionRuleName(name);

  return [
    document(subscriptionResourceId(subscriptionId), {
      ...subscription,
      state: 'Enabled',
      authorizationSource: 'RoleBased',
    }),
    document(pricingResourceId(subscriptionId, 'VirtualMachines'), {
      name: 'VirtualMachines',
      type: 'Microsoft.Security/pricings',
      properties: plan === 'Free' ? { pricingTier: 'Free' } : { pricingTier: 'Standard', subPlan: plan },
    }),
    document(ruleResourceId(scope, rule), {
      name: rule,
      type: 'Microsoft.Insights/dataCollectionRules',
      location,
      properties: {
        immutableId,
        description: `Rows of file integrity monitoring for workspace ${name}`,
        destinations: {
          logAnalytics: [{ workspaceResourceId: workspaceId, workspaceId: customerId, name: 'workspace' }],
        },
        dataFlows: [{ streams: builtInTables.map((table) => `Microsoft-${table.name}`), destinations: ['workspace'] }],
        provisioningState: 'Succeeded',
      },
    }),
    ...(fim
      ? [
          document(solutionResourceId(scope, solution), {
            name: solution,
            type: 'Microsoft.OperationsManagement/solutions',
            location,
            plan: { name: solution, publisher: 'Microsoft', product: 'OMSGallery/ChangeTracking', promotionCode: '' },
            properties: { workspaceResourceId: workspaceId, containedResources: [], referencedResources: [] },
          }),
          ...(seed.items ?? recommendedLinuxItems).map((item) =>
            document(dataSourceResourceId(scope, item.name), {
              name: item.name,
              type: 'Microsoft.OperationalInsights/workspaces/datasources',
              ...toDataSource(item),
            }),
          ),
        ]
      : []),
    // Last: a workspace that is there is complete.
    document(workspaceId, {
      name,
      type: 'Microsoft.OperationalInsights/workspaces',
      location,
      tags: {},
      properties: {
        customerId,
        provisioningState: 'Succeeded',
        sku: { name: 'pergb2018' },
        retentionInDays: defaultRetentionDays,
        createdDate,
        modifiedDate: createdDate,
      },
    }),
  ];
};

/**
 * Puts a workspace and its configuration into the store, unless it is there already: what its owner changed or deleted
 * since stays so. An interrupted seeding is completed by the next.
 */
export const seedWorkspace = async (store: Store, seed: WorkspaceSeed): Promise<void> => {
  const documents = workspaceDocuments(seed);
  const last = documents.at(-1);
  if (last && (await store.documents.get(last.id))) return;
  for (const { id, body } of documents) await store.documents.put(id, body, 'absent');
};
