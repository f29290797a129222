import type { TableView } from '../../../table/use-table-view';
import type { ResultColumn } from './result-table';

/** The columns a reader sees, in the order they stand in. */
export const shownColumns = (
  { options: { state } }: Pick<TableView<number>, 'options'>,
  columns: readonly ResultColumn[],
): readonly ResultColumn[] => {
  const place = new Map(state.columnOrder.map((id, at) => [id, at]));
  return columns
    .filter(({ id }) => state.columnVisibility[id] !== false)
    .map((column, at) => ({ column, at: place.get(column.id) ?? state.columnOrder.length + at }))
    .sort((a, b) => a.at - b.at)
    .map(({ column }) => column);
};
