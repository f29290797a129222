import { Skeleton } from '../ui/skeleton';
import type { TableColumn } from './columns';
import css from './table.module.css';

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
  columns.map(({ id, meta }, at) => (
    <div key={id} role="cell" className={css.cell} data-align={meta?.align}>
      <Skeleton width={widths[(index + at * 2) % widths.length]} />
      {at === 0 && <span className="visually-hidden">Loading</span>}
    </div>
  ));
