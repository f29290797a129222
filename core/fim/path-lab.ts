import { kqlPipe, kqlString } from './kql-text';
import type { MonitoredEntity } from './monitored-entity';
import { hasWildcard, includes, reaches, samePath } from './path-match';
import { normalRegistryPath } from './registry-path';

/** Source of an RE2 expression for one plain character run. */
const escaped = (text: string) => text.replaceAll(/[.+*?^${}()|[\]\\]/g, String.raw`\$&`);

/** One character of a name, whatever the system (as `wildcardPattern` reads wildcards). */
const inName = String.raw`[^/\\]`;

const wildcardSource = (segment: string) =>
  // A name has at least one character, which a lone `*` does not say.
  /^\*+$/.test(segment)
    ? `${inName}+`
    : [...segment].map((sign) => (sign === '*' ? `${inName}*` : sign === '?' ? inName : escaped(sign))).join('');

/** Folders and last segment of an item's path, as it is written. */
const partsOf = ({ kind, path }: MonitoredEntity) => {
  const parts = path
    .trim()
    .split(kind === 'linuxFiles' ? /\/+/ : /[\\/]+/)
    .filter((part, index) => part !== '' || index === 0);
  return { folders: parts.slice(0, -1), leaf: parts.at(-1) ?? '' };
};

const signs = {
  linuxFiles: { separators: '/+', end: '/*$', entry: '[^/]' },
  windowsFiles: { separators: String.raw`[\\/]+`, end: String.raw`[\\/]*$`, entry: String.raw`[^\\/]` },
  windowsRegistry: { separators: String.raw`[\\/]+`, end: String.raw`[\\/]*$`, entry: String.raw`[^\\/]` },
} as const;

/** What `reaches` says, as an RE2 expression over a whole path. */
const expressionOf = (entity: MonitoredEntity): string => {
  const { folders, leaf } = partsOf(entity);
  const { separators, end, entry } = signs[entity.kind];
  const { recurse } = entity;
  const isFolder = entity.kind === 'windowsRegistry' || entity.pathType === 'Folder';
  const above = folders.map((part) => escaped(part) + separators).join('');
  const name = hasWildcard(leaf) ? wildcardSource(leaf) : escaped(leaf);
  const body = () => {
    if (entity.kind === 'windowsRegistry' && !hasWildcard(leaf)) {
      return recurse ? String.raw`${above}${name}(?:[\\/]|$)` : above + name + end;
    }
    if (isFolder) return above + name + separators + (recurse ? entry : `${entry}+${end}`);
    const between = recurse && hasWildcard(leaf) ? `(?:${entry}+${separators})*` : '';
    return above + between + name + end;
  };
  return `${entity.kind === 'linuxFiles' ? '' : '(?i)'}^${body()}`;
};

/**
 * The longest whole segment of the path that an index can look for. Whole segments stand between separators, so that `has` finds each
 * in every path the item reaches, however its separators are written. Beyond ASCII, cases fold differently from place to place.
 */
const termOf = (entity: MonitoredEntity): string | undefined => {
  const { folders, leaf } = partsOf(entity);
  const [term] = [...folders, ...(hasWildcard(leaf) ? [] : [leaf])]
    .filter((part) => /^[a-z0-9][ -~]+[a-z0-9]$/i.test(part))
    .toSorted((a, b) => b.length - a.length);
  return term;
};

/** An item as its rows are written: a registry key by its hive's full name. */
const asCollected = (entity: MonitoredEntity): MonitoredEntity =>
  entity.kind === 'windowsRegistry' ? { ...entity, path: normalRegistryPath(entity.path) } : entity;

/** Steps that leave the rows an item reaches: files by `FileSystemPath`, registry values by `RegistryKey` and `ValueName`. */
const reachedSteps = (asked: MonitoredEntity): readonly (string | undefined)[] => {
  const entity = asCollected(asked);
  const isLinux = entity.kind === 'linuxFiles';
  const column = entity.kind === 'windowsRegistry' ? 'RegistryKey' : 'FileSystemPath';
  const term = termOf(entity);
  return [
    term === undefined
      ? `where isnotempty(${column})`
      : `where ${column} ${isLinux ? 'has_cs' : 'has'} ${kqlString(term)}`,
    `where ${column} matches regex ${kqlString(expressionOf(entity))}`,
    entity.kind === 'windowsRegistry' && entity.valueName !== ''
      ? `where ValueName =~ ${kqlString(entity.valueName)}`
      : undefined,
  ];
};

