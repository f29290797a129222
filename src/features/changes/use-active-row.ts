import { skipToken, useQuery } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { runQuery } from '../../api/workspace-query';
import { type VirtualTableHandle, rowHeight } from '../../table/virtual-table';
import type { ChangeWindow } from './change-window';
import { changeOptions, timeOf } from './change-query';
import { placeKql, placeSpec } from './queries';
import { rowsNewerThan } from './segments';
import type { ChangeRow, Reading } from './use-changes';

/** Row the keyboard is on. `id` undefined: its page is on its way. `index` -1 with an id: its place is being looked for. */
type Active = { readonly index: number; readonly id: string | undefined };
const none: Active = { index: -1, id: undefined };

type Options = {
  readonly workspace: string;
  readonly reading: Reading | undefined;
  readonly window: ChangeWindow<ChangeRow> | undefined;
  readonly version: number;
  readonly oldestFirst: boolean;
  readonly table: RefObject<VirtualTableHandle | null>;
  /** The open change, from the URL. */
  readonly rowId: string | undefined;
  /** Shows another change in the open pane. */
  readonly open: (rowId: string) => void;
};

const microsOf = (row: ChangeRow | undefined) =>
  row === undefined || row.TimeGenerated === null ? undefined : Math.round(row.TimeGenerated * 1000);

/** Rows that arrived above a time between two readings of a list. */
const shiftOf = (before: Reading, after: Reading, time: number) =>
  rowsNewerThan(after.buckets, time) - rowsNewerThan(before.buckets, time);

/**
 * The active row of the list. It is the same change while rows arrive above it, moves by keyboard, and with an open pane is the
 * pane's change: also when a link led straight to it.
 */
export const useActiveRow = (options: Options) => {
  const { workspace, reading, window, version, oldestFirst, table, rowId, open } = options;
  const [active, setActive] = useState<Active>(none);
  const [seen, setSeen] = useState(reading);
  const [scrollBy, setScrollBy] = useState(0);
  /** Times (µs) of the active row and of the first one in view, as of the last commit; no first one while the list is at its top. */
  const anchors = useRef<{ readonly activeTime?: number; readonly topTime?: number }>({});

  const rowAt = useCallback(
    (index: number) =>
      index < 0 || !window ? undefined : window.rowAt(oldestFirst ? window.total - 1 - index : index),
    [window, oldestFirst],
  );
  const find = useCallback(
    (id: string) => {
      const at = window?.findLoaded((row) => row.RowId_CF === id) ?? -1;
      return at < 0 || !window ? -1 : oldestFirst ? window.total - 1 - at : at;
    },
    [window, oldestFirst],
  );

  if (reading !== seen) {
    setSeen(reading);
    const sameList = reading && seen && JSON.stringify(reading.filter) === JSON.stringify(seen.filter);
    if (sameList && !oldestFirst) {
      const { activeTime, topTime } = anchors.current;
      if (active.index >= 0 && activeTime !== undefined) {
        setActive({ index: Math.max(0, active.index + shiftOf(seen, reading, activeTime)), id: active.id });
      }
      if (topTime !== undefined) setScrollBy(shiftOf(seen, reading, topTime) * rowHeight);
    }
  }
  useLayoutEffect(() => {
    if (scrollBy === 0) return;
    table.current?.scrollTo(table.current.scrollTop() + scrollBy);
    setScrollBy(0);
  }, [scrollBy, table]);

  const current = rowAt(active.index);
  useEffect(() => {
    const top = Math.round((table.current?.scrollTop() ?? 0) / rowHeight);
    anchors.current = { activeTime: microsOf(current), topTime: top === 0 ? undefined : microsOf(rowAt(top)) };
  });

  // The row under the active place has come, or is another than it was.
  useEffect(() => {
    if (current === undefined) return;
    if (active.id === undefined) {
      setActive({ index: active.index, id: current.RowId_CF });
      if (rowId !== undefined && rowId !== current.RowId_CF) open(current.RowId_CF);
    } else if (active.id !== current.RowId_CF) {
      const index = find(active.id);
      if (index >= 0) setActive({ index, id: active.id });
    }
  }, [active, current, find, open, rowId, version]);

  // The URL names another change than the active row: a link, Back or Forward.
  const [seenRowId, setSeenRowId] = useState<string | undefined>();
  if (rowId !== seenRowId) {
    setSeenRowId(rowId);
    if (rowId !== undefined && rowId !== active.id) setActive({ index: find(rowId), id: rowId });
  }
  const lost = rowId !== undefined && active.index < 0 && reading !== undefined;
  const change = useQuery({ ...changeOptions(workspace, rowId ?? ''), enabled: lost });
  const time = lost && change.data ? timeOf(change.data) : undefined;
  const place = useQuery({
    queryKey: ['query', workspace, 'change place', rowId, reading?.filter, reading?.snapshot, reading?.range.end],
    queryFn:
      reading && time !== undefined && rowId !== undefined
        ? ({ signal }) =>
            runQuery(
              workspace,
              { kql: placeKql(reading.filter, rowId, time, reading.snapshot), columns: placeSpec },
              reading.range,
              signal,
            )
        : skipToken,
    staleTime: Infinity,
  });
  const found = lost ? place.data?.rows[0] : undefined;
  useEffect(() => {
    if (!found || !window || !found.Here) return;
    const index = oldestFirst ? window.total - 1 - (found.Newer ?? 0) : (found.Newer ?? 0);
    setActive({ index, id: rowId });
    table.current?.showRow(index);
  }, [found, window, oldestFirst, rowId, table]);

  /** Moves to a row; the open pane follows. */
  const moveTo = useCallback(
    (index: number) => {
      const id = rowAt(index)?.RowId_CF;
      setActive({ index, id });
      if (rowId !== undefined && id !== undefined && id !== rowId) open(id);
    },
    [rowAt, rowId, open],
  );
  const leave = useCallback(() => setActive(none), []);

  return { active: active.index, moveTo, leave, isLocating: lost && place.isFetching };
};
