import { type Row, FlexRender } from '@tanstack/react-table';
import { type PointerEvent, memo, useState } from 'react';
import { CellFilter, type CellTermOf } from './cell-filter';
import type { TableColumn, WindowRow, windowFeatures } from './columns';
import { RowSkeleton } from './row-skeleton';
import css from './table.module.css';

type DataRowProps<R> = {
  /** Row of the library: made anew with every step of the window, so that it does not count as a change. */
  readonly row: Row<typeof windowFeatures, WindowRow<R>>;
  readonly index: number;
  readonly value: R | undefined;
  readonly columns: readonly TableColumn<R>[];
  /** Ids of the columns shown, in order. */
  readonly layout: string;
  /** px. */
  readonly top: number;
  readonly isActive: boolean;
  /** Undefined in a table without selection. */
  readonly isSelected: boolean | undefined;
  readonly hasMenu: boolean;
  readonly label: (row: R) => string;
  readonly termOf: CellTermOf<R> | undefined;
};

const PlainRow = <R,>(props: DataRowProps<R>) => {
  const { row, index, value, top, isActive, isSelected, hasMenu, label, termOf } = props;
  const [hovered, setHovered] = useState<string>();
  const cells = row.getVisibleCells();
  const term = value !== undefined && hovered !== undefined ? termOf?.(value, hovered) : undefined;
  const onPointerOver = (event: PointerEvent) => {
    if (event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    setHovered(event.target.closest<HTMLElement>('[data-column]')?.dataset['column']);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-current={isActive ? 'true' : undefined}
      data-selected={isSelected || undefined}
      data-pending={value === undefined || undefined}
      className={css.row}
      style={{ top }}
      onPointerOver={termOf && onPointerOver}
      onPointerLeave={termOf && (() => setHovered(undefined))}
    >
      {isSelected !== undefined && (
        <div role="cell" className={css.tool} data-part="select">
          {value !== undefined && (
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={`Select ${label(value)}`}
              checked={isSelected}
              // The table hears the click, wherever in the cell it is.
              readOnly
            />
          )}
        </div>
      )}
      {value === undefined ? (
        <RowSkeleton cells={cells} index={index} />
      ) : (
        cells.map((cell) => (
          <div
            key={cell.id}
            role="cell"
            data-column={cell.column.id}
            className={css.cell}
            data-align={cell.column.columnDef.meta?.align}
            data-pinned={cell.column.columnDef.meta?.pinned}
          >
            <FlexRender cell={cell} />
            {term && hovered === cell.column.id && <CellFilter term={term} />}
          </div>
        ))
      )}
      {hasMenu && (
        <div role="cell" className={css.tool}>
          {value !== undefined && (
            <button
              type="button"
              tabIndex={-1}
              className={css.more}
              data-part="menu"
              aria-haspopup="menu"
              aria-label={`Actions for ${label(value)}`}
              title="Actions (Shift+F10)"
            >
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M3 8h.01M8 8h.01M13 8h.01" />
              </svg>
            </button>
          )}
        </div>
      )}
    </div>
  );
};

const isSame = <R,>(a: DataRowProps<R>, b: DataRowProps<R>) =>
  a.value === b.value &&
  a.index === b.index &&
  a.top === b.top &&
  a.isActive === b.isActive &&
  a.isSelected === b.isSelected &&
  a.hasMenu === b.hasMenu &&
  a.columns === b.columns &&
  a.layout === b.layout &&
  a.termOf === b.termOf;

/** One row in view. Scrolling renders only rows that come into it. */
// `memo` forgets that the component is generic; the table gives each row a value of its own columns.
export const DataRow = memo(PlainRow, isSame) as typeof PlainRow;
