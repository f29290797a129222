/* oxlint-disable vitest/no-standalone-expect, vitest/require-top-level-describe -- the cases run inside the tests that conformance.ts registers */
import { expect } from 'vitest';
import { parseMonitoredItem } from '#core/fim/data-source';
import { dataSource } from '#core/contract/data-sources';
import { endpoints } from '#core/contract/endpoints';
import { solutionName } from '#core/contract/solution-name';
import { solution } from '#core/contract/solutions';
import { endpointCases } from './endpoint-cases';
import { expectError, fail, requestOf, succeed, type ConformanceTarget } from './conformance-target';

export type ConformanceCase = { readonly name: string; readonly run: (target: ConformanceTarget) => Promise<void> };

const item = (path: unknown, more: Record<string, unknown> = {}) => ({
  kind: 'ChangeTrackingLinuxPath',
  properties: { enabled: true, destinationPath: path, ...more },
});

/** State of the solution, which alone and among those of its subscription has to be the same. */
const statesOf = async (target: ConformanceTarget) => {
  const name = solutionName(target.world.workspaceName);
  const list = await succeed(target, 'listSolutions', {}, 200);
  const { value } = endpoints.listSolutions.replies[200].parse(list);
  const listed = value.find((each) => each.name === name)?.properties.provisioningState ?? 'gone';
  const response = await target.send(requestOf(target, 'getSolution', { params: { solutionName: name } }));
  const state = response.status === 404 ? 'gone' : solution.parse(await response.json()).properties.provisioningState;
  expect(listed).toBe(state);
  return state;
};

