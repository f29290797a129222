import type { MonitoredEntity } from './monitored-entity';
import { hasWildcard, reaches } from './path-match';
import { recommendedLinuxItems, recommendedRegistryItems, recommendedWindowsItems } from './recommended-items';
import { normalRegistryPath } from './registry-path';

const variables: Readonly<Record<string, string>> = {
  windir: String.raw`C:\Windows`,
  systemroot: String.raw`C:\Windows`,
  systemdrive: 'C:',
  programfiles: String.raw`C:\Program Files`,
};

/** A Windows path with its variables filled in with their usual values, without device prefixes. */
const windowsPath = (path: string): string =>
  path
    .replaceAll('/', '\\')
    .replace(/^\\\\[?.]\\|^\\\?\?\\/, '')
    .replace(/^\\systemroot(?=\\|$)/i, String.raw`C:\Windows`)
    .replaceAll(/%([^%\\]+)%/g, (whole, name: string) => variables[name.toLowerCase()] ?? whole);

/** A registry key by its hive's full name and the control set in use; the kernel's own form included. */
const registryKey = (key: string): string =>
  normalRegistryPath(key.replace(/^\\registry\\machine(?=\\|$)/i, 'HKLM')).replace(
    /^(HKEY_LOCAL_MACHINE\\SYSTEM)\\ControlSet\d{3}(?=\\|$)/i,
    String.raw`$1\CurrentControlSet`,
  );

/** Where `/bin` is a link to `/usr/bin`, as in most distributions today, files are reported by their real path. */
const linuxPaths = (path: string): readonly string[] => {
  const merged = /^\/usr(\/s?bin\/.*)$/s.exec(path)?.[1];
  return merged === undefined ? [path] : [path, merged];
};

const sameText = (item: MonitoredEntity, path: string) =>
  item.kind === 'linuxFiles' ? item.path === path : item.path.toLowerCase() === path.toLowerCase();

/** How closely an item names a path: 3 the very path, 2 by wildcard, 1 something above it, 0 not at all. */
const closeness = (item: MonitoredEntity, path: string): number => {
  if (sameText(item, path)) return 3;
  // A key counts for what lies below it too: the reason is the same.
  const wide = item.kind === 'windowsRegistry' ? { ...item, recurse: true } : item;
  return reaches(wide, path) ? (hasWildcard(item.path) ? 2 : 1) : 0;
};

const closest = (items: readonly MonitoredEntity[], names: readonly string[]): MonitoredEntity | undefined => {
  const found = names.flatMap((name) => items.map((item) => ({ item, rank: closeness(item, name) })));
  const [best] = found
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || b.item.path.length - a.item.path.length);
  return best?.item;
};

/**
 * The recommended item that covers an entity: a file by its path (Windows by drive or variable, case ignored), or a registry key and
 * what lies below it. The closest one where several do; undefined where none does.
 */
export const recommendedItemFor = (entity: {
  readonly path?: string;
  readonly key?: string;
}): MonitoredEntity | undefined => {
  const { path = '', key = '' } = entity;
  if (key !== '') return closest(recommendedRegistryItems, [registryKey(key)]);
  if (path.startsWith('/')) return closest(recommendedLinuxItems, linuxPaths(path));
  return path === '' ? undefined : closest(recommendedWindowsItems, [windowsPath(path)]);
};
