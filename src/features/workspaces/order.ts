import * as z from 'zod/mini';
import { locationName } from './locations';
import type { WorkspaceRow } from './rows';

export const sortColumns = ['name', 'changes', 'servers', 'location', 'subscription'] as const;
export type SortColumn = (typeof sortColumns)[number];

export const listSearch = z.object({
  q: z.catch(z.string(), ''),
  sort: z.catch(z.enum(sortColumns), 'name'),
  dir: z.catch(z.enum(['asc', 'desc']), 'asc'),
});
export type ListSearch = z.infer<typeof listSearch>;

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

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const byName = (a: WorkspaceRow, b: WorkspaceRow) =>
  collator.compare(a.workspace.workspaceName, b.workspace.workspaceName);

/** Rows that contain `q` in name, subscription, resource group or location, in the chosen order. */
export const arrangeRows = (rows: readonly WorkspaceRow[], { q, sort, dir }: ListSearch): readonly WorkspaceRow[] => {
  const wanted = q.trim().toLowerCase();
  const kept = rows.filter(({ workspace, subscription }) =>
    [workspace.workspaceName, subscription, workspace.resourceGroup, locationName(workspace.location)].some((field) =>
      field.toLowerCase().includes(wanted),
    ),
  );
  const sign = dir === 'asc' ? 1 : -1;
  return kept.toSorted((a, b) => {
    if (sort !== 'changes' && sort !== 'servers') {
      return sign * collator.compare(text(a, sort), text(b, sort)) || byName(a, b);
    }
    const [left, right] = [total(a, sort), total(b, sort)];
    if (left === undefined || right === undefined) {
      return left === right ? byName(a, b) : left === undefined ? 1 : -1;
    }
    return sign * (left - right) || byName(a, b);
  });
};
