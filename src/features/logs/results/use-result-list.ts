import { useMemo, useState } from 'react';
import type { QueryTable } from '#core/contract/query';
import { keyReader, sortRows } from './compare-values';
import { type RowGroup, groupRows, groupedLines, withDetails } from './lines';
import { type ResultColumn, cellText } from './result-table';
import type { ResultSort } from './results-search';
import { type RowFilter, fittingRows } from './row-filter';

type Asked = {
  readonly table: QueryTable;
  readonly columns: readonly ResultColumn[];
  readonly filters: readonly RowFilter[];
  readonly sort: ResultSort | undefined;
  /** Id of the column to group by; `''` for none. */
  readonly group: string;
  /** Of a row of the grid, px. */
  readonly rowHeight: number;
};

const keyOf = ({ value }: RowGroup) => (value === null ? 'null' : `=${cellText(value)}`);

/** Height that the details of a row are given until theirs is known, px. */
const firstHeight = 240;

/**
 * The lines of the grid: rows that fit the filters, in their order, under the heads of their groups, with room for the details of
 * open rows. Rows are numbers into the result; nothing is made per cell.
 */
export const useResultList = ({ table, columns, filters, sort, group, rowHeight }: Asked) => {
  const { rows } = table;
  const fitting = useMemo(() => fittingRows(rows, columns, filters), [rows, columns, filters]);

  const sortColumn = columns.find(({ id }) => id === sort?.id);
  const desc = sort?.desc ?? false;
  const order = useMemo(() => {
    if (!sortColumn) return fitting;
    const read = keyReader(sortColumn.kind);
    return sortRows(fitting, (row) => read(rows[row]?.[sortColumn.index]), desc);
  }, [fitting, rows, sortColumn, desc]);

  const groupColumn = columns.find(({ id }) => id === group);
  const groups = useMemo(
    () => groupColumn && groupRows(order, rows, groupColumn, groupColumn === sortColumn),
    [order, rows, groupColumn, sortColumn],
  );
  const [openGroups, setOpenGroups] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(
    () => (groups ? groupedLines(groups, (one) => openGroups.has(keyOf(one))) : order),
    [groups, openGroups, order],
  );

  const [details, setDetails] = useState<ReadonlyMap<number, number>>(new Map());
  const list = useMemo(() => {
    const heights = [...details].map(([row, px]) => [row, Math.max(1, Math.ceil(px / rowHeight))] as const);
    return withDetails(lines, new Map(heights));
  }, [lines, details, rowHeight]);

  const changeDetails = (change: (next: Map<number, number>) => void) =>
    setDetails((before) => {
      const next = new Map(before);
      change(next);
      return next;
    });

  return {
    list,
    groups,
    groupColumn,
    /** Rows that fit the filters. */
    fitting: fitting.length,
    hasDetails: (row: number) => details.has(row),
    toggleDetails: (row: number) =>
      changeDetails((next) => {
        if (!next.delete(row)) next.set(row, firstHeight);
      }),
    setHeight: (row: number, px: number) =>
      setDetails((before) => (!before.has(row) || before.get(row) === px ? before : new Map(before).set(row, px))),
    isOpen: (one: RowGroup) => openGroups.has(keyOf(one)),
    toggleGroup: (one: RowGroup) =>
      setOpenGroups((before) => {
        const next = new Set(before);
        if (!next.delete(keyOf(one))) next.add(keyOf(one));
        return next;
      }),
    openAll: () => setOpenGroups(new Set(groups?.map(keyOf))),
    closeAll: () => setOpenGroups(new Set()),
  };
};
