import { useTable } from '@tanstack/react-table';
import { type MouseEvent, type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useMemo } from 'react';
import { type TableColumn, type TableSort, type WindowRow, windowFeatures } from './columns';
import { DataRow } from './data-row';
import { TableHead, gridTemplate, shownColumns } from './markup';
import css from './table.module.css';
import { type TableKeys, useTableKeys } from './use-table-keys';
import { useRowWindow } from './use-row-window';
import { useElementWidth } from './use-element-width';

/** Height of a row, px. */
export const rowHeight = 32;

export type VirtualTableHandle = {
  /** Scrolls a row into view. */
  readonly showRow: (index: number) => void;
  readonly scrollTop: () => number;
  readonly scrollTo: (offset: number) => void;
  readonly focus: () => void;
};

type VirtualTableProps<R> = {
  /** Accessible name. */
  readonly label: string;
  readonly columns: readonly TableColumn<R>[];
  readonly total: number;
  /** The row, undefined while its page is on its way: shown as a skeleton. */
  readonly rowAt: (index: number) => R | undefined;
  /** Grows whenever the same `rowAt` may answer differently. */
  readonly version?: number;
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
  /** Esc. */
  readonly onEscape?: () => void;
  /** Rows in view, both ends included, a little more than visible. */
  readonly onView?: (first: number, last: number, atTop: boolean) => void;
  readonly handle?: Ref<VirtualTableHandle>;
  /** Stands in the place of the rows when there are none. */
  readonly empty?: ReactNode;
  readonly busy?: boolean;
};

/**
 * A table of any length in a scroller of its own. It renders only the rows in view and asks for each by its number, so the caller
 * decides what is in memory. Keyboard: j / k or arrows, Page Up / Down, Home / End, Enter, Esc.
 */
export const VirtualTable = <R,>(props: VirtualTableProps<R>) => {
  const { label, total, rowAt, version = 0, rowKey, rowLabel, active, onActive, onOpen, onView, busy } = props;
  const [scrollerWidth, widthRef] = useElementWidth();
  const window = useRowWindow({ total, rowHeight, headHeight: rowHeight });
  const { items, showRow, scrollTo, offset, setScroller } = window;
  const scrollerRef = useCallback(
    (element: HTMLElement | null) => {
      setScroller(element);
      widthRef(element);
    },
    [setScroller, widthRef],
  );
  const columns = useMemo(() => shownColumns(props.columns, scrollerWidth), [props.columns, scrollerWidth]);

  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const data = useMemo(() => {
    const rows: WindowRow<R>[] = [];
    for (let index = first; index <= last; index++) rows.push({ index, value: rowAt(index) });
    return rows;
    // `version` stands for what `rowAt` reads.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [first, last, rowAt, version]);
  const table = useTable({ features: windowFeatures, columns, data, manualSorting: true, enableMultiSort: false });

  const atTop = offset() < rowHeight / 2;
  // Tells the owner which rows to have at hand: a report to the outside, not state of this component.
  useEffect(() => onView?.(first, last, atTop), [onView, first, last, atTop, version]);

  useImperativeHandle(
    props.handle,
    () => ({
      showRow,
      scrollTo,
      scrollTop: offset,
      focus: () => document.getElementById(scrollerId(label))?.focus({ preventScroll: true }),
    }),
    [showRow, scrollTo, offset, label],
  );

  const keys: TableKeys = {
    total,
    active,
    rowsPerView: window.rowsPerView,
    firstInView: () => Math.ceil(offset() / rowHeight),
    move: (index) => {
      showRow(index);
      onActive(index);
    },
    open: onOpen,
    escape: props.onEscape,
  };
  const onKeyDown = useTableKeys(keys);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const index = clickedRow(event);
    if (index === undefined || rowAt(index) === undefined) return;
    onActive(index);
    onOpen(index);
  };
  const template = useMemo(() => gridTemplate(columns), [columns]);
  const activeRow = active >= 0 ? rowAt(active) : undefined;

  return (
    // A scroller must be reachable by keyboard, and its keys move the active row.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
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
      <div role="table" aria-label={label} aria-rowcount={total + 1} aria-colcount={columns.length}>
        <TableHead columns={columns} template={template} sort={props.sort} onSort={props.onSort} />
        {total > 0 && (
          // Rows carry their keys in the scroller and a link each: a click anywhere in one is a shortcut.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
          <div role="rowgroup" className={css.rows} style={{ height: window.height }} onClick={onClick}>
            {table.getRowModel().rows.map((row) => {
              const { index, value } = row.original;
              return (
                <DataRow
                  key={value === undefined ? `row ${index}` : rowKey(value)}
                  row={row}
                  index={index}
                  value={value}
                  columns={columns}
                  template={template}
                  top={window.top(index * rowHeight)}
                  isActive={index === active}
                />
              );
            })}
          </div>
        )}
      </div>
      {total === 0 && <div className={css.empty}>{props.empty}</div>}
      <output className="visually-hidden">
        {activeRow === undefined ? '' : `Row ${active + 1} of ${total}: ${rowLabel(activeRow)}`}
      </output>
    </section>
  );
};

const scrollerId = (label: string) => `table-${label.replaceAll(/\W+/g, '-').toLowerCase()}`;

/** Row of a plain click: one that a link, a selection of text or the browser's own gestures have no claim to. */
const clickedRow = (event: MouseEvent<HTMLElement>): number | undefined => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return undefined;
  // Someone who selects text to copy it does not want the row to open.
  if (!(event.target instanceof Element) || (getSelection()?.toString() ?? '') !== '') return undefined;
  const position = event.target.closest('[role="row"]')?.getAttribute('aria-rowindex');
  return position ? Number(position) - 2 : undefined;
};
