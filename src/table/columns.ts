import {
  type ColumnDef,
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';

/** How a column is laid out, beside the library's `size` and `minSize` (px) and `enableHiding`. */
type ColumnLayout = {
  /** Share of the room the sizes leave over; a column without one is as wide as its `size`. */
  readonly grow?: number;
  readonly align?: 'start' | 'end';
  /** Left out below this width of the table, px, unless the reader asks for it: the details pane has everything. */
  readonly hideBelow?: number;
  /** Shown only when the reader asks for it in the column menu. */
  readonly optional?: boolean;
  /** A head of several words in one, such as `RequireSignOrSeal`, takes two lines before it is cut short. */
  readonly wrap?: boolean;
  /** Stays in sight at the start while the table scrolls sideways. For the first column. */
  readonly pinned?: boolean;
};

/** The library in manual mode: order and pages come from the query, rows are only those in view. */
export const windowFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnOrderingFeature,
  // Type-only slot of the library: the value is never read.
  columnMeta: {} as ColumnLayout,
});

/** A row in view; `value` is undefined while its page is on its way. */
export type WindowRow<R> = { readonly index: number; readonly value: R | undefined };

export type TableColumn<R> = ColumnDef<typeof windowFeatures, WindowRow<R>>;

export type TableSort = { readonly id: string; readonly desc: boolean };

/** What the head calls a column. */
export const headText = <R>(column: TableColumn<R>): string =>
  typeof column.header === 'string' ? column.header : (column.id ?? '');

/** What a filter and the row menu call a column: its head without the unit, "Change time" of "Change time [UTC]". */
export const columnName = <R>(column: TableColumn<R>): string => headText(column).replace(/ \[.*\]$/, '');

/** `ids` with `id` put directly before or after another one. */
export const placeColumn = (
  ids: readonly string[],
  id: string,
  target: string,
  side: 'before' | 'after',
): readonly string[] => {
  if (id === target || !ids.includes(target)) return ids;
  const others = ids.filter((known) => known !== id);
  const at = others.indexOf(target) + (side === 'after' ? 1 : 0);
  return [...others.slice(0, at), id, ...others.slice(at)];
};
