import { type PointerEvent, memo, useState } from 'react';
import { CellFilter, type CellTermOf } from './cell-filter';
import type { Fits, TableColumn } from './columns';
import { RowSkeleton } from './row-skeleton';
import css from './table.module.css';

type DataRowProps<R> = {
  readonly index: number;
  /** Undefined while its page is on its way. */
  readonly value: R | undefined;
  /** Those shown, in order; the same array until they change. */
  readonly columns: readonly TableColumn<R>[];
  /** Whether a text fits into the column of an id; the same function until it may answer differently. */
  readonly room: (id: string) => Fits;
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
  const { index, value, columns, room, top, isActive, isSelected, hasMenu, label, termOf } = props;
  // The element may be another row's by now: what was hovered was the row of then.
  const [hovered, setHovered] = useState<{ readonly index: number; readonly column: string | undefined }>();
  const column = hovered?.index === index ? hovered.column : undefined;
  const term = value !== undefined && column !== undefined ? termOf?.(value, column) : undefined;
  const onPointerOver = (event: PointerEvent) => {
    if (event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    const over = event.target.closest<HTMLElement>('[data-column]')?.dataset['column'];
    setHovered((known) => (known?.index === index && known.column === over ? known : { index, column: over }));
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
        <RowSkeleton columns={columns} index={index} />
      ) : (
        columns.map(({ id = '', meta, show }) => (
          <div
            key={id}
            role="cell"
            data-column={id}
            className={css.cell}
            data-align={meta?.align}
            data-pinned={meta?.pinned}
            data-fits={meta?.fits}
          >
            {show(value, room(id), column === id)}
            {term && column === id && <CellFilter term={term} />}
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
            />
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
  a.room === b.room &&
  a.termOf === b.termOf;

/** One row in view. Scrolling renders only rows that come into it. */
// `memo` forgets that the component is generic; the table gives each row a value of its own columns.
export const DataRow = memo(PlainRow, isSame) as typeof PlainRow;
