import { maxHashedBytes } from '#core/fim/limits';
import { configurationChange } from '#core/fim/tables';
import type { Batch } from '#core/kql/vector';
import {
  fileFieldsChanged,
  type FileState,
  registryFieldsChanged,
  registrySize,
  type RegistryState,
  serviceFieldsChanged,
  type ServiceItem,
  type ServiceState,
  type SoftwareItem,
} from './entity-state';
import type { FleetServer } from './servers';
import { hashParts } from './random';
import { columnsOf, type TableWriter } from './table-writer';
import type { FleetDay } from './time';

type Category = 'Added' | 'Modified' | 'Removed';

/**
 * Writes `ConfigurationChange` rows of one workspace and day. A row needs its time and what was before and after: from
 * these follow category, `FieldsChanged`, Previous columns and which columns stay empty, so that no generator can
 * contradict itself. Rows outside the day, or later than now, are left out.
 */
export type ChangeWriter = {
  readonly day: FleetDay;
  readonly file: (time: number, path: string, before: FileState | undefined, after: FileState | undefined) => void;
  readonly registry: (
    time: number,
    key: string,
    valueName: string,
    before: RegistryState | undefined,
    after: RegistryState | undefined,
  ) => void;
  readonly software: (time: number, item: SoftwareItem, before: string | undefined, after: string | undefined) => void;
  readonly service: (time: number, item: ServiceItem, before: ServiceState, after: ServiceState) => void;
  readonly beginServer: (server: FleetServer) => void;
  readonly endServer: () => void;
  readonly length: () => number;
  readonly finish: () => Batch;
};

const column = columnsOf(configurationChange);
const c = {
  computer: column('Computer'),
  type: column('ConfigChangeType'),
  category: column('ChangeCategory'),
  sourceComputerId: column('SourceComputerId'),
  softwareType: column('SoftwareType'),
  softwareName: column('SoftwareName'),
  previous: column('Previous'),
  current: column('Current'),
  publisher: column('Publisher'),
  softwareDescription: column('SoftwareDescription'),
  svcChangeType: column('SvcChangeType'),
  svcDisplayName: column('SvcDisplayName'),
  svcName: column('SvcName'),
  svcState: column('SvcState'),
  svcPreviousState: column('SvcPreviousState'),
  svcStartupType: column('SvcStartupType'),
  svcPreviousStartupType: column('SvcPreviousStartupType'),
  svcAccount: column('SvcAccount'),
  svcPreviousAccount: column('SvcPreviousAccount'),
  svcRunlevels: column('SvcRunlevels'),
  svcPreviousRunlevels: column('SvcPreviousRunlevels'),
  svcController: column('SvcController'),
  svcPath: column('SvcPath'),
  svcPreviousPath: column('SvcPreviousPath'),
  registryKey: column('RegistryKey'),
  hive: column('Hive'),
  valueName: column('ValueName'),
  valueData: column('ValueData'),
  previousValueData: column('PreviousValueData'),
  valueType: column('ValueType'),
  previousValueType: column('PreviousValueType'),
  name: column('Name'),
  path: column('FileSystemPath'),
  size: column('Size'),
  previousSize: column('PreviousSize'),
  created: column('DateCreated'),
  previousCreated: column('PreviousDateCreated'),
  modified: column('DateModified'),
  previousModified: column('PreviousDateModified'),
  attributes: column('Attributes'),
  previousAttributes: column('PreviousAttributes'),
  acls: column('Acls'),
  previousAcls: column('PreviousAcls'),
  fieldsChanged: column('FieldsChanged'),
  hash: column('FileContentChecksum'),
  previousHash: column('PreviousFileContentChecksum'),
  sourceSystem: column('SourceSystem'),
  managementGroup: column('ManagementGroupName'),
  time: column('TimeGenerated'),
  vmUuid: column('VMUUID'),
  snapshotAge: column('LastSnapshotAge'),
  table: column('Type'),
  resourceId: column('_ResourceId'),
  subscriptionId: column('_SubscriptionId'),
  billedSize: column('_BilledSize'),
  isBillable: column('_IsBillable'),
  tenantId: column('TenantId'),
  rowId: column('RowId_CF'),
  attribution: column('Attribution_CF'),
  hashAlgorithm: column('HashAlgorithm_CF'),
  hashState: column('HashState_CF'),
  cloud: column('CloudProvider_CF'),
  collector: column('Collector_CF'),
};

export const collectorName = 'fim-demo-fleet';

