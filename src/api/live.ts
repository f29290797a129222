import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { refreshPage } from '../time-range/moment';
import { usePageWindow } from '../time-range/page-window';
import { filteredChanges } from '../filters/filter-kql';
import { useChangeFilter } from '../filters/use-change-filter';
import type { TimeRange } from '../time-range/range';
import { timeFromWire } from './decode';
import { useRefreshInterval } from './refresh-choice';
import { type QueryWindow, runQuery } from './workspace-query';

const arrivalsQuery = (counted: string) =>
  ({
    kql: `${counted}\n| summarize Changes = count(), Latest = max(ingestion_time())`,
    columns: { Changes: 'number', Latest: 'timeText' },
  }) as const;

/** What the last look at the workspace found. `latest` is the newest arrival as on the wire, undefined before any row. */
type Arrivals = { readonly changes: number; readonly latest: string | undefined };

/** Late rows enter an absolute range too. */
const newest = (range: TimeRange, now: number): QueryWindow =>
  range.kind === 'absolute'
    ? { start: range.start, end: range.end, fresh: true }
    : // Collectors' clocks may run a little ahead of ours.
      { start: now - range.ms, end: now + 60_000, fresh: true };

/**
 * The small query behind the live view: how many changes the range has and when the newest arrived. Only one reader `polls`, or each
 * would keep a timer of its own; the others follow its answers.
 */
const useArrivals = (workspace: string, { polls }: { readonly polls: boolean }) => {
  const { range } = usePageWindow();
  const { filter } = useChangeFilter();
  const interval = useRefreshInterval();
  const counted = filteredChanges(filter);
  return useQuery({
    queryKey: ['arrivals', workspace, range.text, counted],
    queryFn: async ({ signal }): Promise<Arrivals> => {
      const { rows } = await runQuery(workspace, arrivalsQuery(counted), newest(range, Date.now()), signal);
      return { changes: rows[0]?.Changes ?? 0, latest: rows[0]?.Latest ?? undefined };
    },
    enabled: interval !== undefined,
    refetchInterval: polls && (interval ?? false),
    refetchOnWindowFocus: polls,
    retry: false,
    staleTime: polls ? 0 : Infinity,
  });
};

/** Whether the page follows what arrives: `off` when it was told not to, `waiting` before the first look, `failing` since the last one failed. */
export const useLiveState = (workspace: string): 'off' | 'waiting' | 'on' | 'failing' => {
  const { isError, data } = useArrivals(workspace, { polls: false });
  if (useRefreshInterval() === undefined) return 'off';
  return isError ? 'failing' : data ? 'on' : 'waiting';
};

/** What the page's numbers were read with, per workspace, range and filter. */
const seen = new Map<string, string | undefined>();

/** Stands in `seen` for the newest arrival while nobody answers. */
const noAnswer = 'no answer';

/** The window also slides without news: by about one bucket of the chart, and not more often than once a minute. */
const slideAfter = (range: TimeRange) => (range.kind === 'absolute' ? Infinity : Math.max(60_000, range.ms / 60));

/**
 * Looks for new rows as often as chosen (every 5 s at first, in Azure, whose data lags by minutes, never) and moves the page's window to now whenever
 * something has arrived. One per page (the dashboard has it). Lists that must hold still keep the window they have.
 */
export const useLiveRefresh = (workspace: string): void => {
  const { range, asOf } = usePageWindow();
  const { filter } = useChangeFilter();
  const { data: found, isError, dataUpdatedAt } = useArrivals(workspace, { polls: true });
  useEffect(() => {
    const key = JSON.stringify([workspace, range.text, filter]);
    // What failed meanwhile is asked for again when answers come back.
    if (isError) seen.set(key, noAnswer);
    if (!found || isError) return;
    const isNews = seen.has(key)
      ? seen.get(key) !== found.latest
      : // First look: what arrived after the page's numbers were read is missing from them.
        found.latest !== undefined && (timeFromWire(found.latest) ?? 0) > asOf;
    seen.set(key, found.latest);
    if (isNews || dataUpdatedAt - asOf > slideAfter(range)) refreshPage();
  }, [workspace, range, filter, asOf, found, isError, dataUpdatedAt]);
};
