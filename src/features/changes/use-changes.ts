import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type Row, timeFromWire } from '../../api/decode';
import type { ErrorText } from '../../api/errors';
import { useInStep } from '../../api/in-step';
import { type QueryWindow, runQuery } from '../../api/workspace-query';
import { pageQuestion } from '../../filters/page-question';
import { useChangeFilter } from '../../filters/use-change-filter';
import { type PageWindow, usePageWindow } from '../../time-range/page-window';
import { windowKey } from '../../time-range/range';
import { ChangeWindow, type Page } from './change-window';
import { bucketSpec, histogramKql, listSpec, newRowsKql, newRowsSpec, pageKql } from './queries';
import type { ChangesFilter } from './search';
import { type Bucket, bucketWidth, cutSegments } from './segments';

/** A row of the Changes list. */
export type ChangeRow = Row<typeof listSpec>;

/** One reading of the list: what a window over it is made of. All its pages are asked for as of `snapshot`. */
export type Reading = {
  readonly filter: ChangesFilter;
  readonly range: QueryWindow;
  readonly buckets: readonly Bucket[];
  /** When the last row of the list was received, as on the wire; undefined for an empty list. */
  readonly snapshot: string | undefined;
  readonly first: Page<ChangeRow>;
  readonly partial: ErrorText | undefined;
};

const later = (a: string | null | undefined, b: string | null): string | undefined => {
  if (!a || !b) return a ?? b ?? undefined;
  const [timeA, timeB] = [timeFromWire(a) ?? 0, timeFromWire(b) ?? 0];
  // Equal to the microsecond: the tenths decide, which sort as text.
  return timeA === timeB ? (a > b ? a : b) : timeA > timeB ? a : b;
};

const toBuckets = (rows: readonly Row<typeof bucketSpec>[], width: number): Bucket[] =>
  rows.flatMap(({ Bucket, Count }) => {
    const millis = Bucket === null ? null : timeFromWire(Bucket);
    if (millis === null || Count === null) return [];
    const from = Math.round(millis * 1000);
    return [{ from, to: from + width, count: Count }];
  });

const readList = async (
  workspace: string,
  filter: ChangesFilter,
  range: QueryWindow,
  signal: AbortSignal,
): Promise<Reading> => {
  const width = bucketWidth(range.start * 1000, range.end * 1000);
  const histogram = await runQuery(workspace, { kql: histogramKql(filter, width), columns: bucketSpec }, range, signal);
  const buckets = toBuckets(histogram.rows, width);
  const snapshot = histogram.rows.reduce<string | undefined>((found, row) => later(found, row.Received), undefined);
  const [segment] = cutSegments(buckets);
  const first =
    segment && segment.kind !== 'coarse'
      ? await runQuery(workspace, { kql: pageKql(filter, segment, snapshot), columns: listSpec }, range, signal)
      : { rows: [] };
  return { filter, range, buckets, snapshot, first, partial: histogram.partial };
};

const listQuery = (workspace: string, filter: ChangesFilter, range: QueryWindow) =>
  queryOptions({
    queryKey: ['query', workspace, 'changes', filter, windowKey(range)],
    queryFn: ({ signal }) => readList(workspace, filter, range, signal),
    structuralSharing: false,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

const windowOver = (
  workspace: string,
  { filter, range, buckets, snapshot, first }: Reading,
): ChangeWindow<ChangeRow> => {
  const window = new ChangeWindow<ChangeRow>(buckets, {
    page: (segment, signal) =>
      runQuery(workspace, { kql: pageKql(filter, segment, snapshot), columns: listSpec }, range, signal),
    buckets: async (segment, signal) => {
      const width = bucketWidth(segment.from, segment.to);
      const kql = histogramKql(filter, width, { from: segment.from, to: segment.to, snapshot });
      const { rows } = await runQuery(workspace, { kql, columns: bucketSpec }, range, signal);
      return toBuckets(rows, width);
    },
  });
  window.preload(first);
  return window;
};

/**
 * The page's window, held still while the reader is in the list (`follow` false): the list then stays what it was read as, and new
 * rows are only counted. A chosen range or a pressed Refresh is followed always.
 */
const useHeldWindow = (
  follow: boolean,
): { readonly held: PageWindow; readonly latest: PageWindow; readonly catchUp: () => void } => {
  const latest = usePageWindow();
  const [held, setHeld] = useState(latest);
  if (held !== latest && (follow || latest.fresh || held.range.text !== latest.range.text)) {
    setHeld(latest);
    return { held: latest, latest, catchUp: () => {} };
  }
  return { held, latest, catchUp: () => setHeld(latest) };
};

/** Everything the Changes tab knows about its list. */
export const useChanges = (workspace: string, filter: ChangesFilter, follow: boolean) => {
  const { held, latest, catchUp } = useHeldWindow(follow);
  const query = useQuery(listQuery(workspace, filter, held));
  const { filter: pageFilter } = useChangeFilter();
  const question = useMemo(() => pageQuestion(held, pageFilter), [held, pageFilter]);
  // In step with the totals above, unless the list is held still for its reader.
  const kept = useInStep('changes', query, question, { alone: held !== latest });
  // A refresh that failed keeps what was read; rows of another filter are no answer to this one.
  const reading = kept.failure && kept.data?.filter !== filter ? undefined : kept.data;
  const window = useMemo(() => (reading ? windowOver(workspace, reading) : undefined), [workspace, reading]);
  useEffect(() => () => window?.dispose(), [window]);
  const version = useSyncExternalStore(window?.subscribe ?? never, window?.version ?? zero, window?.version ?? zero);

  const newRows = useQuery({
    queryKey: ['arrivals', workspace, 'changes', filter, reading?.snapshot, windowKey(latest)],
    queryFn: async ({ signal }) => {
      const query = { kql: newRowsKql(filter, reading?.snapshot), columns: newRowsSpec };
      return (await runQuery(workspace, query, latest, signal)).rows[0]?.Count ?? 0;
    },
    enabled: reading !== undefined && held !== latest,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

  return {
    window,
    version,
    reading,
    isPending: query.isPending,
    isStale: kept.isStale,
    isFetching: query.isFetching,
    error: query.error ?? window?.error,
    partial: reading?.partial ?? window?.partial,
    retry: () => {
      window?.retry();
      if (query.isError) void query.refetch();
    },
    /** Rows received since the list was read that it does not show yet. */
    newCount: held === latest ? 0 : (newRows.data ?? 0),
    catchUp,
  };
};

const never = () => () => {};
const zero = () => 0;
