import { hasWildcard, wildcardPattern } from '#core/fim/path-match';
import type { EntityKind } from './entity';
import { type Files, isGone } from './files';
import { isBelow, joinPath, leafOf, parentOf } from './path-text';

/** An enabled Linux item of the configuration, as the agent follows it. */
export type WatchedItem = {
  /** Name of its data source. */
  readonly name: string;
  readonly group: string;
  /** Absolute; `*` and `?` in the last segment only (Azure Change Tracking). */
  readonly path: string;
  readonly pathType: 'File' | 'Folder';
  readonly recurse: boolean;
  /**
   * Follow: a link is an entity, and so is what it points to. Manage: the link alone. Ignore: neither.
   */
  readonly links: 'Follow' | 'Ignore' | 'Manage';
  /** Largest file whose content is kept, bytes; 0 keeps none. */
  readonly maxContentBytes: number;
};

/** Where an item's entities lie: entries of one real folder, or everything below it. */
export type Root = {
  readonly folder: string;
  readonly deep: boolean;
  /** Which entries, by name: one, those that match, or (undefined) all. */
  readonly leaf: string | RegExp | undefined;
  /** Files by wildcard leave folders out. */
  readonly folders: boolean;
};

/** Whatever changes what an item reaches; two items that differ here are different scopes. */
export const scopeOf = (item: WatchedItem): string =>
  JSON.stringify([item.path, item.pathType, item.recurse, item.links]);

/** Small scopes first, so that most items are ready soon. */
export function weightOf(item: WatchedItem): number {
  if (item.recurse && (item.pathType === 'Folder' || hasWildcard(item.path))) return 3;
  if (item.pathType === 'Folder') return 2;
  return hasWildcard(item.path) ? 1 : 0;
}

const trimmed = (path: string) => (path.length > 1 ? path.replace(/\/+$/, '') || '/' : path);

/**
 * The real folders an item covers right now; none when its path does not exist, which is not an error: it may be
 * created later. Throws what the file system throws when the path may not be looked at.
 */
export async function rootsOf(files: Files, item: WatchedItem): Promise<readonly Root[]> {
  const path = trimmed(item.path);
  const parent = await orGone(files.realPath(parentOf(path)));
  if (parent === undefined) return [];
  const leaf = leafOf(path);
  if (item.pathType === 'File') {
    const wild = hasWildcard(leaf);
    return [{ folder: parent, deep: wild && item.recurse, leaf: wild ? wildcardPattern(leaf) : leaf, folders: !wild }];
  }
  const names = hasWildcard(leaf)
    ? (await files.names(parent)).filter((name) => wildcardPattern(leaf).test(name))
    : [leaf];
  const roots: Root[] = [];
  for (const name of names) {
    const folder = path === '/' ? '/' : joinPath(parent, name);
    const stats = await orGone(files.lstat(folder));
    if (stats === undefined) continue;
    if (stats.isSymbolicLink() && item.links !== 'Follow') {
      if (item.links === 'Manage') roots.push({ folder: parent, deep: false, leaf: name, folders: true });
      continue;
    }
    const real = await orGone(files.realPath(folder));
    if (real === undefined) continue;
    const isFolder = (await files.lstat(real)).isDirectory();
    if (isFolder) roots.push({ folder: real, deep: item.recurse, leaf: undefined, folders: true });
  }
  return roots;
}

async function orGone<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** True when a root reaches an entity of this path and kind without following a link; kind unknown: when it might. */
export function covers(root: Root, path: string, kind?: EntityKind): boolean {
  const inside = root.deep ? isBelow(path, root.folder) : parentOf(path) === root.folder && path !== '/';
  if (!inside || (kind === 'folder' && !root.folders)) return false;
  return matchesLeaf(root, leafOf(path));
}

export const matchesLeaf = ({ leaf }: Root, name: string): boolean =>
  leaf === undefined || (typeof leaf === 'string' ? leaf === name : leaf.test(name));

const pseudo = ['/proc', '/sys', '/dev'];

/** Kernel interfaces: their files are not content, and reading some of them has effects. */
export const isPseudo = (path: string): boolean => pseudo.some((folder) => path === folder || isBelow(path, folder));

/** True when a scan of one of the roots comes by this path, as an entity or on the way. */
export const isReached = (roots: readonly Root[], path: string): boolean =>
  roots.some((root) => root.folder === path || covers(root, path) || (root.deep && isBelow(path, root.folder)));

/** Order of work: what users added first (a watched root is to be ready soon), then the smallest. */
export const compareItems = (a: WatchedItem, b: WatchedItem): number =>
  Number(b.group === 'Custom') - Number(a.group === 'Custom') ||
  weightOf(a) - weightOf(b) ||
  (a.name < b.name ? -1 : 1);
