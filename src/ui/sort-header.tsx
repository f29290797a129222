import { sortArrows } from './drawings';
import css from './sort-header.module.css';

type SortHeaderProps<C extends string> = {
  readonly column: C;
  readonly label: string;
  readonly sort: string;
  readonly dir: 'asc' | 'desc';
  /** Direction of the first click: numbers and times start with the largest. */
  readonly first?: 'asc' | 'desc';
  readonly numeric?: boolean;
  readonly onSort: (column: C, dir: 'asc' | 'desc') => void;
  readonly title?: string;
};

/** Column head of a small `<table>` that sorts; `aria-sort` says how. */
export const SortHeader = <C extends string>({
  column,
  label,
  sort,
  dir,
  first = 'asc',
  numeric,
  onSort,
  title,
}: SortHeaderProps<C>) => {
  const active = sort === column;
  const next = active ? (dir === 'asc' ? 'desc' : 'asc') : first;
  return (
    <th scope="col" aria-sort={active ? (dir === 'asc' ? 'ascending' : 'descending') : 'none'} data-numeric={numeric}>
      <button type="button" className={css.button} title={title} onClick={() => onSort(column, next)}>
        {label}
        <svg viewBox="0 0 10 10" aria-hidden="true" data-active={active}>
          <path d={sortArrows[active ? dir : 'asc']} />
        </svg>
      </button>
    </th>
  );
};
