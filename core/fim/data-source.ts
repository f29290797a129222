import type { DataSource } from '../contract/data-sources';
import type { Json } from '../kql/vector';
import { dataSourceKindOf, findDataSourceKind } from './data-source-kinds';
import { customGroup, type LinkPolicy, type MonitoredEntity } from './monitored-entity';

type Properties = Readonly<Record<string, Json | undefined>>;

const truth = (value: Json | undefined, otherwise: boolean): boolean => {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return otherwise;
  const text = value.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : otherwise;
};

const amount = (value: Json | undefined, otherwise: number): number => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : otherwise;
};

const text = (value: Json | undefined, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

const linkPolicy = (value: Json | undefined): LinkPolicy => {
  const known = text(value).toLowerCase();
  return known === 'ignore' ? 'Ignore' : known === 'manage' ? 'Manage' : 'Follow';
};

// The form's label for a Linux folder is Directory.
const pathType = (value: Json | undefined) =>
  ['folder', 'directory'].includes(text(value).toLowerCase()) ? ('Folder' as const) : ('File' as const);

/**
 * The monitored entity a data source stores, or undefined for configuration of another sort. Tolerant, since services and
 * scripts write booleans as `true`, `"true"` or `"True"` and numbers as text; what is missing gets the form's default.
 */
export const parseMonitoredItem = (
  dataSource: Pick<DataSource, 'kind' | 'name'> & { readonly properties: Properties },
): MonitoredEntity | undefined => {
  const { name, properties } = dataSource;
  const kind = findDataSourceKind(dataSource.kind);
  if (kind?.entity === undefined || kind.pathProperty === undefined) return undefined;
  const common = {
    name,
    enabled: truth(properties['enabled'], true),
    group: text(properties['groupTag'], customGroup),
    recurse: truth(properties['recurse'], false),
    path: text(properties[kind.pathProperty]).trim(),
  };
  if (kind.entity === 'windowsRegistry') {
    return { kind: kind.entity, ...common, valueName: text(properties['valueName']) };
  }
  const file = {
    ...common,
    pathType: pathType(properties['pathType'] ?? properties['type']),
    checksum: text(properties['checksum'], kind.entity === 'linuxFiles' ? 'Sha256' : 'Md5'),
    maxContentBytes: amount(properties['maxContentsReturnable'], 0),
    maxOutputBytes: amount(properties['maxOutputSize'], 0),
  };
  if (kind.entity === 'windowsFiles') return { kind: kind.entity, ...file };
  return {
    kind: kind.entity,
    ...file,
    useSudo: truth(properties['useSudo'], true),
    links: linkPolicy(properties['links']),
  };
};

const fileProperties = (entity: MonitoredEntity & { readonly kind: 'linuxFiles' | 'windowsFiles' }) => ({
  pathType: entity.pathType,
  recurse: entity.recurse,
  checksum: entity.checksum,
  maxContentsReturnable: entity.maxContentBytes,
  maxOutputSize: entity.maxOutputBytes,
});

/** Name of the data source that stores an item: kind, underscore, the item's name, as Azure's own scripts write it. */
export const dataSourceName = (kind: MonitoredEntity['kind'], itemName: string): string =>
  `${dataSourceKindOf[kind]}_${itemName}`;

/**
 * Body of the PUT that stores an entity, with real JSON types. `known` are the properties the item has so far: the ones
 * this product does not know stay as they are.
 */
export const toDataSource = (
  entity: MonitoredEntity,
  known: Readonly<Record<string, Json>> = {},
): { kind: string; properties: Record<string, Json> } => {
  const common = { ...known, enabled: entity.enabled, groupTag: entity.group };
  const kind = dataSourceKindOf[entity.kind];
  switch (entity.kind) {
    case 'windowsRegistry':
      return {
        kind,
        properties: { ...common, keyName: entity.path, valueName: entity.valueName, recurse: entity.recurse },
      };
    case 'windowsFiles':
      return { kind, properties: { ...common, path: entity.path, ...fileProperties(entity) } };
    case 'linuxFiles':
      return {
        kind,
        properties: {
          ...common,
          destinationPath: entity.path,
          ...fileProperties(entity),
          type: 'File',
          useSudo: entity.useSudo,
          links: entity.links,
        },
      };
  }
};

/**
 * Properties of the PUT that stores an edited item: what the edit did not change stays as it was stored, byte for byte (`"True"` stays
 * `"True"`), and so does every property this product does not know.
 */
export const editedProperties = (
  stored: Pick<DataSource, 'kind' | 'name'> & { readonly properties: Readonly<Record<string, Json>> },
  entity: MonitoredEntity,
): Record<string, Json> => {
  const before = parseMonitoredItem(stored);
  const old: Readonly<Record<string, Json>> = before ? toDataSource(before).properties : {};
  const changed = Object.entries(toDataSource(entity).properties).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name]),
  );
  return { ...stored.properties, ...Object.fromEntries(changed) };
};
