import { savedSearch } from '#core/contract/saved-searches';
import type { SavedFunction } from '#core/kql/saved-functions';
import type { WorkspaceEntry } from './directory';
import { bodyOf } from './resources';
import type { Store } from './store';

/** The functions kept with a workspace: its saved searches that have an alias to be called by. */
export const savedFunctionsOf = async (
  { documents }: Pick<Store, 'documents'>,
  { id }: WorkspaceEntry,
): Promise<readonly (SavedFunction & { readonly displayName: string })[]> => {
  const stored = await documents.list(`${id.toLowerCase()}/savedsearches/`);
  return stored.flatMap((document) => {
    const { displayName, functionAlias, functionParameters, query } = savedSearch.parse(bodyOf(document)).properties;
    if (functionAlias === undefined || functionAlias === '') return [];
    return [{ name: functionAlias, parameters: functionParameters ?? '', body: query, displayName }];
  });
};
