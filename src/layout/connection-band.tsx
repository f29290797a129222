import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { currentConnection, subscribeToConnection } from '../api/connection';
import { refreshAll } from '../api/refresh';
import { queryClient } from '../api/query-client';
import { subscriptionsQuery } from '../api/workspaces';
import { useZone } from '../time-range/page-window';
import { formatClock } from '../time-range/zone';
import { Note } from '../ui/panels';
import css from './app-layout.module.css';

/** How often a server that does not answer is asked again, ms. */
const askAgain = 5_000;

/** Asks until somebody answers, then has everything that failed meanwhile asked for again. */
const useRecovery = (isOffline: boolean) => {
  useQuery({ ...subscriptionsQuery, enabled: isOffline, refetchInterval: isOffline && askAgain, retry: false });
  useEffect(() => {
    if (!isOffline) return;
    // Only what is on screen: a question nobody asks any more may be the very one that gets no answer.
    return () =>
      void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  }, [isOffline]);
};

/** Over every page, while nobody answers or the sign-in has run out: since when, what was kept, and what to do. */
export const ConnectionBand = () => {
  const connection = useSyncExternalStore(subscribeToConnection, currentConnection, currentConnection);
  const zone = useZone();
  useRecovery(connection.state === 'offline');
  if (connection.state === 'ok') return null;
  const since = formatClock(connection.since, zone);
  return (
    <div className={css.band}>
      {connection.state === 'offline' ? (
        <Note
          kind="warning"
          action={
            <Button size="small" onClick={refreshAll}>
              Try now
            </Button>
          }
        >
          <strong>No answer from the server since {since}.</strong> What is on screen was read before and may be out of
          date. {navigator.onLine ? 'Check that the server runs.' : 'This computer is offline.'}
        </Note>
      ) : connection.state === 'throttled' ? (
        <Note kind="info">
          <strong>The service asked for a pause until {formatClock(connection.until, zone)}.</strong> It had too many
          requests. What waits is asked for again by itself.
        </Note>
      ) : (
        <Note
          kind="warning"
          action={
            <Button size="small" onClick={() => location.reload()}>
              Sign in again
            </Button>
          }
        >
          <strong>Your sign-in ran out at {since}.</strong> What is on screen was read before and is kept; the address
          of this view stays the same when you sign in again.
        </Note>
      )}
    </div>
  );
};
