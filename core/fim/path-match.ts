import type { MonitoredEntity } from './monitored-entity';

/** Whether a segment has a wildcard: `*` any run of characters, `?` one (Azure Change Tracking). */
export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** A segment with wildcards as an expression over one name. Unlike a shell's, it matches leading dots. */
export const wildcardPattern = (segment: string, flags = 's'): RegExp => {
  const source = segment
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/\\\\]*')
    .replaceAll('?', '[^/\\\\]');
  return new RegExp(`^${source}$`, flags);
};

/** Parts of a path between its separators, an ending one ignored. */
const segmentsOf = (path: string, separator: RegExp): readonly string[] =>
  path.split(separator).filter((part, index) => part !== '' || index === 0);

/** A path cut so that two writings of one place are equal: case folded where the system does. */
type Place = { readonly folders: readonly string[]; readonly leaf: string };

const placeOf = (entity: MonitoredEntity, path = entity.path.trim()): Place => {
  const folded = entity.kind === 'linuxFiles' ? path : path.toLowerCase();
  const parts = segmentsOf(folded, entity.kind === 'linuxFiles' ? /\/+/ : /[\\/]+/);
  return { folders: parts.slice(0, -1), leaf: parts.at(-1) ?? '' };
};

const isPrefix = (short: readonly string[], long: readonly string[]) =>
  short.length <= long.length && short.every((part, index) => part === long[index]);
const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && isPrefix(a, b);
const whole = ({ folders, leaf }: Place) => [...folders, leaf];

/** Whether two items name the same place, whatever case and separators they are written with. */
export const samePath = (a: MonitoredEntity, b: MonitoredEntity): boolean => {
  if (a.kind !== b.kind) return false;
  const equal = same(whole(placeOf(a)), whole(placeOf(b)));
  return a.kind === 'windowsRegistry' && b.kind === 'windowsRegistry'
    ? equal && a.valueName.toLowerCase() === b.valueName.toLowerCase()
    : equal;
};

const isFolderItem = (entity: MonitoredEntity) => entity.kind === 'windowsRegistry' || entity.pathType === 'Folder';

/**
 * Whether everything at `path` (a file, a folder, a registry key) is reached by the item, by the words of the configuration alone:
 * links and environment variables are known to the machine only.
 */
export const reaches = (entity: MonitoredEntity, path: string): boolean => {
  const own = placeOf(entity);
  const asked = placeOf(entity, path);
  if (isFolderItem(entity) && !hasWildcard(own.leaf)) {
    const folder = whole(own);
    // A folder item holds its entries, a key holds its values, which are not paths of their own.
    if (entity.kind === 'windowsRegistry') {
      return entity.recurse ? isPrefix(folder, whole(asked)) : same(folder, whole(asked));
    }
    return entity.recurse ? isPrefix(folder, asked.folders) : same(folder, asked.folders);
  }
  const inFolder = entity.recurse ? isPrefix(own.folders, asked.folders) : same(own.folders, asked.folders);
  if (!hasWildcard(own.leaf)) return same(own.folders, asked.folders) && own.leaf === asked.leaf;
  if (isFolderItem(entity)) {
    // A folder named by wildcard: the entries of each that matches.
    const at = own.folders.length;
    const name = asked.folders[at];
    const deepEnough = entity.recurse ? asked.folders.length > at : asked.folders.length === at + 1;
    return (
      deepEnough && isPrefix(own.folders, asked.folders) && name !== undefined && wildcardPattern(own.leaf).test(name)
    );
  }
  return inFolder && wildcardPattern(own.leaf).test(asked.leaf);
};

/** Whether `wide` reaches everything `narrow` names, so that one of them would do. */
export const includes = (wide: MonitoredEntity, narrow: MonitoredEntity): boolean => {
  if (wide.kind !== narrow.kind || samePath(wide, narrow)) return false;
  const place = placeOf(narrow);
  if (hasWildcard(place.leaf)) {
    const folder = placeOf(wide);
    return isFolderItem(wide) && !hasWildcard(folder.leaf) && wide.recurse && isPrefix(whole(folder), place.folders);
  }
  if (wide.kind === 'windowsRegistry' && narrow.kind === 'windowsRegistry') {
    const wanted = wide.valueName.toLowerCase();
    return reaches(wide, narrow.path) && (wanted === '' || wanted === narrow.valueName.toLowerCase());
  }
  if (!reaches(wide, narrow.path)) return false;
  // The entries of a folder are more than the folder as an entry.
  return !isFolderItem(narrow) || wide.recurse;
};
