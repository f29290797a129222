import { useDeferredValue, useEffect, useState } from 'react';
import type { ChangesQuery } from '../../filters/filter-from-kql';
import { changeFilterSearch } from '../../filters/change-filter';
import { type WorkspaceParams, paths } from '../../paths';
import { rangeSearch } from '../../time-range/range';
import { encodeSearch } from '../../url-state';

type Translate = (text: string) => ChangesQuery | undefined;

/**
 * Address of the Changes page with the filters of a query; undefined where they would not mean the same. `range`, `tz`: of the page;
 * `isInQuery`: whether the text alone says from when rows are.
 */
export const useChangesLink = (
  workspace: WorkspaceParams,
  text: string,
  { range, tz, isInQuery }: { readonly range: string; readonly tz: 'browser' | 'utc'; readonly isInQuery: boolean },
): string | undefined => {
  // The parser comes with the language, after the editor.
  const [translate, setTranslate] = useState<Translate>();
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const { changesQueryOf } = await import('../../filters/filter-from-kql');
      if (!gone) setTranslate(() => changesQueryOf);
    };
    void load().catch(() => undefined);
    return () => {
      gone = true;
    };
  }, []);
  const settled = useDeferredValue(text);
  const query = settled.length < 20_000 ? translate?.(settled) : undefined;
  // The text's own range and the page's both, or neither: the Changes page always has one.
  if (!query || (query.range !== undefined) !== isInQuery) return undefined;
  const filtered = encodeSearch(changeFilterSearch, new URLSearchParams(), query.filter);
  const search = encodeSearch(rangeSearch, filtered, { range: query.range?.text ?? range, tz });
  if (query.sort === 'oldest') search.set('sort', 'oldest');
  const asked = search.toString();
  return paths.changes(workspace) + (asked === '' ? '' : `?${asked}`);
};
