import { dataCollectionRuleName } from '#core/contract/data-collection-rules';
import { solutionName } from '#core/contract/solution-name';
import { defaultRegistryItems } from '#core/fim/default-registry-keys';
import { dataSourceName, toDataSource } from '#core/fim/data-source';
import { customGroup, type MonitoredEntity } from '#core/fim/monitored-entity';
import { netlogonBaseline } from '#core/fim/netlogon-baseline';
import { recommendedLinuxItems, recommendedRegistryItems, recommendedWindowsItems } from '#core/fim/recommended-items';
import { builtInTables } from '#core/fim/tables';
import type { Json } from '#core/kql/vector';
import {
  dataSourceResourceId,
  pricingResourceId,
  ruleResourceId,
  solutionResourceId,
  subscriptionResourceId,
  workspaceResourceId,
} from '#engine/resource-ids';
import { manyWorkspaces } from './many-workspaces';
import { type FleetSubscription, type FleetWorkspace, subscriptions, tenantId, workspaces } from './organisation';
import { hex } from './random';
import type { FleetScale } from './scale';

export type FleetDocument = { readonly id: string; readonly body: Json };

/**
 * Configuration resources of the company as the engine stores them, each under its lower-case ARM id. The workspaces of a
 * large company come without monitored items.
 */
export function documents(scale: FleetScale = 'default'): readonly FleetDocument[] {
  const more = scale === 'workspaces-500' ? manyWorkspaces() : [];
  return [
    ...subscriptions.flatMap(ofSubscription),
    ...workspaces.flatMap((workspace) => ofWorkspace(workspace, monitoredItems(workspace))),
    ...more.flatMap((workspace) => ofWorkspace(workspace, [])),
  ].map(({ id, body }) => ({ id: id.toLowerCase(), body }));
}

function ofSubscription(subscription: FleetSubscription): readonly FleetDocument[] {
  const id = subscriptionResourceId(subscription.id);
  const pricingId = pricingResourceId(subscription.id, 'VirtualMachines');
  return [
    {
      id,
      body: {
        id,
        subscriptionId: subscription.id,
        tenantId,
        displayName: subscription.displayName,
        state: 'Enabled',
        subscriptionPolicies: {
          locationPlacementId: 'Public_2014-09-01',
          quotaId: 'EnterpriseAgreement_2014-09-01',
          spendingLimit: 'Off',
        },
        authorizationSource: 'RoleBased',
        managedByTenants: [],
      },
    },
    {
      id: pricingId,
      body: {
        id: pricingId,
        name: 'VirtualMachines',
        type: 'Microsoft.Security/pricings',
        properties:
          subscription.plan === 'Free'
            ? { pricingTier: 'Free' }
            : { pricingTier: 'Standard', subPlan: subscription.plan, enablementTime: '2023-03-14T09:30:00Z' },
      },
    },
  ];
}

function ofWorkspace(workspace: FleetWorkspace, monitored: readonly MonitoredEntity[]): readonly FleetDocument[] {
  const scope = {
    subscriptionId: workspace.subscription.id,
    resourceGroup: workspace.resourceGroup,
    workspaceName: workspace.name,
  };
  const id = workspaceResourceId(scope);
  const body = {
    id,
    name: workspace.name,
    type: 'Microsoft.OperationalInsights/workspaces',
    location: workspace.location,
    tags: { costCenter: workspace.subscription.displayName.replace('Contoso ', '') },
    properties: {
      customerId: workspace.customerId,
      provisioningState: 'Succeeded',
      source: 'Azure',
      sku: { name: 'PerGB2018', lastSkuUpdate: '2023-03-14T09:12:00.0000000Z' },
      retentionInDays: 90,
      features: { legacy: 0, searchVersion: 1, enableLogAccessUsingOnlyResourcePermissions: true },
      workspaceCapping: {
        dailyQuotaGb: -1,
        quotaNextResetTime: '2023-03-15T01:00:00Z',
        dataIngestionStatus: 'RespectQuota',
      },
      publicNetworkAccessForIngestion: 'Enabled',
      publicNetworkAccessForQuery: 'Enabled',
      createdDate: '2023-03-14T09:12:00.0000000Z',
      modifiedDate: '2023-03-14T09:12:41.0000000Z',
    },
  } satisfies Json;

  const rule = dataCollectionRuleName(workspace.name);
  const ruleId = ruleResourceId(scope, rule);
  const destination = 'Microsoft-CT-Dest';
  const ruleBody = {
    id: ruleId,
    name: rule,
    type: 'Microsoft.Insights/dataCollectionRules',
    location: workspace.location,
    properties: {
      description: 'Rows of file integrity monitoring',
      immutableId: `dcr-${hex(4, Number.parseInt(workspace.customerId.slice(0, 8), 16))}`,
      destinations: { logAnalytics: [{ workspaceResourceId: id, name: destination }] },
      dataFlows: [{ streams: builtInTables.map(({ name }) => `Microsoft-${name}`), destinations: [destination] }],
      provisioningState: 'Succeeded',
    },
  } satisfies Json;

  const always = [
    { id, body },
    { id: ruleId, body: ruleBody },
  ];
  if (!workspace.enabled) return always;

  const solution = solutionName(workspace.name);
  const solutionId = solutionResourceId(scope, solution);
  const solutionBody = {
    id: solutionId,
    name: solution,
    type: 'Microsoft.OperationsManagement/solutions',
    location: workspace.location,
    plan: { name: solution, publisher: 'Microsoft', product: 'OMSGallery/ChangeTracking', promotionCode: '' },
    properties: {
      workspaceResourceId: id,
      provisioningState: 'Succeeded',
      containedResources: [],
      referencedResources: [],
    },
  } satisfies Json;
  const items = monitored.map((item) => {
    const itemId = dataSourceResourceId(scope, item.name);
    const { kind, properties } = toDataSource(item);
    const type = 'Microsoft.OperationalInsights/workspaces/datasources';
    return { id: itemId, body: { id: itemId, name: item.name, type, kind, properties } };
  });
  return [...always, { id: solutionId, body: solutionBody }, ...items];
}

