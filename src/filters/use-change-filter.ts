import { useCallback } from 'react';
import { useSearchState } from '../url-state';
import { type FilterField, changeFilterSearch, withTerm } from './change-filter';

/** The filter in the URL and ways to change it. `filter` is the same object until it changes. */
export const useChangeFilter = () => {
  const [filter, update] = useSearchState(changeFilterSearch);
  const setTerm = useCallback(
    (field: FilterField, value: string, side: 'include' | 'exclude' | 'off') =>
      update(withTerm(filter, field, value, side)),
    [filter, update],
  );
  return { filter, update, setTerm };
};
