import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import * as z from 'zod/mini';
import { dataSourceName, toDataSource } from '#core/fim/data-source';
import { customGroup } from '#core/fim/monitored-entity';
import { dataSourceResourceId } from '#engine/resource-ids';
import type { Store } from '#engine/store';
import { localScope, localWorkspaceId } from './local-workspace';

/** Property that marks a data source as made from `FIM_WATCH`; those without it belong to the user. */
const mark = { managedBy: 'FIM_WATCH' } as const;

const marked = z.looseObject({ properties: z.looseObject({ managedBy: z.literal(mark.managedBy) }) });

/** The same root has the same name at every start. */
const nameOf = (root: string): string =>
  dataSourceName('linuxFiles', `Watch_${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);

/**
 * Makes the roots of `FIM_WATCH` visible data sources of this machine's workspace, and removes those of roots that are no
 * longer named. What the user changed on one that stays is kept.
 */
export async function syncWatchRoots(store: Store, roots: readonly string[]): Promise<void> {
  const wanted = new Map(roots.map((root) => [nameOf(root), root]));
  const wantedIds = new Set([...wanted.keys()].map((name) => dataSourceResourceId(localScope, name).toLowerCase()));

  for (const { id, body } of await store.documents.list(`${localWorkspaceId}/datasources/`)) {
    if (!wantedIds.has(id) && marked.safeParse(body).success) await store.documents.delete(id);
  }
  for (const [name, path] of wanted) {
    const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false;
    const id = dataSourceResourceId(localScope, name);
    const source = toDataSource(
      {
        kind: 'linuxFiles',
        name,
        enabled: true,
        group: customGroup,
        path,
        pathType: isFile ? 'File' : 'Folder',
        recurse: !isFile,
        useSudo: true,
        links: 'Follow',
        checksum: 'Sha256',
        maxContentBytes: 0,
        maxOutputBytes: 5_000_000,
      },
      mark,
    );
    const body = { id, name, type: 'Microsoft.OperationalInsights/workspaces/datasources', ...source };
    await store.documents.put(id.toLowerCase(), body, 'absent');
  }
}
