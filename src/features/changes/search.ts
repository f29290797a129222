import * as z from 'zod/mini';

const columns = ['server', 'entity', 'category', 'type'] as const;
/** Columns besides the time that the list can be ordered by. */
export type SortColumn = (typeof columns)[number];

const sorts = ['newest', 'oldest', ...columns, ...columns.map((column) => `-${column}` as const)] as const;
/** Order of the list: by time, or by a column (`-` for descending) with the newest first where it is equal. */
export type Sort = (typeof sorts)[number];

/** What the Changes tab has in its URL besides the page's range and filter. */
export const changesSearch = z.object({
  sort: z.catch(z.enum(sorts), 'newest'),
  /** Entities that come and go show as one row each. */
  flaps: z.catch(z.enum(['', 'collapse']), ''),
  /** Content hash that is looked up across workspaces. */
  hash: z.catch(z.string(), ''),
});

export const isTimeSort = (sort: Sort): sort is 'newest' | 'oldest' => sort === 'newest' || sort === 'oldest';

/** The column a sort is by, and whether descending; undefined for the orders by time. */
export const sortColumn = (sort: Sort): { readonly column: SortColumn; readonly desc: boolean } | undefined => {
  const column = columns.find((name) => sort === name || sort === `-${name}`);
  return column && { column, desc: sort.startsWith('-') };
};

/** The order a click on a column's head leads to. */
export const nextSort = (sort: Sort, id: string): Sort | undefined => {
  if (id === 'time') return sort === 'newest' ? 'oldest' : 'newest';
  const column = columns.find((name) => name === id);
  return column && (sort === column ? `-${column}` : column);
};
