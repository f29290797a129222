import type { EndpointName } from '#core/contract/endpoints';
import { solutionName } from '#core/contract/solution-name';
import type { CallParts, World } from './conformance-target';

/** One endpoint's case: a call that succeeds, what has to exist before it, and calls that do not find their resource. */
export type EndpointCase = {
  readonly call: (world: World) => CallParts;
  readonly status: number;
  /** Calls made before, so that the case finds what it needs. */
  readonly before?: (world: World) => readonly (readonly [EndpointName, CallParts, number])[];
  /** Calls made with these parts instead that do not find what they name. */
  readonly missing?: (
    world: World,
  ) => readonly { readonly parts: CallParts; readonly status: number; readonly code: string }[];
};

const nobody = '00000000-0000-0000-0000-00000000dead';
const linuxItem = { kind: 'ChangeTrackingLinuxPath', properties: { enabled: true, destinationPath: '/srv/*.conf' } };
const search = {
  etag: '*',
  properties: { category: 'Conformance', displayName: 'Machines', query: 'Heartbeat | distinct Computer' },
};
const searchName = { savedSearchName: 'conformance_search' };
const itemName = { dataSourceName: 'conformance_item' };

const missingSubscription = {
  parts: { params: { subscriptionId: nobody } },
  status: 404,
  code: 'SubscriptionNotFound',
};
const missingGroup = {
  parts: { params: { resourceGroup: 'no-such-group' } },
  status: 404,
  code: 'ResourceGroupNotFound',
};
const missingWorkspace = {
  parts: { params: { workspaceName: 'no-such-workspace' } },
  status: 404,
  code: 'ResourceNotFound',
};

