import type { SavedSearch } from '../../api/saved-searches';
import { savedSearchCategories } from '../../api/saved-searches';
import { workspaceKeys } from '../../paths';

/** What a view keeps of the page: range, zone, filters, order and folding; columns are the reader's own. */
const viewKeys: readonly string[] = [...workspaceKeys, 'sort', 'flaps'];

/** The part of a search string that a view is, in one order, so that equal views are equal texts. */
export const viewOf = (search: string): string => {
  const given = [...new URLSearchParams(search)].filter(([key]) => viewKeys.includes(key));
  const params = new URLSearchParams(given.toSorted(([a], [b]) => viewKeys.indexOf(a) - viewKeys.indexOf(b)));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
};

export type View = SavedSearch & { readonly view: string };

/** Saved searches that are views of this tab. Somebody else may have written them: what is no view's parameter is left out. */
export const viewsAmong = (searches: readonly SavedSearch[]): readonly View[] =>
  searches.flatMap((search) =>
    search.category === savedSearchCategories.changesView && search.view !== undefined
      ? [{ ...search, view: viewOf(search.view) }]
      : [],
  );