const typeOf = ({ kind }: MonitoredEntity) => (kind === 'windowsRegistry' ? '"Registry"' : '"Files"');

/** Changes the item would have reported, of the range the query is sent with. */
export const reachedChanges = (entity: MonitoredEntity): string =>
  kqlPipe('ConfigurationChange', `where ConfigChangeType == ${typeOf(entity)}`, ...reachedSteps(entity));

/**
 * What the item would have matched in the newest inventory of each machine, one row an entity: `SourceComputerId`, `Computer`, `Path`
 * (of a registry value with its name). An inventory comes in portions over some minutes and a whole one at least once a day, so a day
 * back from the machine's newest row is one.
 */
export const reachedInventory = (entity: MonitoredEntity): string =>
  `${kqlPipe(`let inventory = ConfigurationData`, `where ConfigDataType == ${typeOf(entity)}`)};\n${kqlPipe(
    'inventory',
    ...reachedSteps(entity),
    'join kind=inner (inventory | summarize Newest = max(TimeGenerated) by SourceComputerId) on SourceComputerId',
    'where TimeGenerated > Newest - 1d',
    entity.kind === 'windowsRegistry'
      ? 'extend Path = iff(isempty(ValueName), RegistryKey, strcat(RegistryKey, " | ", ValueName))'
      : 'extend Path = FileSystemPath',
    'distinct SourceComputerId, Computer, Path',
  )}`;

const isFolder = (entity: MonitoredEntity) => entity.kind === 'windowsRegistry' || entity.pathType === 'Folder';

/** Whether all that `narrow` reaches, `wide` reaches too, as far as the words of the configuration tell. */
const holds = (wide: MonitoredEntity, narrow: MonitoredEntity): boolean => {
  if (wide.kind !== narrow.kind) return false;
  const sameValue =
    wide.kind !== 'windowsRegistry' ||
    narrow.kind !== 'windowsRegistry' ||
    wide.valueName === '' ||
    wide.valueName.toLowerCase() === narrow.valueName.toLowerCase();
  if (!sameValue) return false;
  const alike = { ...wide, ...(wide.kind === 'windowsRegistry' && { valueName: '' }) };
  const asked = { ...narrow, ...(narrow.kind === 'windowsRegistry' && { valueName: '' }) };
  if (samePath(alike, asked)) return isFolder(wide) === isFolder(narrow) && (wide.recurse || !narrow.recurse);
  if (!includes(wide, narrow)) return false;
  // A key without those below it does not hold what an item with them reaches.
  return wide.recurse || !narrow.recurse;
};

const staticFolder = (entity: MonitoredEntity): string => {
  const { folders, leaf } = partsOf(entity);
  const whole = isFolder(entity) && !hasWildcard(leaf) ? [...folders, leaf] : folders;
  const text = `${whole.join('/')}/`;
  return entity.kind === 'linuxFiles' ? text : text.toLowerCase();
};

/** Whether an item may reach more than one path. */
const isWide = (entity: MonitoredEntity) => isFolder(entity) || hasWildcard(partsOf(entity).leaf);

const touches = (a: MonitoredEntity, b: MonitoredEntity): boolean => {
  if (a.kind !== b.kind) return false;
  if (samePath(a, b) || reaches(a, b.path) || reaches(b, a.path) || includes(a, b) || includes(b, a)) return true;
  const [one, other] = [staticFolder(a), staticFolder(b)];
  if (!isWide(a) || !isWide(b)) return false;
  return one === other || (a.recurse && other.startsWith(one)) || (b.recurse && one.startsWith(other));
};

/**
 * Whether what an item would watch is collected already, by the enabled items of the configuration: `whole` all of it, `part` some,
 * `none` nothing. Only of the first kind may be said that no match means no match.
 */
export const coverageOf = (
  asked: MonitoredEntity,
  configuration: readonly MonitoredEntity[],
): 'whole' | 'part' | 'none' => {
  const entity = asCollected(asked);
  const enabled = configuration.filter((item) => item.enabled).map(asCollected);
  if (enabled.some((item) => holds(item, entity))) return 'whole';
  return enabled.some((item) => touches(item, entity)) ? 'part' : 'none';
};

/** Environment variables of a path, which only the machine can resolve: `%winDir%`. Linux paths have none (path-rules.ts). */
export const variablesOf = ({ kind, path }: MonitoredEntity): readonly string[] =>
  kind === 'windowsFiles' ? (path.match(/%[^%\\/]+%/g) ?? []) : [];
