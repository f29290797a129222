import { useTable } from '@tanstack/react-table';
import { type ReactNode, type Ref, useCallback, useImperativeHandle, useMemo, useState } from 'react';
import type { CellTermOf } from './cell-filter';
import type { TableBlock } from './block-row';
import { type RowArrivals, type TableSort, noArrivals, noRows } from './columns';
import { layoutOf } from './layout';
import { RowScroll } from './row-scroll';
import type { RowSelection } from './row-selection';
import { TableHead } from './table-head';
import type { RowAction } from './table-menu';
import { TableWords } from './table-words';
import { TableRows } from './table-rows';
import css from './table.module.css';
import { useRoom } from './use-room';
import { useSelecting } from './use-selecting';
import { type TableKeys, useTableKeys } from './use-table-keys';
import { useTableMenus } from './use-table-menus';
import { useTablePointer } from './use-table-pointer';
import type { TableView } from './use-table-view';

/** Height of the head, px. */
const headHeight = 32;

export type VirtualTableHandle = {
  /** Scrolls a row into view. */
  readonly showRow: (index: number) => void;
  /** First row in view, rounded. */
  readonly topRow: () => number;
  /** Scrolls by whole rows, so that what is in view stays there while rows arrive above it. */
  readonly shiftRows: (rows: number) => void;
  readonly scrollTo: (offset: number) => void;
  readonly focus: () => void;
};

type VirtualTableProps<R> = {
  /** Accessible name. */
  readonly label: string;
  /** Columns and how the reader wants them: `useTableView`. */
  readonly view: TableView<R>;
  readonly total: number;
  /** The row, undefined while its page is on its way: shown as a skeleton. */
  readonly rowAt: (index: number) => R | undefined;
  /** When the same `rowAt` may answer differently; without it a row once there stays what it was. */
  readonly arrivals?: RowArrivals;
  readonly rowKey: (row: R) => string;
  /** What a screen reader hears when the row becomes the active one. */
  readonly rowLabel: (row: R) => string;
  readonly sort?: TableSort;
  readonly onSort?: (id: string) => void;
  /** Row the keyboard is on; -1 for none. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** Enter, or a click on the row. */
  readonly onOpen: (index: number) => void;
  /** Esc, while nothing is selected: that goes first. */
  readonly onEscape?: () => void;
  /** Rows in view, both ends included, a little more than visible. */
  readonly onView?: (first: number, last: number, atTop: boolean) => void;
  readonly handle?: Ref<VirtualTableHandle>;
  /** Stands in the place of the rows when there are none. */
  readonly empty?: ReactNode;
  readonly busy?: boolean;
  /** Rows can be selected: `useRowSelection`. */
  readonly selection?: RowSelection<R>;
  /** Ctrl or Cmd + C: the selected rows, or the active one, in the order of the table as far as it is in memory. */
  readonly onCopy?: (rows: readonly R[]) => void;
  /** First part of a row's menu; `column` is that of the cell under the pointer. */
  readonly rowActions?: (row: R, column?: string) => readonly RowAction[];
  /** First part of a column's menu, which its head then shows a button for. */
  readonly columnActions?: (id: string) => readonly RowAction[];
  /** What stands across all columns in the place of some rows, for every line of it. */
  readonly blockAt?: (index: number) => TableBlock | undefined;
  /** Cells hold controls that take the focus: an element then stays with its row, instead of going over to another while scrolling. */
  readonly keepsElements?: boolean;
  /** The filter a cell stands for: shown on hover, and in the row's menu. */
  readonly termOf?: CellTermOf<R>;
};

/**
 * A table of any length in a scroller of its own. It renders only the rows in view and asks for each by its number, so the caller
 * decides what is in memory. Keyboard: j / k or arrows, Page Up / Down, Home / End, Enter, Esc; x, Shift with the moving keys and
 * Ctrl+A select, Ctrl+C copies, Shift+F10 shows the row's menu.
 */