/** What a workspace monitors: the recommended items of the systems it has, and what its owners added. */
function monitoredItems(workspace: FleetWorkspace): readonly MonitoredEntity[] {
  const isLinux = workspace.groups.some(({ role }) => role.startsWith('linux'));
  const isWindows = workspace.groups.some(({ role }) => !role.startsWith('linux'));
  const isNew = workspace.groups.length === 0;
  return [
    ...(isLinux || isNew ? [...recommendedLinuxItems, ...(isNew ? [] : customLinux)] : []),
    ...(isWindows || isNew
      ? [
          ...defaultRegistryItems,
          ...recommendedWindowsItems,
          ...recommendedRegistryItems,
          ...(isNew ? [] : customWindows),
        ]
      : []),
  ];
}

const linuxItem = (name: string, path: string, more: { enabled?: boolean; recurse?: boolean; folder?: boolean }) =>
  ({
    kind: 'linuxFiles',
    name: dataSourceName('linuxFiles', name),
    enabled: more.enabled ?? true,
    group: customGroup,
    path,
    pathType: more.folder ? 'Folder' : 'File',
    recurse: more.recurse ?? false,
    useSudo: true,
    links: 'Follow',
    checksum: 'Sha256',
    maxContentBytes: 0,
    maxOutputBytes: 5_000_000,
  }) satisfies MonitoredEntity;

const windowsItem = (name: string, path: string, more: { enabled?: boolean; recurse?: boolean; folder?: boolean }) =>
  ({
    kind: 'windowsFiles',
    name: dataSourceName('windowsFiles', name),
    enabled: more.enabled ?? true,
    group: customGroup,
    path,
    pathType: more.folder ? 'Folder' : 'File',
    recurse: more.recurse ?? false,
    checksum: 'Md5',
    maxContentBytes: 0,
    maxOutputBytes: 0,
  }) satisfies MonitoredEntity;

const customLinux: readonly MonitoredEntity[] = [
  linuxItem('PamModules', '/usr/lib/x86_64-linux-gnu/security', { folder: true }),
  linuxItem('LdPreload', '/etc/ld.so.preload', {}),
  linuxItem('NginxSites', '/etc/nginx', { folder: true, recurse: true, enabled: false }),
];

const customWindows: readonly MonitoredEntity[] = [
  windowsItem('WebRoot', String.raw`C:\inetpub\wwwroot`, { folder: true, recurse: true }),
  windowsItem('System32', String.raw`C:\Windows\System32\*.*`, {}),
  windowsItem('SideBySide', String.raw`C:\Windows\WinSxS`, { folder: true, recurse: true }),
  windowsItem('DotNetConfig', String.raw`C:\Windows\Microsoft.NET`, { folder: true, recurse: true }),
  windowsItem('IisConfig', String.raw`C:\Windows\System32\inetsrv\config`, { folder: true }),
  windowsItem('Drivers', String.raw`C:\Windows\System32\drivers`, { folder: true, recurse: true }),
  windowsItem('ContosoPrograms', String.raw`C:\Program Files\Contoso`, { folder: true, recurse: true }),
  windowsItem('ProgramData', String.raw`C:\ProgramData\Intel`, { folder: true, recurse: true }),
  {
    kind: 'windowsRegistry',
    name: dataSourceName('windowsRegistry', netlogonBaseline.name),
    enabled: true,
    group: customGroup,
    path: netlogonBaseline.key,
    valueName: '',
    recurse: false,
  },
];
