import type { MonitoredEntity } from './monitored-entity';
import { recommendedLinuxItems, recommendedRegistryItems, recommendedWindowsItems } from './recommended-items';

const variables: Readonly<Record<string, string>> = {
  windir: String.raw`c:\windows`,
  systemroot: String.raw`c:\windows`,
  systemdrive: 'c:',
  programfiles: String.raw`c:\program files`,
};

/** One form for a Windows path: lower case, backslashes, variables filled in with their usual values, no device prefix. */
const windowsForm = (path: string): string =>
  path
    .replaceAll('/', '\\')
    .toLowerCase()
    .replace(/^\\\\[?.]\\|^\\\?\?\\/, '')
    .replace(/^\\systemroot(?=\\|$)/, String.raw`c:\windows`)
    .replaceAll(/%([^%\\]+)%/g, (whole, name: string) => variables[name] ?? whole);

/** One form for a registry key: lower case, the hive in full, the control set in use. */
const registryForm = (key: string): string =>
  key
    .toLowerCase()
    .replace(/^(?:\\registry\\machine|registry::hkey_local_machine|hklm:?|machine)(?=\\|$)/, 'hkey_local_machine')
    .replace(/^(hkey_local_machine\\system)\\controlset\d{3}(?=\\|$)/, String.raw`$1\currentcontrolset`);

const escaped = (text: string) => text.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);

/** A wildcard stands in the last segment only (Azure Change Tracking) and never crosses a separator. */
const matcherOf = (segment: string): RegExp =>
  new RegExp(`^${escaped(segment).replaceAll('*', '[^/\\\\]*').replaceAll('?', '[^/\\\\]')}$`, 's');

type Candidate = { readonly item: MonitoredEntity; readonly path: string; readonly rank: number };

/** How closely an item names the entity: 0 not at all, then folder, wildcard, the very path. */
const closeness = (item: MonitoredEntity, path: string, entity: string, separator: string): number => {
  if (entity === path) return 3;
  if (item.kind === 'windowsRegistry') return entity.startsWith(path + separator) ? 1 : 0;
  if (item.pathType === 'Folder') {
    if (!entity.startsWith(path + separator)) return 0;
    return item.recurse || !entity.slice(path.length + 1).includes(separator) ? 1 : 0;
  }
  const at = path.lastIndexOf(separator) + 1;
  const leaf = path.slice(at);
  if (!/[*?]/.test(leaf) || !entity.startsWith(path.slice(0, at))) return 0;
  const rest = entity.slice(at);
  const last = rest.slice(rest.lastIndexOf(separator) + 1);
  return (item.recurse || last === rest) && matcherOf(leaf).test(last) ? 2 : 0;
};

/** Where `/bin` is a link to `/usr/bin`, as in most distributions today, files are reported by their real path. */
const otherNames = (path: string): readonly string[] => {
  const merged = /^\/usr(\/s?bin\/.*)$/s.exec(path)?.[1];
  return merged === undefined ? [path] : [path, merged];
};

const closest = (
  items: readonly MonitoredEntity[],
  names: readonly string[],
  form: (path: string) => string,
  separator: string,
) => {
  let best: Candidate | undefined;
  for (const name of names) {
    for (const item of items) {
      const path = form(item.path);
      const rank = closeness(item, path, name, separator);
      if (rank === 0) continue;
      if (!best || rank > best.rank || (rank === best.rank && path.length > best.path.length))
        best = { item, path, rank };
    }
  }
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
  if (key !== '') return closest(recommendedRegistryItems, [registryForm(key)], registryForm, '\\');
  if (path.startsWith('/')) return closest(recommendedLinuxItems, otherNames(path), (text) => text, '/');
  return path === '' ? undefined : closest(recommendedWindowsItems, [windowsForm(path)], windowsForm, '\\');
};
