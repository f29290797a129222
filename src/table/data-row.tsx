import { type Row, FlexRender } from '@tanstack/react-table';
import { memo } from 'react';
import type { TableColumn, WindowRow, windowFeatures } from './columns';
import { RowSkeleton } from './markup';
import css from './table.module.css';

type DataRowProps<R> = {
  /** Row of the library: made anew with every step of the window, so that it does not count as a change. */
  readonly row: Row<typeof windowFeatures, WindowRow<R>>;
  readonly index: number;
  readonly value: R | undefined;
  readonly columns: readonly TableColumn<R>[];
  readonly template: string;
  /** px. */
  readonly top: number;
  readonly isActive: boolean;
};

const PlainRow = <R,>({ row, index, value, columns, template, top, isActive }: DataRowProps<R>) => (
  <div
    role="row"
    aria-rowindex={index + 2}
    aria-current={isActive ? 'true' : undefined}
    className={css.row}
    style={{ gridTemplateColumns: template, top }}
  >
    {value === undefined ? (
      <RowSkeleton columns={columns} index={index} />
    ) : (
      row.getAllCells().map((cell) => (
        <div key={cell.id} role="cell" className={css.cell} data-align={cell.column.columnDef.meta?.align}>
          <FlexRender cell={cell} />
        </div>
      ))
    )}
  </div>
);

const isSame = <R,>(a: DataRowProps<R>, b: DataRowProps<R>) =>
  a.value === b.value &&
  a.index === b.index &&
  a.top === b.top &&
  a.isActive === b.isActive &&
  a.columns === b.columns &&
  a.template === b.template;

/** One row in view. Scrolling renders only rows that come into it. */
// `memo` forgets that the component is generic; the table gives each row a value of its own columns.
export const DataRow = memo(PlainRow, isSame) as typeof PlainRow;
