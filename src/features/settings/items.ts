import * as z from 'zod/mini';
import type { DataSource } from '#core/contract/data-sources';
import {
  customGroup,
  type MonitoredEntity,
  type MonitoredEntityKind,
  recommendedGroup,
  securityGroup,
} from '#core/fim/monitored-entity';
import type { ConfigurationItem } from '../../api/configuration';

/** An item as a row of its tab. */
export type Item = {
  readonly dataSource: DataSource;
  readonly entity: MonitoredEntity;
  /** Whether it is on, or is about to be: a switch shows what it was set to while that is being stored. */
  readonly enabled: boolean;
};

/** The part of a data source's name that people choose: without the kind and underscore in front, where it has them. */
export const itemNameOf = ({ kind, name }: Pick<DataSource, 'kind' | 'name'>): string =>
  name.toLowerCase().startsWith(`${kind.toLowerCase()}_`) ? name.slice(kind.length + 1) : name;

/** Every stored item that is read as a monitored entity. `pending`: what switches were set to, by data source name. */
export const itemsOf = (
  configuration: readonly ConfigurationItem[],
  pending: ReadonlyMap<string, boolean> = new Map(),
): readonly Item[] =>
  configuration.flatMap(({ dataSource, entity }) =>
    entity ? [{ dataSource, entity, enabled: pending.get(dataSource.name) ?? entity.enabled }] : [],
  );

/** Kinds with a tab of their own that is not a list of items. */
const ownTab = ['ChangeTrackingServices', 'ChangeTrackingContentLocation'];

/** Stored configuration that no tab shows: kept as it is, and listed raw. */
export const otherConfiguration = (configuration: readonly ConfigurationItem[]): readonly DataSource[] =>
  configuration.flatMap(({ dataSource, entity }) => (entity || ownTab.includes(dataSource.kind) ? [] : [dataSource]));

const knownGroups: readonly string[] = [recommendedGroup, securityGroup, customGroup];
const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const rankOf = (group: string) => {
  const at = knownGroups.indexOf(group);
  return at < 0 ? knownGroups.length : at;
};
const compareGroups = (a: string, b: string) => rankOf(a) - rankOf(b) || words.compare(a, b);

/** The groups of items with how many each has: the three of the product first, then those people made up. */
export const groupCounts = (items: readonly Item[]): readonly { readonly group: string; readonly count: number }[] => {
  const counts = new Map(knownGroups.map((group) => [group, 0]));
  for (const { entity } of items) counts.set(entity.group, (counts.get(entity.group) ?? 0) + 1);
  return [...counts].map(([group, count]) => ({ group, count })).sort((a, b) => compareGroups(a.group, b.group));
};

export const itemSorts = [
  'group',
  'enabled',
  'path',
  'valueName',
  'type',
  'links',
  'recursive',
  'sudo',
  'content',
  'name',
] as const;
export type ItemSort = (typeof itemSorts)[number];

/** View state of a list of items in the URL. */
export const itemsSearch = z.object({
  /** Text in path, value name, name or group. */
  find: z.catch(z.string(), ''),
  /** Groups to show; none for all. */
  group: z.catch(z.array(z.string()), []),
  sort: z.catch(z.enum(itemSorts), 'group'),
  dir: z.catch(z.enum(['asc', 'desc']), 'asc'),
});
export type ItemsView = Readonly<z.infer<typeof itemsSearch>>;

/** What a column says of an item, and sorts by. */
export const cellText = ({ entity, dataSource, enabled }: Item, column: ItemSort): string => {
  const files = entity.kind === 'windowsRegistry' ? undefined : entity;
  const linux = entity.kind === 'linuxFiles' ? entity : undefined;
  switch (column) {
    case 'group':
      return entity.group;
    case 'enabled':
      return String(enabled);
    case 'path':
      return entity.path;
    case 'valueName':
      return entity.kind === 'windowsRegistry' ? entity.valueName : '';
    case 'type':
      return files?.pathType === 'Folder' ? (linux ? 'Directory' : 'Folder') : 'File';
    case 'links':
      return linux?.links ?? '';
    case 'recursive':
      return String(entity.recurse);
    case 'sudo':
      return String(linux?.useSudo ?? false);
    case 'content':
      return String((files?.maxContentBytes ?? 0) > 0);
    case 'name':
      return itemNameOf(dataSource);
  }
};

const searchText = (item: Item) =>
  (['path', 'valueName', 'name', 'group'] as const).map((column) => cellText(item, column)).join('\n');

/** Items of one kind that the view shows, in its order; equal ones by group, then path. */
export const arrangeItems = (
  items: readonly Item[],
  kind: MonitoredEntityKind,
  { find, group, sort, dir }: ItemsView,
): readonly Item[] => {
  const wanted = find.trim().toLowerCase();
  const sign = dir === 'asc' ? 1 : -1;
  const by = (a: Item, b: Item) =>
    sort === 'group'
      ? compareGroups(a.entity.group, b.entity.group)
      : words.compare(cellText(a, sort), cellText(b, sort));
  return items
    .filter(
      (item) =>
        item.entity.kind === kind &&
        (group.length === 0 || group.includes(item.entity.group)) &&
        (wanted === '' || searchText(item).toLowerCase().includes(wanted)),
    )
    .sort(
      (a, b) =>
        sign * by(a, b) ||
        compareGroups(a.entity.group, b.entity.group) ||
        words.compare(a.entity.path, b.entity.path) ||
        words.compare(a.dataSource.name, b.dataSource.name),
    );
};
