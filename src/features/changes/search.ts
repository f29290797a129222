import * as z from 'zod/mini';
import { type ChangeCategory, categories } from '../../ui/change-words';

/** What the FIM pages count: `Files` and `Registry`, as the original does. */
export const listedTypes = ['Files', 'Registry'] as const;
export type ListedType = (typeof listedTypes)[number];

/** View state of the Changes tab in the URL. Repeated parameters mean "any of". `server` is a `SourceComputerId`. */
export const changesSearch = z.object({
  q: z.catch(z.string(), ''),
  type: z.catch(z.array(z.enum(listedTypes)), []),
  category: z.catch(z.array(z.enum(categories)), []),
  server: z.catch(z.array(z.string()), []),
  sort: z.catch(z.enum(['newest', 'oldest']), 'newest'),
});

/** What the list is narrowed by; the order is not part of it. */
export type ChangesFilter = {
  readonly q: string;
  readonly type: readonly ListedType[];
  readonly category: readonly ChangeCategory[];
  readonly server: readonly string[];
};

export const noFilter = { q: '', type: [], category: [], server: [] } as const satisfies ChangesFilter;

/** Whether anything narrows the list. */
export const isFiltered = (filter: ChangesFilter): boolean =>
  filter.q.trim() !== '' || filter.type.length > 0 || filter.category.length > 0 || filter.server.length > 0;
