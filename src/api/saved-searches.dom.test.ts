import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestEngine, testWorld } from '#engine/testing/world';
import { client } from './client';
import { queryClient } from './query-client';
import { deleteSearch, saveSearch, savedSearchCategories, savedSearchesQuery } from './saved-searches';

const view = {
  category: savedSearchCategories.changesView,
  displayName: 'Removed on web-01',
  query: 'ConfigurationChange | where ChangeCategory == "Removed"',
  view: '?category=Removed&server=web-01',
};
const listed = () => queryClient.fetchQuery({ ...savedSearchesQuery(testWorld), staleTime: Infinity });

beforeEach(async () => {
  const { send } = await openTestEngine();
  vi.stubGlobal('fetch', send);
});
afterEach(() => {
  queryClient.clear();
  vi.unstubAllGlobals();
});

test('a view is listed with its search string once it is saved, and no more once it is deleted', async () => {
  expect(await listed()).toEqual([]);
  const saved = await saveSearch(testWorld, view);
  expect(await listed()).toEqual([expect.objectContaining({ ...view, id: saved.id })]);
  await deleteSearch(testWorld, saved);
  expect(await listed()).toEqual([]);
});

test('a function stays one when it is replaced, and tags of others stay with it', async () => {
  const params = { ...testWorld, savedSearchName: 'theirs' };
  const tags = [{ name: 'Group', value: 'Ours' }];
  const properties = {
    category: 'c',
    displayName: 'd',
    query: 'print n',
    functionAlias: 'F',
    functionParameters: 'n: long',
    tags,
  };
  await client.putSavedSearch({ params, body: { properties } });
  const [found] = await listed();
  if (!found) throw new Error('it is not listed');
  expect(found).toMatchObject({ functionAlias: 'F', functionParameters: 'n: long', view: undefined });
  await saveSearch(testWorld, { ...found, query: 'print n + 1' }, found);
  const { properties: stored } = await client.getSavedSearch({ params });
  expect(stored).toMatchObject({ ...properties, query: 'print n + 1' });
});

test('a search is saved over the version one has read, and not over a newer one', async () => {
  const first = await saveSearch(testWorld, view);
  const second = await saveSearch(testWorld, { ...view, displayName: 'A new name' }, first);
  expect(second.id).toBe(first.id);
  await expect(saveSearch(testWorld, { ...view, displayName: 'Lost' }, first)).rejects.toMatchObject({ status: 409 });
  expect((await listed()).map(({ displayName }) => displayName)).toEqual(['A new name']);
});
