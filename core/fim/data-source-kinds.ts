import type { MonitoredEntityKind } from './monitored-entity';

/** How a kind of data source is written: which property holds its path, and what it must have. */
export type DataSourceKind = {
  readonly kind: string;
  /** The monitored entity it stores; absent for configuration of another sort. */
  readonly entity?: MonitoredEntityKind;
  readonly pathProperty?: string;
  readonly required: readonly string[];
};

/**
 * The kinds of data source that belong to change tracking, as Azure's specification names them. The first of several with
 * the same entity is the one new items are written as.
 */
export const dataSourceKinds = [
  {
    kind: 'ChangeTrackingLinuxPath',
    entity: 'linuxFiles',
    pathProperty: 'destinationPath',
    required: ['destinationPath'],
  },
  { kind: 'ChangeTrackingCustomPath', entity: 'windowsFiles', pathProperty: 'path', required: ['path'] },
  { kind: 'ChangeTrackingDefaultRegistry', entity: 'windowsRegistry', pathProperty: 'keyName', required: ['keyName'] },
  { kind: 'ChangeTrackingServices', required: [] },
  { kind: 'ChangeTrackingDataTypeConfiguration', required: ['DataTypeId', 'Enabled'] },
  { kind: 'ChangeTrackingContentLocation', required: [] },
  // In Azure's list without a published example: kept as they come.
  { kind: 'ChangeTrackingPath', required: [] },
  { kind: 'ChangeTrackingRegistry', required: [] },
  { kind: 'LinuxChangeTrackingPath', required: [] },
  { kind: 'ChangeTrackingDefaultPath', required: [] },
  { kind: 'ChangeTrackingCustomRegistry', required: [] },
] as const satisfies readonly DataSourceKind[];

const byName = new Map<string, DataSourceKind>(dataSourceKinds.map((kind) => [kind.kind.toLowerCase(), kind]));

/** The kind of a name, compared without case; undefined where there is none. */
export const findDataSourceKind = (name: string): DataSourceKind | undefined => byName.get(name.toLowerCase());

/** The data source kind new items of an entity kind are written as. */
export const dataSourceKindOf = {
  linuxFiles: 'ChangeTrackingLinuxPath',
  windowsFiles: 'ChangeTrackingCustomPath',
  windowsRegistry: 'ChangeTrackingDefaultRegistry',
} as const satisfies Record<MonitoredEntityKind, string>;
