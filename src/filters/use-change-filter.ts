import { useCallback } from 'react';
import { useSearchState } from '../url-state';
import { type FilterField, changeFilterSearch, sideOf, withTerm } from './change-filter';

/** The filter in the URL and ways to change it. `filter` is the same object until it changes. */
export const useChangeFilter = () => {
  const [filter, update] = useSearchState(changeFilterSearch);
  const setTerm = useCallback(
    (field: FilterField, value: string, side: 'include' | 'exclude' | 'off') =>
      update(withTerm(filter, field, value, side)),
    [filter, update],
  );
  /** What a click on a bar, a legend entry or a count does: puts the value on a side, or takes it off again. */
  const toggleTerm = useCallback(
    (field: FilterField, value: string, side: 'include' | 'exclude') =>
      setTerm(field, value, sideOf(filter, field, value) === side ? 'off' : side),
    [filter, setTerm],
  );
  return { filter, update, setTerm, toggleTerm };
};
