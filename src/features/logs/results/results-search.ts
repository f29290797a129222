import * as z from 'zod/mini';

/**
 * How a result is looked at, in the URL of the Logs page: `view` is empty for what the query itself asks for; `sort` is a column and
 * `asc` or `desc`; `where` has filters (`decodeFilter`). Names of columns a result lacks have no effect on it.
 */
export const resultsSearch = z.object({
  view: z.catch(z.enum(['', 'table', 'chart']), ''),
  sort: z.catch(z.string(), ''),
  group: z.catch(z.string(), ''),
  where: z.catch(z.array(z.string()), []),
  empty: z.catch(z.boolean(), false),
});

export type ResultSort = { readonly id: string; readonly desc: boolean };

/** Reads `sort`; undefined for none. */
export const decodeSort = (text: string): ResultSort | undefined => {
  const match = /^([^]*) (asc|desc)$/.exec(text);
  return match ? { id: match[1] ?? '', desc: match[2] === 'desc' } : undefined;
};

/** What a click on a head asks for: ascending, descending, then the order of the result again. */
export const nextSort = (sort: ResultSort | undefined, id: string): string =>
  sort?.id !== id ? `${id} asc` : sort.desc ? '' : `${id} desc`;
