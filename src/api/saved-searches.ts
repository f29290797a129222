import { queryOptions } from '@tanstack/react-query';
import type { SavedSearch as SavedSearchBody } from '#core/contract/saved-searches';
import { uuid } from '#core/contract/uuid';
import type { WorkspaceParams } from '../paths';
import { client } from './client';
import { queryClient } from './query-client';
import { workspaceKey } from './workspaces';

/** Which saved searches are whose: Azure lists those of every product together. */
export const savedSearchCategories = {
  /** A named view of the Changes tab: `query` is its KQL, `view` the page's search string. */
  changesView: 'FIM Console changes view',
  /** A query kept on the Logs page. */
  query: 'FIM Console',
  /** What values have to be on every machine: `query` lists those that are not, `baseline` holds the expectations. */
  baseline: 'FIM Console baseline',
} as const;

export type SavedSearch = {
  /** Name of the resource: part of its URL, shown nowhere. */
  readonly id: string;
  readonly etag: string | undefined;
  readonly category: string;
  readonly displayName: string;
  /** KQL. */
  readonly query: string;
  /** Search string of the page a view was saved on (`?q=...`), undefined for a plain query. */
  readonly view: string | undefined;
  /** Expectations as core/fim/baselines writes them, undefined for anything but a baseline. */
  readonly baseline?: string | undefined;
  /** Name other queries call it by, and its parameters as in `a: string, n: long = 5`; undefined for a query that is no function. */
  readonly functionAlias?: string | undefined;
  readonly functionParameters?: string | undefined;
  /** Tags of other products. */
  readonly otherTags?: readonly { readonly name: string; readonly value: string }[];
};

const viewTag = 'fim-view';
const baselineTag = 'fim-baseline';

const parse = ({ name, etag, properties }: SavedSearchBody): SavedSearch => ({
  id: name,
  etag,
  category: properties.category,
  displayName: properties.displayName,
  query: properties.query,
  view: properties.tags?.find((tag) => tag.name === viewTag)?.value,
  baseline: properties.tags?.find((tag) => tag.name === baselineTag)?.value,
  functionAlias: properties.functionAlias === '' ? undefined : properties.functionAlias,
  functionParameters: properties.functionParameters === '' ? undefined : properties.functionParameters,
  otherTags: (properties.tags ?? []).flatMap(({ name: tag, value }) =>
    tag === viewTag || tag === baselineTag ? [] : [{ name: tag, value }],
  ),
});

const keyOf = (workspace: WorkspaceParams) => [...workspaceKey(workspace), 'savedSearches'];

/** Saved searches of a workspace, of every category, by display name. */
export const savedSearchesQuery = ({ subscriptionId, resourceGroup, workspaceName }: WorkspaceParams) =>
  queryOptions({
    queryKey: keyOf({ subscriptionId, resourceGroup, workspaceName }),
    queryFn: async ({ signal }) => {
      const params = { subscriptionId, resourceGroup, workspaceName };
      const { value } = await client.listSavedSearches({ params, signal });
      return value.map(parse).toSorted((a, b) => a.displayName.localeCompare(b.displayName));
    },
  });

/** First part of the keys of what queries can name in a workspace. */
export const metadataKey = 'metadata';

/** `isFunction`: queries can name it. */
const refresh = async (workspace: WorkspaceParams, isFunction: boolean) => {
  if (isFunction) void queryClient.invalidateQueries({ queryKey: [metadataKey] });
  await queryClient.invalidateQueries({ queryKey: keyOf(workspace) });
};

/**
 * What is saved: `view` only for a view of the Changes tab, `baseline` only for a baseline. `id` where there may be only one of its sort:
 * a second new one is a conflict then.
 */
export type SearchToSave = Pick<
  SavedSearch,
  'category' | 'displayName' | 'query' | 'functionAlias' | 'functionParameters'
> & {
  readonly view?: string;
  readonly baseline?: string;
  readonly id?: string;
};

/**
 * Saves a search as a new one, or over `replaces` in the version the caller has read. Throws `ApiError`: 400 for text that is
 * empty or too long (`savedSearchLimits`), 403 for a reader, 409 where somebody else saved in between.
 */
export const saveSearch = async (
  { subscriptionId, resourceGroup, workspaceName }: WorkspaceParams,
  { category, displayName, query, view, baseline, id, functionAlias, functionParameters }: SearchToSave,
  replaces?: Pick<SavedSearch, 'id' | 'etag' | 'functionAlias' | 'otherTags'>,
): Promise<SavedSearch> => {
  const workspace = { subscriptionId, resourceGroup, workspaceName };
  const tags = [
    ...(replaces?.otherTags ?? []),
    ...(view === undefined ? [] : [{ name: viewTag, value: view }]),
    ...(baseline === undefined ? [] : [{ name: baselineTag, value: baseline }]),
  ];
  const saved = await client.putSavedSearch({
    params: { ...workspace, savedSearchName: replaces?.id ?? id ?? uuid(Math.random) },
    body: {
      ...(replaces && { etag: replaces.etag ?? '*' }),
      properties: {
        category,
        displayName,
        query,
        ...(functionAlias !== undefined && { functionAlias }),
        ...(functionParameters !== undefined && { functionParameters }),
        ...(tags.length > 0 && { tags }),
      },
    },
  });
  await refresh(workspace, (functionAlias ?? replaces?.functionAlias) !== undefined);
  return parse(saved);
};

/** Deletes a search; one that is gone already is no error. Throws `ApiError`, 403 for a reader. */
export const deleteSearch = async (
  { subscriptionId, resourceGroup, workspaceName }: WorkspaceParams,
  { id, functionAlias }: Pick<SavedSearch, 'id' | 'functionAlias'>,
): Promise<void> => {
  const workspace = { subscriptionId, resourceGroup, workspaceName };
  await client.deleteSavedSearch({ params: { ...workspace, savedSearchName: id } });
  await refresh(workspace, functionAlias !== undefined);
};
