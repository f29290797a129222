import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type Row, timeFromWire } from '../../api/decode';
import type { ErrorText } from '../../api/errors';
import { useInStep } from '../../api/in-step';
import { type QueryWindow, runQuery } from '../../api/workspace-query';
import { pageQuestion } from '../../filters/page-question';
import { type PageWindow, usePageWindow } from '../../time-range/page-window';
import { windowKey } from '../../time-range/range';
import { ChangeWindow, type Page, type WindowSource } from './change-window';
import { type ChangeList, bucketSpec, histogramKql, listSpec, newRowsKql, newRowsSpec, pageKql } from './queries';
import { type Flap, flapSpec, flapsKql, foldStep } from './flaps';
import { isTimeSort } from './search';
import { type Bucket, type Segment, bucketWidth, cutSegments, sliceSegments, sortableRows } from './segments';

/** A row of the Changes list. */
export type ChangeRow = Row<typeof listSpec>;

/** One reading of the list: what a window over it is made of. All its pages are asked for as of `snapshot`. */
export type Reading = {
  /** What was asked for. */
  readonly asked: ChangeList;
  /** Entities shown as one row each. */
  readonly flaps: readonly Flap[];
  /** Rows that are folded away. */
  readonly hidden: number;
  /** What is read: with the step that folds, and in the order of time where there are too many rows for another. */
  readonly list: ChangeList;
  /** There are more rows than can be put into the order that was asked for. */
  readonly tooMany: boolean;
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

const segmentsOf = (list: ChangeList, buckets: readonly Bucket[]): Segment[] =>
  isTimeSort(list.sort) ? cutSegments(buckets) : sliceSegments(buckets);

const readList = async (
  workspace: string,
  asked: ChangeList,
  range: QueryWindow,
  signal: AbortSignal,
): Promise<Reading> => {
  const width = bucketWidth(range.start * 1000, range.end * 1000);
  const flaps = asked.collapse
    ? (await runQuery(workspace, { kql: flapsKql(asked.filter), columns: flapSpec }, range, signal)).rows
    : [];
  // Counted rather than worked out: two rows of one entity may end at one moment, and both stay.
  const all = asked.collapse
    ? (await runQuery(workspace, { kql: newRowsKql(asked, undefined), columns: newRowsSpec }, range, signal)).rows[0]
    : undefined;
  const folded = { ...asked, fold: foldStep(flaps) };
  const histogram = await runQuery(workspace, { kql: histogramKql(folded, width), columns: bucketSpec }, range, signal);
  const buckets = toBuckets(histogram.rows, width);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const tooMany = !isTimeSort(asked.sort) && total > sortableRows;
  const list: ChangeList = tooMany ? { ...folded, sort: 'newest' } : folded;
  const snapshot = histogram.rows.reduce<string | undefined>((found, row) => later(found, row.Received), undefined);
  const [segment] = segmentsOf(list, buckets);
  const first =
    segment && segment.kind !== 'coarse'
      ? await runQuery(workspace, { kql: pageKql(list, segment, snapshot), columns: listSpec }, range, signal)
      : { rows: [] };
  return {
    asked,
    flaps,
    hidden: Math.max(0, (all?.Count ?? total) - total),
    list,
    tooMany,
    range,
    buckets,
    snapshot,
    first,
    partial: histogram.partial,
  };
};

/** Newest and oldest first are one list, read once. */
const asRead = (list: ChangeList): ChangeList => (list.sort === 'oldest' ? { ...list, sort: 'newest' } : list);

const listQuery = (workspace: string, list: ChangeList, range: QueryWindow) =>
  queryOptions({
    queryKey: ['query', workspace, 'changes', list, windowKey(range)],
    queryFn: ({ signal }) => readList(workspace, list, range, signal),
    structuralSharing: false,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

const windowOver = (workspace: string, { list, range, buckets, snapshot, first }: Reading): ChangeWindow<ChangeRow> => {
  const source: WindowSource<ChangeRow> = {
    page: (segment, signal) =>
      runQuery(workspace, { kql: pageKql(list, segment, snapshot), columns: listSpec }, range, signal),
    buckets: async (segment, signal) => {
      const width = bucketWidth(segment.from, segment.to);
      const kql = histogramKql(list, width, { from: segment.from, to: segment.to, snapshot });
      const { rows } = await runQuery(workspace, { kql, columns: bucketSpec }, range, signal);
      return toBuckets(rows, width);
    },
  };
  const window = new ChangeWindow(buckets, source, segmentsOf(list, buckets));
  window.preload(first);
  return window;
};

/**
 * The page's window, held still while the reader is in the list (`follow` false): the list then stays what it was read as, and new
 * rows are only counted. A chosen range or a pressed Refresh is followed always.
 */
export const useHeldWindow = (
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
export const useChanges = (workspace: string, asked: ChangeList, follow: boolean) => {
  const { held, latest, catchUp } = useHeldWindow(follow);
  const list = asRead(asked);
  const query = useQuery(listQuery(workspace, list, held));
  const question = useMemo(() => pageQuestion(held, asked.filter), [held, asked.filter]);
  // In step with the totals above, unless the list is held still for its reader.
  const kept = useInStep('changes', query, question, { alone: held !== latest });
  // A refresh that failed keeps what was read; rows of another filter are no answer to this one.
  const reading = kept.failure && JSON.stringify(kept.data?.asked) !== JSON.stringify(list) ? undefined : kept.data;
  const window = useMemo(() => (reading ? windowOver(workspace, reading) : undefined), [workspace, reading]);
  useEffect(() => () => window?.dispose(), [window]);
  // Rows that come are the table's to draw: here only what the page says of them.
  const pageError = useSyncExternalStore(window?.subscribe ?? never, () => window?.error);
  const pagePartial = useSyncExternalStore(window?.subscribe ?? never, () => window?.partial);

  const newRows = useQuery({
    queryKey: ['arrivals', workspace, 'changes', list, reading?.snapshot, windowKey(latest)],
    queryFn: async ({ signal }) => {
      const query = { kql: newRowsKql(list, reading?.snapshot), columns: newRowsSpec };
      return (await runQuery(workspace, query, latest, signal)).rows[0]?.Count ?? 0;
    },
    enabled: reading !== undefined && held !== latest,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

  return {
    window,
    reading,
    isPending: query.isPending,
    isStale: kept.isStale,
    isFetching: query.isFetching,
    error: query.error ?? pageError,
    partial: reading?.partial ?? pagePartial,
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
