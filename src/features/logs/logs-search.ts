import * as z from 'zod/mini';
import { rangeSearch } from '../../time-range/range';

/** Where the range of a query comes from: the text's own filter where it has one, always the page's range, or the text alone. */
export const timeSources = ['auto', 'range', 'query'] as const;
export type TimeSource = (typeof timeSources)[number];

/** View state of the Logs page. The text itself is read by `readQueryText` (src/query-text.ts). */
export const logsSearch = z.extend(rangeSearch, {
  query: z.catch(z.string(), ''),
  queryz: z.catch(z.string(), ''),
  time: z.catch(z.enum(timeSources), 'auto'),
  /** Whether the text runs when the page opens: it was run when the address was written. */
  run: z.catch(z.boolean(), false),
});
