/* oxlint-disable vitest/no-standalone-expect, vitest/require-top-level-describe -- the cases run inside the tests that conformance.ts registers */
import { expect } from 'vitest';
import { savedSearch, savedSearchLimits } from '#core/contract/saved-searches';
import { expectError, fail, requestOf, succeed, type ConformanceTarget } from './conformance-target';
import type { ConformanceCase } from './flow-cases';

const search = (more: Record<string, unknown> = {}) => ({
  properties: { category: 'Conformance', displayName: 'Changed today', query: 'ConfigurationChange | count', ...more },
});

const put = async (target: ConformanceTarget, savedSearchName: string, body: unknown, headers = {}) =>
  savedSearch.parse(await succeed(target, 'putSavedSearch', { params: { savedSearchName }, body, headers }));

/** Behaviour of saved searches that takes more than one call. */
export const savedSearchFlows: readonly ConformanceCase[] = [
  {
    name: 'a saved search keeps its tags and what nobody here knows, and stands in the list',
    run: async (target) => {
      const params = { savedSearchName: 'Conformance|Verbatim' };
      const tags = [{ name: 'fim-view', value: '?q=%22a%22&category=!Removed' }];
      const written = await put(target, params.savedSearchName, {
        ...search({ tags, functionAlias: null, odd: { deep: [1, null] } }),
        id: 'x',
        location: 'y',
      });
      expect(written.properties).toEqual({ ...search().properties, tags, odd: { deep: [1, null] }, version: 2 });
      expect(written.name).toBe(params.savedSearchName);
      const response = await target.send(requestOf(target, 'getSavedSearch', { params }));
      expect(response.headers.get('etag')).toBe(written.etag);
      expect(savedSearch.parse(await response.json())).toEqual(written);
      const list = await succeed(target, 'listSavedSearches', {});
      expect(list).toMatchObject({ value: expect.arrayContaining([written]) });
      await succeed(target, 'deleteSavedSearch', { params }, 200);
      await fail(target, 'getSavedSearch', { params }, 404, 'ResourceNotFound');
    },
  },
  {
    name: 'a search with an alias is a function of the workspace: queries call it, the metadata tell it',
    run: async (target) => {
      const params = { savedSearchName: 'conformance_function' };
      const saved = {
        functionAlias: 'ConformanceTwice',
        functionParameters: 'n: long = 4',
        query: 'print Twice = 2 * n',
      };
      await put(target, params.savedSearchName, search(saved));
      const { customerId } = target.world;
      const metadata = () => succeed(target, 'getMetadata', { params: { workspaceId: customerId } });
      expect(await metadata()).toMatchObject({
        functions: expect.arrayContaining([
          {
            id: 'f/ConformanceTwice',
            name: 'ConformanceTwice',
            displayName: 'Changed today',
            parameters: 'n: long = 4',
            body: saved.query,
            related: { workspaces: [customerId] },
          },
        ]),
      });
      const body = { query: 'union ConformanceTwice(), ConformanceTwice(21) | summarize sum(Twice)' };
      const reply = await succeed(target, 'query', { params: { workspaceId: customerId }, body });
      expect(reply).toMatchObject({ tables: [{ rows: [[50]] }] });
      await succeed(target, 'deleteSavedSearch', { params }, 200);
      expect(JSON.stringify(await metadata())).not.toContain('ConformanceTwice');
    },
  },
  {
    name: 'a function that queries could not call, or that would take the place of something else, is refused',
    run: async (target) => {
      const params = { savedSearchName: 'conformance_refused' };
      const refused = [
        { functionAlias: 'two words' },
        { functionAlias: '9lives' },
        { functionAlias: 'strlen' },
        { functionAlias: 'count' },
        { functionAlias: 'ConfigurationChange' },
        { functionAlias: 'Fine', functionParameters: 'n: nothing' },
        { functionAlias: 'Fine', functionParameters: 'n: long) { print 1 }; let b = (m: long' },
      ];
      for (const more of refused) {
        await fail(target, 'putSavedSearch', { params, body: search(more) }, 400, 'InvalidRequestContent');
      }
      await fail(target, 'getSavedSearch', { params }, 404, 'ResourceNotFound');
    },
  },
  {
    name: 'a saved search is replaced only by who names its etag, or any with *',
    run: async (target) => {
      const params = { savedSearchName: 'conformance_etag' };
      const first = await put(target, params.savedSearchName, search());
      const refused = await fail(target, 'putSavedSearch', { params, body: search() }, 409, 'Conflict');
      expect(refused.target).toBe('etag');
      const second = await put(target, params.savedSearchName, {
        ...search({ displayName: 'Second' }),
        etag: first.etag,
      });
      expect(second.etag).not.toBe(first.etag);
      await fail(target, 'putSavedSearch', { params, body: { ...search(), etag: first.etag } }, 409, 'Conflict');
      const stale = { 'if-match': first.etag ?? '' };
      await fail(target, 'putSavedSearch', { params, body: search(), headers: stale }, 412, 'PreconditionFailed');
      await fail(target, 'deleteSavedSearch', { params, headers: stale }, 412, 'PreconditionFailed');
      expect(await succeed(target, 'getSavedSearch', { params })).toEqual(second);
      const third = await put(target, params.savedSearchName, { ...search({ displayName: 'Third' }), etag: '*' });
      expect(third.properties.displayName).toBe('Third');
      await succeed(target, 'deleteSavedSearch', { params, headers: { 'if-match': third.etag ?? '' } }, 200);
      await succeed(target, 'deleteSavedSearch', { params }, 204);
    },
  },
  ...(
    [
      ['without a query', search({ query: undefined }), 'properties.query', 'string expected'],
      ['with an empty query', search({ query: ' \n' }), 'properties.query', 'needs text'],
      ['without a name', search({ displayName: '' }), 'properties.displayName', 'needs text'],
      ['without a category', search({ category: '' }), 'properties.category', 'needs text'],
      [
        'with a query that is too long',
        search({ query: 'x'.repeat(savedSearchLimits.query + 1) }),
        'properties.query',
        'longer than',
      ],
      ['with tags that are no pairs', search({ tags: [{ name: 'a' }] }), 'properties.tags.0.value', 'string expected'],
      [
        'with too many tags',
        search({ tags: Array.from({ length: savedSearchLimits.tags + 1 }, () => ({ name: 'a', value: 'b' })) }),
        'properties.tags',
        'at most',
      ],
      ['without properties', { etag: '*' }, 'properties', 'object expected'],
    ] as const
  ).map(([what, body, at, word]) => ({
    name: `a saved search ${what} answers 400`,
    run: async (target: ConformanceTarget) => {
      const params = { savedSearchName: 'conformance_bad' };
      const error = await fail(target, 'putSavedSearch', { params, body }, 400, 'InvalidRequestContent');
      expect(error.target).toBe(at);
      expect(error.message).toContain(word);
      await fail(target, 'getSavedSearch', { params }, 404, 'ResourceNotFound');
    },
  })),
  {
    name: 'a reader reads saved searches and changes none',
    run: async (target) => {
      if (!target.sendAsReader) return;
      const params = { savedSearchName: 'conformance_reader' };
      const kept = await put(target, params.savedSearchName, search());
      const read = await target.sendAsReader(requestOf(target, 'getSavedSearch', { params }));
      expect(savedSearch.parse(await read.json())).toEqual(kept);
      const body = { ...search({ displayName: 'Theirs' }), etag: '*' };
      const write = target.sendAsReader(requestOf(target, 'putSavedSearch', { params, body }));
      await expectError(await write, 403, 'AuthorizationFailed');
      const remove = target.sendAsReader(requestOf(target, 'deleteSavedSearch', { params }));
      await expectError(await remove, 403, 'AuthorizationFailed');
      expect(await succeed(target, 'getSavedSearch', { params })).toEqual(kept);
    },
  },
];
