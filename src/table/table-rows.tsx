import { type HTMLAttributes, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { BlockRow, type TableBlock } from './block-row';
import type { CellTermOf } from './cell-filter';
import type { Fits, RowArrivals, TableColumn } from './columns';
import { DataRow } from './data-row';
import { hasMarkedText } from './marked-text';
import { type WindowRow, rowKeys } from './row-keys';
import type { RowScroll } from './row-scroll';
import { rowsInSlotOrder, slotOf } from './row-slots';
import css from './table.module.css';
import { useRowWindow } from './use-row-window';

type TableRowsProps<R> = {
  readonly scroll: RowScroll;
  readonly total: number;
  readonly rowHeight: number;
  readonly rowAt: (index: number) => R | undefined;
  readonly arrivals: RowArrivals;
  readonly rowKey: (row: R) => string;
  readonly rowLabel: (row: R) => string;
  /** Those shown, in order; the same array until they change. */
  readonly columns: readonly TableColumn<R>[];
  readonly room: (id: string) => Fits;
  readonly active: number;
  /** Undefined in a table without selection. */
  readonly isSelected: ((key: string) => boolean) | undefined;
  readonly hasMenu: boolean;
  readonly keepsElements: boolean;
  readonly blockAt: ((index: number) => TableBlock | undefined) | undefined;
  readonly termOf: CellTermOf<R> | undefined;
  readonly onView: ((first: number, last: number, atTop: boolean) => void) | undefined;
  readonly pointer: Pick<HTMLAttributes<HTMLElement>, 'onClick' | 'onContextMenu' | 'onMouseDown'>;
};

/** The rows in view: the part of a table that is drawn anew while the reader scrolls. */
export const TableRows = <R,>(props: TableRowsProps<R>) => {
  const { scroll, total, rowHeight, rowAt, arrivals, rowKey, rowLabel, columns, room, active, isSelected } = props;
  const { hasMenu, keepsElements, blockAt, termOf, onView, pointer } = props;
  const version = useSyncExternalStore(arrivals.subscribe, arrivals.version);
  const { first, length, height, top, isScrolling } = useRowWindow(scroll, total, rowHeight);

  const [start, setStart] = useState(0);
  // Moving elements would take away the marks on their text.
  if (!isScrolling && length > 0 && start !== slotOf(first, length) && !hasMarkedText())
    setStart(slotOf(first, length));

  const rows = useMemo(() => {
    const order = keepsElements ? Array.from({ length }, (_, at) => first + at) : rowsInSlotOrder(first, length, start);
    return order.map((index): WindowRow<R> => ({ index, value: rowAt(index) }));
    // `version` stands for what `rowAt` reads.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [first, length, start, keepsElements, rowAt, version]);
  const keys = useMemo(() => (keepsElements ? rowKeys(rows, rowKey) : undefined), [keepsElements, rows, rowKey]);

  const atTop = scroll.offset() < rowHeight / 2;
  // Tells the owner which rows to have at hand: a report to the outside, not state of this component.
  useLayoutEffect(() => onView?.(first, first + length - 1, atTop), [onView, first, length, atTop, version]);

  return (
    // Rows carry their keys in the scroller and a link each: a click anywhere in one is a shortcut.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <div role="rowgroup" className={css.rows} style={{ height }} {...pointer}>
      {rows.map(({ index, value }, at) => {
        const block = blockAt?.(index);
        if (block) {
          return index > Math.max(block.first, first) ? null : (
            <BlockRow
              key={block.key}
              block={block}
              top={top(block.first * rowHeight)}
              rowHeight={rowHeight}
              isActive={active >= block.first && active < block.first + block.length}
            />
          );
        }
        return (
          <DataRow
            key={keys?.[at] ?? slotOf(index, length)}
            index={index}
            value={value}
            columns={columns}
            room={room}
            top={top(index * rowHeight)}
            isActive={index === active}
            isSelected={isSelected && value !== undefined && isSelected(rowKey(value))}
            hasMenu={hasMenu}
            label={rowLabel}
            termOf={termOf}
          />
        );
      })}
    </div>
  );
};