/** Behaviour of the configuration resources that takes more than one call. */
export const configurationFlows: readonly ConformanceCase[] = [
  {
    name: 'FIM is disabled and enabled again through states that a poll can see',
    run: async (target) => {
      const params = { solutionName: solutionName(target.world.workspaceName) };
      await target.pass(3100);
      expect(await statesOf(target)).toBe('Succeeded');
      await succeed(target, 'deleteSolution', { params }, 200);
      expect(await statesOf(target)).toBe('Deleting');
      const { call } = endpointCases.putSolution;
      await fail(target, 'putSolution', call(target.world), 409, 'Conflict');
      await target.pass(3100);
      expect(await statesOf(target)).toBe('gone');
      await succeed(target, 'deleteSolution', { params }, 204);
      await succeed(target, 'putSolution', call(target.world), 201);
      expect(await statesOf(target)).toBe('Creating');
      // Asked for twice, enabled once.
      await succeed(target, 'putSolution', call(target.world), 200);
      expect(await statesOf(target)).toBe('Creating');
      await target.pass(3100);
      expect(await statesOf(target)).toBe('Succeeded');
    },
  },
  {
    name: 'a solution has to be named after its workspace',
    run: async (target) => {
      const { body } = endpointCases.putSolution.call(target.world);
      const parts = { params: { solutionName: 'ChangeTracking(other)' }, body };
      const error = await fail(target, 'putSolution', parts, 400, 'InvalidRequestContent');
      expect(error.target).toBe('properties.workspaceResourceId');
    },
  },
  {
    name: 'a data source keeps properties nobody here knows, and is read back with its etag',
    run: async (target) => {
      const params = { dataSourceName: 'conformance_verbatim' };
      const body = item('/srv/app/*.conf', { recurse: 'True', maxOutputSize: '500000', odd: { deep: [1, null] } });
      await succeed(target, 'putDataSource', { params, body: { ...body, etag: '', id: 'x', location: 'y' } }, 201);
      const read = dataSource.parse(await succeed(target, 'getDataSource', { params }));
      expect(read.properties).toEqual(body.properties);
      expect(read.etag).toMatch(/^(W\/)?"[^"]+"$/);
      const { headers } = await target.send(requestOf(target, 'getDataSource', { params }));
      expect(headers.get('etag')).toBe(read.etag);
      expect(parseMonitoredItem(read)).toMatchObject({ kind: 'linuxFiles', recurse: true, maxOutputBytes: 500_000 });
      const query = { $filter: "kind eq 'changetrackinglinuxpath'" };
      const list = await succeed(target, 'listDataSources', { query });
      expect(list).toMatchObject({ value: expect.arrayContaining([expect.objectContaining({ name: read.name })]) });
    },
  },
  {
    name: 'a write with an etag that is no longer current answers 412 and changes nothing',
    run: async (target) => {
      const params = { dataSourceName: 'conformance_etag' };
      const put = async (body: unknown, status: number, headers: Record<string, string> = {}) =>
        dataSource.parse(await succeed(target, 'putDataSource', { params, body, headers }, status));
      const first = await put(item('/a'), 201);
      const second = await put(item('/b'), 200, { 'if-match': first.etag ?? '' });
      expect(second.etag).not.toBe(first.etag);
      const stale = { 'if-match': first.etag ?? '' };
      await fail(target, 'putDataSource', { params, body: item('/c'), headers: stale }, 412, 'PreconditionFailed');
      await fail(target, 'deleteDataSource', { params, headers: stale }, 412, 'PreconditionFailed');
      const once = { 'if-none-match': '*' };
      await fail(target, 'putDataSource', { params, body: item('/c'), headers: once }, 412, 'PreconditionFailed');
      expect(dataSource.parse(await succeed(target, 'getDataSource', { params })).properties['destinationPath']).toBe(
        '/b',
      );
      await succeed(target, 'deleteDataSource', { params, headers: { 'if-match': second.etag ?? '' } }, 200);
      await succeed(target, 'deleteDataSource', { params }, 204);
    },
  },
  ...(
    [
      ['a wildcard outside the last segment', item('/srv/*/x.conf'), 'properties.destinationPath', 'last segment'],
      ['a relative path', item('srv/x.conf'), 'properties.destinationPath', 'absolute'],
      ['no path', item(''), 'properties.destinationPath', 'destinationPath'],
      ['a path that is no text', item(7), 'properties.destinationPath', 'text'],
      ['an unknown kind', { kind: 'NoSuchKind', properties: {} }, 'kind', 'NoSuchKind'],
      ['no kind', { properties: {} }, 'kind', 'string'],
      ['properties that are no object', { kind: 'ChangeTrackingLinuxPath', properties: [] }, 'properties', 'record'],
    ] as const
  ).map(([what, body, at, word]) => ({
    name: `a data source with ${what} answers 400`,
    run: async (target: ConformanceTarget) => {
      const params = { dataSourceName: 'conformance_bad' };
      const error = await fail(target, 'putDataSource', { params, body }, 400, 'InvalidRequestContent');
      expect(error.target).toBe(at);
      expect(error.message).toContain(word);
      await fail(target, 'getDataSource', { params }, 404, 'ResourceNotFound');
    },
  })),
  {
    name: 'a list of data sources takes no other filter than one kind',
    run: async (target) => {
      const query = { $filter: "name eq 'x'" };
      const error = await fail(target, 'listDataSources', { query }, 400, 'InvalidRequestContent');
      expect(error.target).toBe('$filter');
    },
  },
  {
    name: 'ARM paths are matched without case',
    run: async (target) => {
      const { subscriptionId, workspaceName, resourceGroup } = target.world;
      const path = `/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/ResourceGroups/${resourceGroup.toUpperCase()}/Providers/microsoft.operationalinsights/WORKSPACES/${workspaceName.toUpperCase()}`;
      const response = await target.send(new Request(`${target.url}${path}?api-version=2020-08-01`));
      expect(await response.json()).toMatchObject({ name: workspaceName });
    },
  },
  ...(
    [
      ['/subscriptions/x/providers/Microsoft.Compute/virtualMachines', 404, 'InvalidResourceType'],
      ['/subscriptions/x/nowhere', 404, 'NotFound'],
      ['/v1/nowhere', 404, 'PathNotFoundError'],
      ['/v1/workspaces/%zz/query', 404, 'PathNotFoundError'],
      ['/dataCollectionRules/x', 404, 'NotFound'],
    ] as const
  ).map(([path, status, code]) => ({
    name: `unknown path ${path} answers ${code}`,
    run: async (target: ConformanceTarget) => {
      await expectError(await target.send(new Request(`${target.url}${path}`)), status, code);
    },
  })),
];
