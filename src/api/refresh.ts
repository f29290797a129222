import { refreshPage } from '../time-range/moment';
import { queryClient } from './query-client';

/** Keys of answers that belong to an absolute time range: a new range asks anew by itself. */
const rangeKeys: ReadonlySet<unknown> = new Set(['query', 'batch', 'arrivals']);

/** What Refresh does: everything on screen is asked for again, up to now, past every cache. */
export const refreshAll = (): void => {
  refreshPage({ fresh: true });
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !rangeKeys.has(queryKey[0]) });
};
