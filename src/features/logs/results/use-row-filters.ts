import { useCallback, useMemo } from 'react';
import { useSearchState } from '../../../url-state';
import { resultsSearch } from './results-search';
import { type RowFilter, decodeFilter, encodeFilter } from './row-filter';

/** The filters on a result's rows, which the table and the chart share: in the URL. */
export const useRowFilters = () => {
  const [{ where }, update] = useSearchState(resultsSearch);
  // The array is new with every change of the address.
  const texts = where.join('\n');
  const filters = useMemo(
    () => where.flatMap((text) => decodeFilter(text) ?? []),
    // oxlint-disable-next-line react/exhaustive-deps
    [texts],
  );
  const setFilters = useCallback(
    (next: readonly RowFilter[]) => update({ where: [...new Set(next.map(encodeFilter))] }),
    [update],
  );
  return { filters, setFilters };
};
