import * as z from 'zod/mini';
import { aggregations, chartKinds } from './chart/chart-words';

/**
 * How a result is looked at, in the URL of the Logs page: `view` is empty for what the query itself asks for; `sort` is a column and
 * `asc` or `desc`; `where` has filters (`decodeFilter`). What is chosen of a chart: `chart`, `stacked`, `x`, `y` (columns, one blank
 * for the number of rows), `split` (one column, or a blank for none) and `each`; empty is what the query asks for. Names of columns
 * a result lacks have no effect on it.
 */
export const resultsSearch = z.object({
  view: z.catch(z.enum(['', 'table', 'chart']), ''),
  sort: z.catch(z.string(), ''),
  group: z.catch(z.string(), ''),
  where: z.catch(z.array(z.string()), []),
  empty: z.catch(z.boolean(), false),
  chart: z.catch(z.enum(['', ...chartKinds]), ''),
  stacked: z.catch(z.enum(['', 'yes', 'no']), ''),
  x: z.catch(z.string(), ''),
  y: z.catch(z.array(z.string()), []),
  split: z.catch(z.array(z.string()), []),
  each: z.catch(z.enum(['', ...aggregations]), ''),
});

export type ResultsSearch = z.infer<typeof resultsSearch>;

export type ResultSort = { readonly id: string; readonly desc: boolean };

/** Reads `sort`; undefined for none. */
export const decodeSort = (text: string): ResultSort | undefined => {
  const match = /^([^]*) (asc|desc)$/.exec(text);
  return match ? { id: match[1] ?? '', desc: match[2] === 'desc' } : undefined;
};

/** What a click on a head asks for: ascending, descending, then the order of the result again. */
export const nextSort = (sort: ResultSort | undefined, id: string): string =>
  sort?.id !== id ? `${id} asc` : sort.desc ? '' : `${id} desc`;
