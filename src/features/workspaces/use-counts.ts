import { notifyManager } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { queryClient } from '../../api/query-client';
import { countsQuery } from './counts';
import type { CountsOutcome } from './row';

/** Grows with everything the cache learns about counts. */
let version = 0;
const current = () => version;

/** One subscription for all rows: an observer for each costs hundreds of them a third of a second with every answer. */
const subscribe = (listener: () => void) => {
  let told = false;
  return queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== 'counts') return;
    version++;
    if (told) return;
    told = true;
    notifyManager.schedule(() => {
      told = false;
      listener();
    });
  });
};

/** Counts of a workspace as far as they are known; a row that is asked for again shows that it is on its way. */
const outcomeOf = (workspace: string): CountsOutcome | undefined => {
  const { data, error, fetchStatus } = queryClient.getQueryState(countsQuery(workspace).queryKey) ?? {};
  if (fetchStatus === 'fetching' && data?.ok !== true) return undefined;
  return data ?? (error ? { ok: false, error } : undefined);
};

const isInvalid = (workspace: string): boolean => {
  const state = queryClient.getQueryState(countsQuery(workspace).queryKey);
  return state?.isInvalidated === true && state.fetchStatus === 'idle';
};

/** How the counts of workspaces (customerId) stand, now and whenever one changes. */
export const useKnownCounts = () => {
  useSyncExternalStore(subscribe, current);
  return outcomeOf;
};

/**
 * Asks for counts of many workspaces (customerIds), and again for those that Refresh has made invalid. `inOrder` gives those in view
 * first; nothing is asked for until the whole list is known, so that workspaces share batches.
 */
export const useAskForCounts = (workspaces: readonly string[], listed: boolean, inOrder: () => readonly string[]) => {
  const names = listed ? workspaces.join(' ') : '';
  const invalid = listed ? workspaces.filter(isInvalid).join(' ') : '';
  const ask = useEffectEvent((asked: string) => {
    if (asked === '') return;
    const some = new Set(asked.split(' '));
    for (const workspace of inOrder()) if (some.has(workspace)) void queryClient.prefetchQuery(countsQuery(workspace));
  });
  useEffect(() => ask(names), [names]);
  useEffect(() => ask(invalid), [invalid]);
  useEffect(() => () => void queryClient.cancelQueries({ queryKey: ['counts'] }), []);
};