const solutionBody = ({ subscriptionId, resourceGroup, workspaceName }: World) => ({
  location: 'local',
  properties: {
    workspaceResourceId: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspaceName}`,
  },
  plan: {
    name: solutionName(workspaceName),
    publisher: 'Microsoft',
    product: 'OMSGallery/ChangeTracking',
    promotionCode: '',
  },
});

const solutionParams = ({ workspaceName }: World) => ({ solutionName: solutionName(workspaceName) });
const unknownWorkspaceId = [
  { parts: { params: { workspaceId: nobody } }, status: 404, code: 'ResourceNotFoundError' },
] as const;

/** The suite's cases, keyed by endpoint: the compiler refuses an endpoint without one and one without an endpoint. */
export const endpointCases: Readonly<Record<EndpointName, EndpointCase>> = {
  listSubscriptions: { call: () => ({}), status: 200 },
  listWorkspaces: { call: () => ({}), status: 200, missing: () => [missingSubscription] },
  getWorkspace: {
    call: () => ({}),
    status: 200,
    missing: () => [missingSubscription, missingGroup, missingWorkspace],
  },
  listSolutions: { call: () => ({}), status: 200, missing: () => [missingSubscription] },
  getSolution: {
    call: (world) => ({ params: solutionParams(world) }),
    status: 200,
    missing: () => [
      { parts: { params: { solutionName: 'ChangeTracking(nowhere)' } }, status: 404, code: 'ResourceNotFound' },
    ],
  },
  putSolution: {
    call: (world) => ({ params: solutionParams(world), body: solutionBody(world) }),
    status: 200,
    missing: (world) => [
      {
        parts: {
          params: { solutionName: 'ChangeTracking(nowhere)' },
          body: {
            ...solutionBody({ ...world, workspaceName: 'nowhere' }),
          },
        },
        status: 404,
        code: 'ResourceNotFound',
      },
    ],
  },
  deleteSolution: { call: () => ({ params: { solutionName: 'ChangeTracking(nowhere)' } }), status: 204 },
  listDataSources: {
    call: () => ({ query: { $filter: "kind eq 'ChangeTrackingLinuxPath'" } }),
    status: 200,
    missing: () => [
      {
        ...missingWorkspace,
        parts: { ...missingWorkspace.parts, query: { $filter: "kind eq 'ChangeTrackingLinuxPath'" } },
      },
    ],
  },
  getDataSource: {
    before: () => [['putDataSource', { params: { dataSourceName: 'conformance_get' }, body: linuxItem }, 201]],
    call: () => ({ params: { dataSourceName: 'conformance_get' } }),
    status: 200,
    missing: () => [
      { parts: { params: { dataSourceName: 'no-such-item' } }, status: 404, code: 'ResourceNotFound' },
      { parts: { params: { ...missingWorkspace.parts.params, ...itemName } }, status: 404, code: 'ResourceNotFound' },
    ],
  },
  putDataSource: {
    call: () => ({ params: itemName, body: linuxItem }),
    status: 201,
    missing: () => [
      { ...missingWorkspace, parts: { params: { ...missingWorkspace.parts.params, ...itemName }, body: linuxItem } },
    ],
  },
  deleteDataSource: {
    before: () => [['putDataSource', { params: { dataSourceName: 'conformance_delete' }, body: linuxItem }, 201]],
    call: () => ({ params: { dataSourceName: 'conformance_delete' } }),
    status: 200,
    missing: () => [{ ...missingWorkspace, parts: { params: { ...missingWorkspace.parts.params, ...itemName } } }],
  },
  listSavedSearches: { call: () => ({}), status: 200, missing: () => [missingWorkspace] },
  getSavedSearch: {
    before: () => [['putSavedSearch', { params: { savedSearchName: 'conformance_get' }, body: search }, 200]],
    call: () => ({ params: { savedSearchName: 'conformance_get' } }),
    status: 200,
    missing: () => [
      { parts: { params: { savedSearchName: 'no-such-search' } }, status: 404, code: 'ResourceNotFound' },
      { parts: { params: { ...missingWorkspace.parts.params, ...searchName } }, status: 404, code: 'ResourceNotFound' },
    ],
  },
  putSavedSearch: {
    call: () => ({ params: searchName, body: search }),
    status: 200,
    missing: () => [
      { ...missingWorkspace, parts: { params: { ...missingWorkspace.parts.params, ...searchName }, body: search } },
    ],
  },
  deleteSavedSearch: {
    before: () => [['putSavedSearch', { params: { savedSearchName: 'conformance_delete' }, body: search }, 200]],
    call: () => ({ params: { savedSearchName: 'conformance_delete' } }),
    status: 200,
    missing: () => [{ ...missingWorkspace, parts: { params: { ...missingWorkspace.parts.params, ...searchName } } }],
  },
  getPricing: {
    call: () => ({ params: { pricingName: 'VirtualMachines' } }),
    status: 200,
    missing: () => [
      {
        ...missingSubscription,
        parts: { params: { ...missingSubscription.parts.params, pricingName: 'VirtualMachines' } },
      },
      { parts: { params: { pricingName: 'NoSuchPlan' } }, status: 404, code: 'ResourceNotFound' },
    ],
  },
  putPricing: {
    call: () => ({
      params: { pricingName: 'VirtualMachines' },
      body: { properties: { pricingTier: 'Standard', subPlan: 'P2' } },
    }),
    status: 200,
  },
  listPermissions: {
    call: ({ subscriptionId, resourceGroup }) => ({
      params: { scope: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}` },
    }),
    status: 200,
    missing: () => [
      { parts: { params: { scope: `/subscriptions/${nobody}` } }, status: 404, code: 'SubscriptionNotFound' },
    ],
  },
  listDataCollectionRules: { call: () => ({}), status: 200, missing: () => [missingSubscription] },
  getDataCollectionRule: {
    call: ({ workspaceName }) => ({ params: { ruleName: `fim-${workspaceName}` } }),
    status: 200,
    missing: () => [{ parts: { params: { ruleName: 'no-such-rule' } }, status: 404, code: 'ResourceNotFound' }],
  },
  query: {
    call: ({ customerId }) => ({ params: { workspaceId: customerId }, body: { query: 'Heartbeat | count' } }),
    status: 200,
    missing: () => unknownWorkspaceId.map((one) => ({ ...one, parts: { ...one.parts, body: { query: 'Heartbeat' } } })),
  },
  queryByUrl: {
    call: ({ customerId }) => ({ params: { workspaceId: customerId }, query: { query: 'Heartbeat | count' } }),
    status: 200,
    missing: () =>
      unknownWorkspaceId.map((one) => ({ ...one, parts: { ...one.parts, query: { query: 'Heartbeat' } } })),
  },
  batch: {
    call: ({ customerId }) => ({
      body: {
        requests: [
          { id: '1', method: 'POST', path: '/query', workspace: customerId, body: { query: 'Heartbeat | count' } },
        ],
      },
    }),
    status: 200,
  },
  getMetadata: {
    call: ({ customerId }) => ({ params: { workspaceId: customerId } }),
    status: 200,
    missing: () => unknownWorkspaceId,
  },
  postMetadata: {
    call: ({ customerId }) => ({ params: { workspaceId: customerId } }),
    status: 200,
    missing: () => unknownWorkspaceId,
  },
  ingest: {
    call: () => ({
      params: { stream: 'Microsoft-Heartbeat' },
      body: [{ Computer: 'conformance', TimeGenerated: '2026-01-01T00:00:00Z' }],
    }),
    status: 204,
    missing: () => [
      {
        parts: { params: { immutableId: 'dcr-none', stream: 'Microsoft-Heartbeat' }, body: [] },
        status: 404,
        code: 'NotFound',
      },
      { parts: { params: { stream: 'Microsoft-NoSuchTable' }, body: [] }, status: 404, code: 'InvalidStream' },
      { parts: { params: { stream: 'Custom-Unmarked' }, body: [] }, status: 404, code: 'InvalidStream' },
    ],
  },
};