export const VirtualTable = <R,>(props: VirtualTableProps<R>) => {
  const { label, view, total, rowAt, arrivals = noArrivals, rowKey, rowLabel, active, onActive, onOpen, busy } = props;
  const { selection, onCopy, rowActions, columnActions, termOf } = props;
  const { rowHeight, widthRef } = view;
  const [scroll] = useState(() => new RowScroll(headHeight));
  const scrollerRef = useCallback(
    (element: HTMLElement | null) => {
      scroll.attach(element);
      widthRef(element);
    },
    [scroll, widthRef],
  );
  const table = useTable({ ...view.options, data: noRows });

  const focus = useCallback(() => document.getElementById(scrollerId(label))?.focus({ preventScroll: true }), [label]);
  useImperativeHandle(
    props.handle,
    () => ({
      showRow: (index) => scroll.showRow(index),
      scrollTo: (to) => scroll.scrollTo(to),
      topRow: () => Math.round(scroll.offset() / rowHeight),
      shiftRows: (rows) => scroll.scrollTo(scroll.offset() + rows * rowHeight),
      focus,
    }),
    [scroll, rowHeight, focus],
  );

  const selecting = useSelecting({ selection, total, rowAt, rowKey });
  const menus = useTableMenus({ table, rowLabel, rowActions, columnActions, termOf, focus });
  const hasMenu = rowActions !== undefined || termOf !== undefined;

  const goTo = (index: number) => {
    scroll.showRow(index);
    onActive(index);
  };
  const keys: TableKeys = {
    total,
    active,
    rowsPerView: () => scroll.rowsPerView(),
    firstInView: () => Math.ceil(scroll.offset() / rowHeight),
    move: (index) => {
      selecting?.endRange();
      goTo(index);
    },
    open: onOpen,
    escape: selection && selection.rows.size > 0 ? selection.clear : props.onEscape,
    menu: hasMenu
      ? (index) => {
          const row = rowAt(index);
          const anchor = document.getElementById(scrollerId(label))?.querySelector('[aria-current="true"]');
          if (row !== undefined && anchor instanceof HTMLElement) menus.showRow(row, anchor);
        }
      : undefined,
    copy: onCopy
      ? () => {
          const one = active >= 0 ? rowAt(active) : undefined;
          const rows =
            selection && selection.rows.size > 0 ? [...selection.rows.values()] : one === undefined ? [] : [one];
          if (rows.length > 0) onCopy(rows);
        }
      : undefined,
    toggle: selecting?.toggle,
    extend:
      selecting &&
      ((from, to) => {
        selecting.extend(from, to);
        goTo(to);
      }),
    selectAll: selecting?.toggleAll,
  };
  const onKeyDown = useTableKeys(keys);

  const pointer = useTablePointer({
    rowAt,
    active,
    onActive,
    onOpen,
    selecting,
    showMenu: menus.showRow,
    hasMenu,
    focus,
  });

  const { template, minWidth, widths } = layoutOf(table, selecting !== undefined, hasMenu, view.width);
  const room = useRoom(widths);
  const visible = table.getVisibleLeafColumns();
  const columns = useMemo(
    () => visible.flatMap(({ id }) => view.columns.find((column) => column.id === id) ?? []),
    [visible, view.columns],
  );

  return (
    <>
      {/* A scroller must be reachable by keyboard, and its keys move the active row. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={scrollerRef}
        id={scrollerId(label)}
        className={css.scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={label}
        aria-busy={busy}
        onKeyDown={onKeyDown}
      >
        <div
          role="table"
          aria-label={label}
          aria-rowcount={total + 1}
          aria-colcount={columns.length + (selecting ? 1 : 0) + (hasMenu ? 1 : 0)}
          className={css.table}
          data-density={view.density}
          style={{ gridTemplateColumns: template, minInlineSize: minWidth }}
        >
          <TableHead
            table={table}
            sort={props.sort}
            onSort={props.onSort}
            onMenu={menus.showColumn}
            menuButtons={columnActions !== undefined}
            hasMenu={hasMenu}
            all={
              selecting && {
                state: selecting.all,
                label: 'Select all loaded rows',
                toggle: selecting.toggleAll,
              }
            }
          />
          {total > 0 && (
            <TableRows
              scroll={scroll}
              total={total}
              rowHeight={rowHeight}
              rowAt={rowAt}
              arrivals={arrivals}
              rowKey={rowKey}
              rowLabel={rowLabel}
              columns={columns}
              room={room}
              active={active}
              isSelected={selecting?.isSelected}
              hasMenu={hasMenu}
              keepsElements={props.keepsElements ?? false}
              blockAt={props.blockAt}
              termOf={termOf}
              onView={props.onView}
              pointer={pointer}
            />
          )}
        </div>
        {total === 0 && <div className={css.empty}>{props.empty}</div>}
        <TableWords {...props} arrivals={arrivals} note={selecting?.note} />
      </section>
      {menus.element}
    </>
  );
};

const scrollerId = (label: string) => `table-${label.replaceAll(/\W+/g, '-').toLowerCase()}`;
