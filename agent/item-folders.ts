import { codeOf, type Files } from './files';
import { type Root, rootsOf, type WatchedItem } from './items';
import type { Watcher } from './watch';

/** The folders of each item as they are on the disk, and the watches on them. */
export type ItemFolders = {
  /** Empty where they were never found. */
  readonly of: (item: string) => readonly Root[];
  readonly areKnown: (item: string) => boolean;
  /** Those of all items. */
  readonly all: () => readonly Root[];
  /**
   * Looks for an item's folders and watches them. `renewed`: others than before, or a watch on them is new, so that
   * changes may have been missed; `unknown`: they were never found and cannot be now.
   */
  readonly renew: (item: WatchedItem) => Promise<'renewed' | 'same' | 'unknown'>;
  readonly release: (item: string) => Promise<void>;
};

export type ItemFoldersSettings = {
  readonly files: Files;
  readonly watcher: Watcher;
  readonly onUnreadable: (item: WatchedItem, reason: string) => Promise<void>;
  /** A folder cannot be watched; told once for each reason. */
  readonly onUnwatched: (item: WatchedItem, folder: string, reason: string) => Promise<void>;
};

export function createItemFolders({ files, watcher, onUnreadable, onUnwatched }: ItemFoldersSettings): ItemFolders {
  const roots = new Map<string, readonly Root[]>();
  const failures = new Map<string, string>();
  return {
    of: (item) => roots.get(item) ?? [],
    areKnown: (item) => roots.has(item),
    all: () => [...roots.values()].flat(),
    renew: async (item) => {
      const found = await rootsOf(files, item).catch((error: unknown) => codeOf(error));
      if (typeof found === 'string') {
        await onUnreadable(item, found);
        return roots.has(item.name) ? 'same' : 'unknown';
      }
      const isNew = JSON.stringify(found) !== JSON.stringify(roots.get(item.name));
      roots.set(item.name, found);
      const { renewed, failed } = await watcher.watch(item.name, found);
      for (const { folder, reason } of failed) {
        if (failures.get(folder) === reason) continue;
        failures.set(folder, reason);
        await onUnwatched(item, folder, reason);
      }
      return isNew || (renewed && failed.length === 0) ? 'renewed' : 'same';
    },
    release: async (item) => {
      roots.delete(item);
      await watcher.release(item);
    },
  };
}
