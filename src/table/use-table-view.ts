import { type Updater, functionalUpdate } from '@tanstack/react-table';
import { useCallback, useMemo, useRef, useState } from 'react';
import { type TableColumn, windowFeatures } from './columns';
import { type Density, type TableChoices, noChoices, readChoices, rowHeights, writeChoices } from './table-view';
import { useElementWidth } from './use-element-width';

const isUsual = <R>({ meta }: TableColumn<R>, width: number): boolean =>
  meta?.optional !== true && (width === 0 || width >= (meta?.hideBelow ?? 0));

const defaultColumn = { size: 120, minSize: 48, maxSize: 2000 };

/**
 * How a reader wants to see a table: which columns, how wide, in which order, how dense. Remembered in this browser under `name`; of a
 * table whose columns are never the same twice (`passing`) only the density is. Pass it to `VirtualTable` and to `ColumnMenu`.
 * `columns` must be the same array until they change.
 */
export const useTableView = <R>(
  name: string,
  columns: readonly TableColumn<R>[],
  { passing = false }: { readonly passing?: boolean } = {},
) => {
  const [choices, setChoices] = useState((): TableChoices => {
    const known = readChoices(name);
    return passing ? { ...noChoices, density: known.density } : known;
  });
  const [width, widthRef] = useElementWidth();
  const latest = useRef(choices);
  const change = useCallback(
    (next: TableChoices) => {
      latest.current = next;
      setChoices(next);
      writeChoices(name, passing ? { ...noChoices, density: next.density } : next);
    },
    [name, passing],
  );

  const { columnVisibility: chosen, columnSizing, columnOrder, density } = choices;
  const columnVisibility = useMemo(
    () =>
      Object.fromEntries(columns.map((column) => [column.id ?? '', chosen[column.id ?? ''] ?? isUsual(column, width)])),
    [columns, chosen, width],
  );

  /** The library's options but for the rows. */
  const options = useMemo(
    () => ({
      features: windowFeatures,
      columns,
      defaultColumn,
      manualSorting: true,
      enableMultiSort: false,
      state: { columnVisibility, columnSizing, columnOrder: [...columnOrder] },
      onColumnVisibilityChange: (updater: Updater<Record<string, boolean>>) => {
        const next = functionalUpdate(updater, columnVisibility);
        // A column that merely did not fit stays free to come back.
        const changed = Object.entries(next).filter(([id, shown]) => columnVisibility[id] !== shown);
        const { current } = latest;
        change({ ...current, columnVisibility: { ...current.columnVisibility, ...Object.fromEntries(changed) } });
      },
      onColumnSizingChange: (updater: Updater<Record<string, number>>) =>
        change({ ...latest.current, columnSizing: functionalUpdate(updater, latest.current.columnSizing) }),
      onColumnOrderChange: (updater: Updater<string[]>) =>
        change({ ...latest.current, columnOrder: functionalUpdate(updater, [...latest.current.columnOrder]) }),
    }),
    [columns, columnVisibility, columnSizing, columnOrder, change],
  );

  return {
    options,
    columns,
    /** Of the table, px; 0 until it is known. */
    width,
    /** Goes on the element whose width decides which columns fit. */
    widthRef,
    density,
    /** px. */
    rowHeight: rowHeights[density],
    setDensity: useCallback((next: Density) => change({ ...latest.current, density: next }), [change]),
    /** Back to how the table comes. */
    reset: useCallback(() => change(noChoices), [change]),
  };
};

export type TableView<R> = ReturnType<typeof useTableView<R>>;
