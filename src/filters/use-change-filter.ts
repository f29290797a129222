import { useCallback } from 'react';
import { useSearchState } from '../url-state';
import { type FilterField, changeFilterSearch, noTerms, sideOf, withTerm } from './change-filter';

/** A step of the filter is one of the history: Back takes it off again. What is being typed is not. */
const step = { replace: false } as const;

/** The filter in the URL and ways to change it. `filter` is the same object until it changes. */
export const useChangeFilter = () => {
  const [filter, update] = useSearchState(changeFilterSearch);
  const setTerm = useCallback(
    (field: FilterField, value: string, side: 'include' | 'exclude' | 'off') =>
      update((latest) => withTerm(latest, field, value, side), step),
    [update],
  );
  /** What a click on a bar, a legend entry or a count does: puts the value on a side, or takes it off again. */
  const toggleTerm = useCallback(
    (field: FilterField, value: string, side: 'include' | 'exclude') =>
      update((latest) => withTerm(latest, field, value, sideOf(latest, field, value) === side ? 'off' : side), step),
    [update],
  );
  /** Takes everything off: search and terms. */
  const clear = useCallback(() => update(noTerms, step), [update]);
  const showAllServers = useCallback(() => update({ server: [] }, step), [update]);
  /** Counts software, services and daemons too, or files and registry only. */
  const countAll = useCallback((all: boolean) => update({ all }, step), [update]);
  /** Text that is searched for. */
  const search = useCallback((q: string) => update({ q }), [update]);
  return { filter, setTerm, toggleTerm, clear, showAllServers, countAll, search };
};
