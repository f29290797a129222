import { skipToken, useQuery } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { rowAddress } from '#core/fim/change-address';
import { runQuery } from '../../api/workspace-query';
import type { VirtualTableHandle } from '../../table/virtual-table';
import type { ChangeWindow } from './change-window';
import { changeOptions } from './change-query';
import { ListPosition } from './list-position';
import { placeKql, placeSpec } from './place';
import { isTimeSort } from './search';
import type { ChangeRow, Reading } from './use-changes';

type Options = {
  readonly workspace: string;
  readonly reading: Reading | undefined;
  readonly window: ChangeWindow<ChangeRow> | undefined;
  readonly oldestFirst: boolean;
  readonly table: RefObject<VirtualTableHandle | null>;
  /** The open change, from the URL. */
  readonly rowId: string | undefined;
  /** Shows another change in the open pane. */
  readonly open: (rowId: string) => void;
};

/** Where a change stands in a list that does not hold it: one count at the server. */
const usePlace = (workspace: string, reading: Reading | undefined, rowId: string | undefined) => {
  const change = useQuery({ ...changeOptions(workspace, rowId ?? ''), enabled: rowId !== undefined });
  const cells = change.data?.cells;
  const query = useQuery({
    queryKey: ['query', workspace, 'change place', rowId, reading?.list, reading?.snapshot, reading?.range.end],
    queryFn:
      reading && rowId !== undefined && cells
        ? ({ signal }) =>
            runQuery(
              workspace,
              { kql: placeKql(reading.list, cells, reading.snapshot), columns: placeSpec },
              reading.range,
              signal,
            )
        : skipToken,
    staleTime: Infinity,
  });
  const found = query.data?.rows[0];
  return { newer: found?.Here ? (found.Newer ?? 0) : undefined, isFetching: query.isFetching };
};

/**
 * The active row of the list. It is the same change while rows arrive above it, moves by keyboard, and with an open pane is the
 * pane's change: also when a link led straight to it.
 */
export const useActiveRow = ({ workspace, reading, window, oldestFirst, table, rowId, open }: Options) => {
  const [position] = useState(() => new ListPosition<ChangeRow>(rowAddress));
  const active = useSyncExternalStore(position.subscribe, position.active, position.active);

  useLayoutEffect(() => {
    if (!reading || !window) return;
    const { list, buckets } = reading;
    const sameAs = JSON.stringify(list);
    const moved = position.show({ window, buckets, sameAs, oldestFirst, byColumn: !isTimeSort(list.sort) });
    if (moved !== 0) table.current?.shiftRows(moved);
  }, [position, reading, window, oldestFirst, table]);

  // Pages arrive outside of React: what is active may be known only now.
  useEffect(() => {
    const rowsArrived = () => {
      const id = position.rowsArrived();
      if (id !== undefined && rowId !== undefined && id !== rowId) open(id);
    };
    rowsArrived();
    return window?.subscribe(rowsArrived);
  }, [position, window, rowId, open]);

  // The URL names another change than the active row: a link, Back or Forward.
  useEffect(() => {
    if (rowId !== undefined && rowId !== position.active().id) position.place(rowId);
  }, [position, rowId]);

  const isLost = rowId !== undefined && active.index < 0 && reading !== undefined;
  const { newer, isFetching } = usePlace(workspace, reading, isLost ? rowId : undefined);
  const total = window?.total ?? 0;
  useEffect(() => {
    if (!isLost || rowId === undefined || newer === undefined) return;
    const index = oldestFirst ? total - 1 - newer : newer;
    position.place(rowId, index);
    table.current?.showRow(index);
  }, [position, isLost, rowId, newer, oldestFirst, total, table]);

  /** Moves to a row; the open pane follows. */
  const moveTo = useCallback(
    (index: number) => {
      const id = position.moveTo(index);
      if (rowId !== undefined && id !== undefined && id !== rowId) open(id);
    },
    [position, rowId, open],
  );

  return {
    active: active.index,
    moveTo,
    leave: useCallback(() => position.leave(), [position]),
    /** The list scrolled: its first row in view. */
    sawTop: useCallback((index: number) => position.sawTop(index), [position]),
    isLocating: isLost && isFetching,
  };
};
