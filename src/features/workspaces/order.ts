import * as z from 'zod/mini';
import { compareNames } from '#core/fim/counts-request';
import { locationName } from './locations';
import type { WorkspaceRow } from './row';

export const sortColumns = ['name', 'changes', 'servers', 'location', 'subscription'] as const;
export type SortColumn = (typeof sortColumns)[number];

const statusNames = {
  enabled: 'Monitored',
  enabling: 'Enabling',
  off: 'Not enabled',
  needsPlan: 'Plan upgrade needed',
} as const satisfies Record<NonNullable<WorkspaceRow['state']>, string>;

const isStatus = (value: string): value is keyof typeof statusNames => Object.hasOwn(statusNames, value);

export const listSearch = z.object({
  q: z.catch(z.string(), ''),
  sort: z.catch(z.enum(sortColumns), 'name'),
  dir: z.catch(z.enum(['asc', 'desc']), 'asc'),
  /** Ids of subscriptions, codes of locations and states: rows have one of each that names any. */
  subscription: z.catch(z.array(z.string()), []),
  location: z.catch(z.array(z.string()), []),
  status: z.catch(z.array(z.string().check(z.refine(isStatus))), []),
});
export type ListSearch = Readonly<z.infer<typeof listSearch>>;

export const facets = ['subscription', 'location', 'status'] as const;
export type Facet = (typeof facets)[number];

export const facetNames = {
  subscription: 'Subscription',
  location: 'Location',
  status: 'Status',
} as const satisfies Record<Facet, string>;

/** What a row has in a facet: the value in the URL and its name; undefined while it is not known. */
const facetOf = (row: WorkspaceRow, facet: Facet): string | undefined =>
  facet === 'subscription'
    ? row.workspace.subscriptionId
    : facet === 'location'
      ? row.workspace.location.toLowerCase()
      : row.state;

/** Name of a facet's value; the value itself where no row has it. */
export const facetLabel = (rows: readonly WorkspaceRow[], facet: Facet, value: string): string => {
  if (facet === 'location') return locationName(value);
  if (facet === 'status') return isStatus(value) ? statusNames[value] : value;
  return rows.find(({ workspace }) => workspace.subscriptionId === value)?.subscription ?? value;
};

const passes = (row: WorkspaceRow, search: ListSearch, except?: Facet): boolean =>
  facets.every((facet) => {
    const value = facetOf(row, facet);
    // What is not known yet is not taken away, so that the list does not jump while it loads.
    return facet === except || search[facet].length === 0 || value === undefined || search[facet].includes(value);
  });

const contains = ({ workspace, subscription }: WorkspaceRow, wanted: string): boolean =>
  [workspace.workspaceName, subscription, workspace.resourceGroup, locationName(workspace.location)].some((field) =>
    field.toLowerCase().includes(wanted),
  );

export type FacetValue = { readonly value: string; readonly label: string; readonly count: number };

/** Values of a facet, by name, each with the rows it would show beside what else narrows the list. Chosen ones stay, also at 0. */
export const facetValues = (rows: readonly WorkspaceRow[], search: ListSearch, facet: Facet): readonly FacetValue[] => {
  const wanted = search.q.trim().toLowerCase();
  const counts = new Map(search[facet].map((value) => [value, 0]));
  for (const row of rows) {
    const value = facetOf(row, facet);
    if (value === undefined) continue;
    const counted = passes(row, search, facet) && contains(row, wanted);
    counts.set(value, (counts.get(value) ?? 0) + (counted ? 1 : 0));
  }
  return [...counts]
    .map(([value, count]) => ({ value, label: facetLabel(rows, facet, value), count }))
    .toSorted((a, b) => compareNames(a.label, b.label));
};

/** A total as it sorts: what is off or unknown comes after every number, in both directions. */
const total = (row: WorkspaceRow, which: 'changes' | 'servers'): number | undefined => {
  if (!row.counts?.ok) return undefined;
  if (which === 'changes' && row.state !== 'enabled' && row.state !== undefined) return undefined;
  return row.counts.counts[which];
};

const text = (row: WorkspaceRow, column: SortColumn): string =>
  column === 'location'
    ? locationName(row.workspace.location)
    : column === 'subscription'
      ? row.subscription
      : row.workspace.workspaceName;

const byName = (a: WorkspaceRow, b: WorkspaceRow) => compareNames(a.workspace.workspaceName, b.workspace.workspaceName);

/** Rows of the chosen facets that contain `q` in name, subscription, resource group or location, in the chosen order. */
export const arrangeRows = (rows: readonly WorkspaceRow[], search: ListSearch): readonly WorkspaceRow[] => {
  const { q, sort, dir } = search;
  const wanted = q.trim().toLowerCase();
  const kept = rows.filter((row) => passes(row, search) && contains(row, wanted));
  const sign = dir === 'asc' ? 1 : -1;
  return kept.toSorted((a, b) => {
    if (sort !== 'changes' && sort !== 'servers') {
      return sign * compareNames(text(a, sort), text(b, sort)) || byName(a, b);
    }
    const [left, right] = [total(a, sort), total(b, sort)];
    if (left === undefined || right === undefined) {
      return left === right ? byName(a, b) : left === undefined ? 1 : -1;
    }
    return sign * (left - right) || byName(a, b);
  });
};
