import {
  type ColumnDef,
  type ReactTable,
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';

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
  /** What it shows fits its usual width, or gives way by itself: its cells need no edge that cuts. Each edge costs a frame time. */
  readonly fits?: boolean;
};

/** The library knows the columns alone: rows, their order and their pages are the table's. */
export const windowFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnOrderingFeature,
  // Type-only slot of the library: the value is never read.
  columnMeta: {} as ColumnLayout,
});

/** What the library would be given as a row. */
type NoRow = Readonly<Record<string, never>>;
export const noRows: readonly NoRow[] = [];

type KnownColumn = ColumnDef<typeof windowFeatures, NoRow>;
export type WindowTable = ReactTable<typeof windowFeatures, NoRow>;

/** The text shows whole on one line of the column, `beside` px that something else takes. */
export type Fits = (text: string, beside?: number) => boolean;

export type TableColumn<R> = KnownColumn & {
  /**
   * What a cell holds. Called for each row that comes into view, so that it stays a plain function: no hooks of its own. `fits` says
   * whether a text has room in the column: what has needs no edge that cuts. `isHovered`: a pointer is on the cell, in a table whose
   * cells stand for filters.
   */
  readonly show: (row: R, fits: Fits, isHovered: boolean) => ReactNode;
};

/** Tells when rows have come: only those in view are then drawn anew, not the page around them. */
export type RowArrivals = {
  readonly subscribe: (listener: () => void) => () => void;
  /** Grows whenever a row may be another than before. */
  readonly version: () => number;
};

/** All rows are there from the beginning. */
export const noArrivals: RowArrivals = { subscribe: () => () => {}, version: () => 0 };

export type TableSort = { readonly id: string; readonly desc: boolean };

/** What the head calls a column. */
export const headText = (column: KnownColumn): string =>
  typeof column.header === 'string' ? column.header : (column.id ?? '');

/** What a filter and the row menu call a column: its head without the unit, "Change time" of "Change time [UTC]". */
export const columnName = (column: KnownColumn): string => headText(column).replace(/ \[.*\]$/, '');

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
