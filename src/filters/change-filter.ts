import * as z from 'zod/mini';
import { categories, changeTypes } from '../ui/change-words';
import { termOf, termText } from './terms';

/** What the FIM pages count unless they are asked for everything: `Files` and `Registry`, as the original does. */
export const fimTypes = ['Files', 'Registry'] as const;

const termsOf = (known: readonly string[]) =>
  z.catch(z.array(z.string().check(z.refine((text) => known.includes(termOf(text).value)))), []);
const anyTerms = z.catch(z.array(z.string()), []);

/**
 * What narrows a workspace's pages, in their URL: summary, chart, Servers and Changes tab alike, so that totals and tables agree.
 * Repeated parameters of one field mean "any of"; a value that begins with `!` is excluded (`terms.ts`).
 */
export const changeFilterSearch = z.object({
  /** Text searched in entity, server and value data. */
  q: z.catch(z.string(), ''),
  type: termsOf(changeTypes),
  category: termsOf(categories),
  /** `SourceComputerId`. */
  server: anyTerms,
  /** How the path or registry key begins, case ignored. */
  path: anyTerms,
  /** A whole entity as the list shows it: a path, `key | value name`, a service or software name. */
  entity: anyTerms,
  /** Name of a column in `FieldsChanged`. */
  field: anyTerms,
  /** Software, services and daemons too, instead of files and registry only. */
  all: z.catch(z.boolean(), false),
});

export type ChangeFilter = Readonly<z.infer<typeof changeFilterSearch>>;

/** Fields that hold terms. */
export type FilterField = 'type' | 'category' | 'server' | 'path' | 'entity' | 'field';
export const filterFields = [
  'server',
  'type',
  'category',
  'path',
  'entity',
  'field',
] as const satisfies readonly FilterField[];

/** Nothing narrowed; `all` is a choice of what to count and stays as it is when filters are cleared. */
export const noTerms = {
  q: '',
  type: [],
  category: [],
  server: [],
  path: [],
  entity: [],
  field: [],
} as const satisfies Omit<ChangeFilter, 'all'>;

/** Search parameters of the filter. */
export const filterKeys: readonly (keyof ChangeFilter)[] = ['q', ...filterFields, 'all'];

/** Whether anything narrows the pages. */
export const isFiltered = (filter: ChangeFilter): boolean =>
  filter.q.trim() !== '' || filterFields.some((field) => filter[field].length > 0);

/** Which side of the filter a value is on. */
export const sideOf = (filter: ChangeFilter, field: FilterField, value: string): 'include' | 'exclude' | 'off' => {
  const term = filter[field].map(termOf).find((one) => one.value === value);
  return !term ? 'off' : term.exclude ? 'exclude' : 'include';
};

/** `filter` with a value included, excluded or (`off`) neither; the same value is never both. */
export const withTerm = (
  filter: ChangeFilter,
  field: FilterField,
  value: string,
  side: 'include' | 'exclude' | 'off',
): Partial<ChangeFilter> => {
  const others = filter[field].filter((text) => termOf(text).value !== value);
  const next = side === 'off' ? others : [...others, termText({ value, exclude: side === 'exclude' })];
  return { [field]: next };
};
