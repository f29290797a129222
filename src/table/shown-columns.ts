import type { TableView } from './use-table-view';

/** Ids of the columns a reader sees, in the order they have put them. */
export const shownColumns = <R>({ columns, options }: Pick<TableView<R>, 'columns' | 'options'>): readonly string[] => {
  const { columnVisibility, columnOrder } = options.state;
  const ids = columns.map(({ id }) => id ?? '');
  const ordered = [...columnOrder.filter((id) => ids.includes(id)), ...ids.filter((id) => !columnOrder.includes(id))];
  return ordered.filter((id) => columnVisibility[id] !== false);
};
