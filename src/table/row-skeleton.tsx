import type { Cell } from '@tanstack/react-table';
import { Skeleton } from '../ui/skeleton';
import type { WindowRow, windowFeatures } from './columns';
import css from './table.module.css';

/** Widths that look like text rather than like a grid; the same row always looks the same. */
const widths = ['62%', '78%', '54%', '70%', '46%'];

/** Cells of a row whose page is on its way. */
export const RowSkeleton = <R,>({
  cells,
  index,
}: {
  readonly cells: readonly Cell<typeof windowFeatures, WindowRow<R>>[];
  readonly index: number;
}) =>
  cells.map(({ id, column }, at) => (
    <div key={id} role="cell" className={css.cell} data-align={column.columnDef.meta?.align}>
      <Skeleton width={widths[(index + at * 2) % widths.length]} />
      {at === 0 && <span className="visually-hidden">Loading</span>}
    </div>
  ));
