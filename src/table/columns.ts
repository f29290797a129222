import { type ColumnDef, rowSortingFeature, tableFeatures } from '@tanstack/react-table';

/** How a column is laid out. `width` is a track of CSS grid. */
export type ColumnLayout = {
  readonly width: string;
  readonly align?: 'start' | 'end';
  /** Left out below this width of the table, px: the details pane has everything. */
  readonly hideBelow?: number;
};

/** The library in manual mode: order and pages come from the query, rows are only those in view. */
export const windowFeatures = tableFeatures({
  rowSortingFeature,
  // Type-only slot of the library: the value is never read.
  columnMeta: {} as ColumnLayout,
});

/** A row in view; `value` is undefined while its page is on its way. */
export type WindowRow<R> = { readonly index: number; readonly value: R | undefined };

export type TableColumn<R> = ColumnDef<typeof windowFeatures, WindowRow<R>>;

export type TableSort = { readonly id: string; readonly desc: boolean };
