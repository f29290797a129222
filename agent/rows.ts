import type { IngestedRow } from '#core/contract/ingestion';
import { type AgentHeartbeatDetail, agentOperationCategory, type AgentOperationStatus } from '#core/fim/agent-status';
import type { Json } from '#core/kql/vector';
import { attributesText, type Entity } from './entity';
import type { Machine } from './machine';
import { aclsText } from './owners';
import { leafOf } from './path-text';

/** Version of the agent, in its heartbeats. */
export const agentVersion = '0.1.0';

export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** File times keep their microseconds, as `stat` prints them. 0 is a time the file system does not know. */
function fileTime(ms: number): string | null {
  if (ms <= 0) return null;
  const micros = Math.floor((ms - Math.floor(ms)) * 1000);
  return `${isoTime(Math.floor(ms)).slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
}

const common = (machine: Machine, now: number) => ({
  TimeGenerated: isoTime(now),
  Computer: machine.computer,
  SourceComputerId: machine.sourceComputerId,
  SourceSystem: 'Linux',
  Collector_CF: 'fim-agent',
});

/** Columns that describe an entity, as they stand in `ConfigurationChange` and `ConfigurationData` alike. */
export type EntityColumns = {
  readonly Size: number | null;
  readonly DateCreated: string | null;
  readonly DateModified: string | null;
  readonly Attributes: string;
  readonly Acls: string;
  readonly FileContentChecksum: string;
};

/** A folder has no size and no time of its own here: both follow from its entries. */
export const entityColumns = (machine: Machine, entity: Entity): EntityColumns => ({
  Size: entity.kind === 'folder' ? null : entity.size,
  DateCreated: fileTime(entity.created),
  DateModified: entity.kind === 'folder' ? null : fileTime(entity.modified),
  Attributes: attributesText(entity),
  Acls: aclsText(machine.owners, entity.uid, entity.gid),
  FileContentChecksum: entity.hash,
});

const hashColumns = (entity: Entity) => ({
  HashAlgorithm_CF: entity.hashState === 'complete' ? 'SHA256' : '',
  HashState_CF: entity.hashState === 'none' ? '' : entity.hashState,
});

const identity = (path: string) => ({ Name: leafOf(path), FileSystemPath: path });

const previous = (columns: EntityColumns) =>
  Object.fromEntries(Object.entries(columns).map(([name, value]) => [`Previous${name}`, value]));

const changeRow = (machine: Machine, now: number, category: 'Added' | 'Modified' | 'Removed', path: string) => ({
  ...common(machine, now),
  ConfigChangeType: 'Files',
  ChangeCategory: category,
  ...identity(path),
});

export const addedRow = (machine: Machine, now: number, entity: Entity, renamedFrom?: string): IngestedRow => ({
  ...changeRow(machine, now, 'Added', entity.path),
  ...entityColumns(machine, entity),
  ...hashColumns(entity),
  ...(renamedFrom !== undefined && { RenamedFrom_CF: renamedFrom }),
});

/** Identity and Previous columns only: what is gone has no state now. */
export const removedRow = (machine: Machine, now: number, entity: Entity): IngestedRow => ({
  ...changeRow(machine, now, 'Removed', entity.path),
  ...previous(entityColumns(machine, entity)),
});

export const modifiedRow = (
  machine: Machine,
  now: number,
  before: Entity,
  entity: Entity,
  fields: readonly string[],
): IngestedRow => ({
  ...changeRow(machine, now, 'Modified', entity.path),
  FieldsChanged: fields.join(';'),
  ...entityColumns(machine, entity),
  ...previous(entityColumns(machine, before)),
  ...hashColumns(entity),
  ...(fields.includes('Detail_CF') && {
    Detail_CF: {
      inode: entity.inode,
      previousInode: before.inode,
      statusChanged: isoTime(entity.changed),
      previousStatusChanged: isoTime(before.changed),
    },
  }),
});

/** One row of the inventory: the state of an entity at `now`. */
export const inventoryRow = (machine: Machine, now: number, entity: Entity): IngestedRow => ({
  ...common(machine, now),
  ConfigDataType: 'Files',
  ...identity(entity.path),
  ...entityColumns(machine, entity),
  ...hashColumns(entity),
});

export const operationRow = (
  machine: Machine,
  now: number,
  status: AgentOperationStatus,
  key: string,
  detail: string,
  more?: Json,
): IngestedRow => ({
  ...common(machine, now),
  OperationCategory: agentOperationCategory,
  OperationStatus: status,
  OperationKey: key,
  Solution: 'ChangeTracking',
  Detail: detail,
  ...(more !== undefined && { Detail_CF: more }),
});

export const heartbeatRow = (machine: Machine, now: number, detail: AgentHeartbeatDetail): IngestedRow => ({
  ...common(machine, now),
  Category: 'Direct Agent',
  ComputerEnvironment: 'Non-Azure',
  OSType: 'Linux',
  OSName: machine.osName,
  OSMajorVersion: machine.osMajorVersion,
  OSMinorVersion: machine.osMinorVersion,
  Solutions: '"changeTracking"',
  Version: agentVersion,
  CloudProvider_CF: '',
  Detail_CF: detail,
});

/** A text file's content as rows, a chunk each. */
export const contentRows = (
  machine: Machine,
  now: number,
  entity: Entity,
  chunks: readonly string[],
): readonly IngestedRow[] =>
  chunks.map((content, index) => ({
    ...common(machine, now),
    FileSystemPath: entity.path,
    Hash: entity.hash,
    HashAlgorithm: 'SHA256',
    Size: entity.size,
    ChunkIndex: index,
    ChunkCount: chunks.length,
    Content: content,
  }));
