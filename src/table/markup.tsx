import { Glyph } from '../ui/glyph';
import { Skeleton } from '../ui/skeleton';
import type { TableColumn, TableSort } from './columns';
import css from './table.module.css';

/** Tracks of the grid that head and rows share. */
export const gridTemplate = <R,>(columns: readonly TableColumn<R>[]): string =>
  columns.map((column) => column.meta?.width ?? 'minmax(0, 1fr)').join(' ');

/** Columns that fit a table of this width, px; all of them while the width is unknown. */
export const shownColumns = <R,>(columns: readonly TableColumn<R>[], width: number): TableColumn<R>[] =>
  columns.filter((column) => width === 0 || width >= (column.meta?.hideBelow ?? 0));

const headText = <R,>(column: TableColumn<R>): string =>
  typeof column.header === 'string' ? column.header : (column.id ?? '');

/** The head row: plain cells, a button where a click changes the order. */
export const TableHead = <R,>({
  columns,
  template,
  sort,
  onSort,
}: {
  readonly columns: readonly TableColumn<R>[];
  readonly template: string;
  readonly sort?: TableSort;
  readonly onSort?: (id: string) => void;
}) => (
  <div role="rowgroup" className={css.head}>
    <div role="row" aria-rowindex={1} className={css.headRow} style={{ gridTemplateColumns: template }}>
      {columns.map((column) => {
        const id = column.id ?? '';
        const text = headText(column);
        const direction = sort?.id === id ? (sort.desc ? 'descending' : 'ascending') : undefined;
        return (
          <div
            key={id}
            role="columnheader"
            aria-sort={direction}
            className={css.headCell}
            data-align={column.meta?.align}
            title={text}
          >
            {column.enableSorting === true && onSort ? (
              <button type="button" className={css.sort} onClick={() => onSort(id)}>
                <span className={css.headText}>{text}</span>
                <span className={css.arrow} data-shown={direction !== undefined || undefined}>
                  <Glyph name={direction === 'ascending' ? 'up' : 'down'} />
                </span>
              </button>
            ) : (
              <span className={css.headText}>{text}</span>
            )}
          </div>
        );
      })}
    </div>
  </div>
);

/** Widths that look like text rather than like a grid; the same row always looks the same. */
const widths = ['62%', '78%', '54%', '70%', '46%'];

/** Cells of a row whose page is on its way. */
export const RowSkeleton = <R,>({
  columns,
  index,
}: {
  readonly columns: readonly TableColumn<R>[];
  readonly index: number;
}) =>
  columns.map((column, at) => (
    <div key={column.id} role="cell" className={css.cell} data-align={column.meta?.align}>
      <Skeleton width={widths[(index + at * 2) % widths.length]} />
      {at === 0 && <span className="visually-hidden">Loading</span>}
    </div>
  ));
