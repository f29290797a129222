import type { RowSelection } from '../../../table/row-selection';
import type { RowAction } from '../../../table/table-menu';
import { visibleString } from '../../../ui/visible-parts';
import { type ResultColumn, type ResultRows, cellText } from './result-table';
import type { useResultList } from './use-result-list';

type Tools = {
  readonly rows: ResultRows;
  readonly columns: readonly ResultColumn[];
  readonly grid: ReturnType<typeof useResultList>;
  readonly toggle: (line: number) => void;
  readonly copy: (text: string, what: string) => Promise<void>;
  readonly copyRows: (lines: readonly number[]) => void;
  readonly selection: RowSelection<number>;
  readonly setFilterColumn: (id: string) => void;
};

/** What the menu of a row, or of one of its cells, offers. A value is copied as it is, rows as tab-separated text. */
export const gridRowActions =
  ({ rows, columns, grid, toggle, copy, copyRows, selection, setFilterColumn }: Tools) =>
  (line: number, columnId?: string): readonly RowAction[] => {
    if (line < 0) return [{ label: 'Open or close the group', onSelect: () => toggle(line) }];
    const column = columns.find(({ id }) => id === columnId);
    const name = column && visibleString(column.name);
    const count = selection.rows.size;
    return [
      { label: grid.hasDetails(line) ? 'Hide the values' : 'Show all values', onSelect: () => toggle(line) },
      ...(column
        ? [{ label: `Copy ${name}`, onSelect: () => void copy(cellText(rows[line]?.[column.index]), name ?? 'Value') }]
        : []),
      { label: 'Copy row', onSelect: () => copyRows([line]) },
      ...(count > 0
        ? [{ label: `Copy ${count} selected`, onSelect: () => copyRows([...selection.rows.values()]) }]
        : []),
      ...(column ? [{ label: `Filter ${name}…`, onSelect: () => setFilterColumn(column.id) }] : []),
    ];
  };