export function createChangeWriter(rows: TableWriter, day: FleetDay): ChangeWriter {
  let server: FleetServer | undefined;
  let firstRow = 0;
  let sequence = 0;

  /** Common cells of a row; false where the time is not the day's. */
  function begin(time: number, type: string, category: Category): boolean {
    const at = Math.floor(time / 1000) * 1000;
    // Counted even where the row is left out, so that a row keeps its id when the same day is generated at a later hour.
    sequence++;
    if (server === undefined || at < day.from || at >= day.end) return false;
    rows.row();
    // Numbers below 10 million a day keep the sequence of a server rising with time.
    rows.uniqueText(c.rowId, `${server.epoch}:${day.number * 10_000_000 + sequence}`);
    rows.text(c.type, type);
    rows.text(c.category, category);
    rows.number(c.time, at);
    rows.number(c.snapshotAge, hashParts(server.salt, sequence) % 900);
    return true;
  }

  return {
    day,
    beginServer: (next) => {
      server = next;
      firstRow = rows.length();
      sequence = 0;
    },
    file: (time, path, before, after) => {
      const category = categoryOf(before, after);
      if (!begin(time, 'Files', category)) return;
      rows.text(c.path, path);
      rows.text(c.name, path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
      if (after) {
        rows.number(c.size, after.size);
        rows.number(c.created, after.created);
        rows.number(c.modified, after.modified);
        rows.text(c.attributes, after.attributes);
        rows.text(c.acls, after.acls);
        if (after.size <= maxHashedBytes) rows.text(c.hash, after.hash);
      }
      if (before) {
        rows.number(c.previousSize, before.size);
        rows.number(c.previousCreated, before.created);
        rows.number(c.previousModified, before.modified);
        rows.text(c.previousAttributes, before.attributes);
        rows.text(c.previousAcls, before.acls);
        if (before.size <= maxHashedBytes) rows.text(c.previousHash, before.hash);
      }
      if (before && after) rows.text(c.fieldsChanged, fileFieldsChanged(before, after));
      const size = (after ?? before)?.size ?? 0;
      rows.text(c.hashState, size > maxHashedBytes ? 'tooLarge' : 'complete');
      rows.number(c.billedSize, 780 + path.length * 2);
    },
    registry: (time, key, valueName, before, after) => {
      const category = categoryOf(before, after);
      if (!begin(time, 'Registry', category)) return;
      rows.text(c.registryKey, key);
      rows.text(c.hive, key.slice(0, key.indexOf('\\')));
      rows.text(c.valueName, valueName);
      if (after) {
        rows.text(c.valueData, after.data);
        rows.text(c.valueType, after.type);
        rows.text(c.acls, after.acls);
        rows.number(c.size, registrySize(after));
      }
      if (before) {
        rows.text(c.previousValueData, before.data);
        rows.text(c.previousValueType, before.type);
        rows.text(c.previousAcls, before.acls);
        rows.number(c.previousSize, registrySize(before));
      }
      if (before && after) rows.text(c.fieldsChanged, registryFieldsChanged(before, after));
      rows.number(c.billedSize, 640 + key.length * 2);
    },
    software: (time, item, before, after) => {
      const category = categoryOf(before, after);
      if (!begin(time, 'Software', category)) return;
      rows.text(c.softwareName, item.name);
      rows.text(c.softwareType, item.type);
      rows.text(c.publisher, item.publisher);
      if (after !== undefined) {
        rows.text(c.current, after);
        rows.text(c.softwareDescription, item.description);
      }
      if (before !== undefined) rows.text(c.previous, before);
      if (category === 'Modified') rows.text(c.fieldsChanged, 'Current');
      rows.number(c.billedSize, 520);
    },
    service: (time, item, before, after) => {
      if (!begin(time, item.kind, 'Modified')) return;
      const changed = serviceFieldsChanged(before, after);
      rows.text(c.svcName, item.name);
      rows.text(c.svcDisplayName, item.displayName);
      rows.text(c.svcChangeType, changed.startsWith('SvcState') ? 'State' : changed.replace('Svc', ''));
      rows.text(c.svcState, after.state);
      rows.text(c.svcPreviousState, before.state);
      rows.text(c.svcStartupType, after.startupType);
      rows.text(c.svcPreviousStartupType, before.startupType);
      rows.text(c.svcAccount, item.account);
      rows.text(c.svcPreviousAccount, item.account);
      rows.text(c.svcPath, item.path);
      rows.text(c.svcPreviousPath, item.path);
      if (item.kind === 'Daemons') {
        rows.text(c.svcRunlevels, after.runlevels ?? '');
        rows.text(c.svcPreviousRunlevels, before.runlevels ?? '');
        rows.text(c.svcController, 'systemd');
      }
      rows.text(c.fieldsChanged, changed);
      rows.number(c.billedSize, 560);
    },
    endServer: () => {
      if (server === undefined) return;
      const from = firstRow;
      if (rows.length() > from) {
        rows.fillText(c.computer, server.computer, from);
        rows.fillText(c.sourceComputerId, server.sourceComputerId, from);
        rows.fillText(c.sourceSystem, server.os.type === 'Linux' ? 'Linux' : 'OpsManager', from);
        rows.fillText(c.managementGroup, server.managementGroup, from);
        rows.fillText(c.vmUuid, server.vmUuid, from);
        rows.fillText(c.table, configurationChange.name, from);
        rows.fillText(c.resourceId, server.resourceId, from);
        rows.fillText(c.subscriptionId, server.workspace.subscription.id, from);
        rows.fillText(c.isBillable, 'true', from);
        rows.fillText(c.tenantId, server.workspace.customerId, from);
        rows.fillText(c.attribution, 'none', from);
        rows.fillText(c.hashAlgorithm, 'SHA256', from);
        rows.fillText(c.cloud, server.cloud, from);
        rows.fillText(c.collector, collectorName, from);
      }
      server = undefined;
    },
    length: rows.length,
    finish: rows.finish,
  };
}

function categoryOf(before: unknown, after: unknown): Category {
  if (before === undefined) return 'Added';
  return after === undefined ? 'Removed' : 'Modified';
}
