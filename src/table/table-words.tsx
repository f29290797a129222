import { useSyncExternalStore } from 'react';
import type { RowArrivals } from './columns';
import type { RowSelection } from './row-selection';

type TableWordsProps<R> = {
  readonly total: number;
  readonly active: number;
  readonly rowAt: (index: number) => R | undefined;
  readonly arrivals: RowArrivals;
  readonly rowKey: (row: R) => string;
  readonly rowLabel: (row: R) => string;
  readonly selection?: RowSelection<R>;
  /** What the last selecting did, if it did less than asked. */
  readonly note: string | undefined;
};

/** What a screen reader hears of the active row and of the selection, also when the row comes later than the keyboard did. */
export const TableWords = <R,>(props: TableWordsProps<R>) => {
  const { total, active, rowAt, arrivals, rowKey, rowLabel, selection, note } = props;
  useSyncExternalStore(arrivals.subscribe, arrivals.version);
  const row = active >= 0 ? rowAt(active) : undefined;
  const chosen = selection?.rows.size ?? 0;
  return (
    <output className="visually-hidden">
      {row === undefined ? '' : `Row ${active + 1} of ${total}: ${rowLabel(row)}`}
      {selection && chosen > 0 && (
        <>
          {row !== undefined && selection.rows.has(rowKey(row)) && ', selected'}
          {`. ${chosen} selected. ${note ?? ''}`}
        </>
      )}
    </output>
  );
};
