import { netlogonBaseline } from '#core/fim/netlogon-baseline';
import { configurationData } from '#core/fim/tables';
import type { Batch } from '#core/kql/vector';
import { archive, patchedFiles, windowsAcls, windowsServices } from './catalog-windows';
import { daemons, packages } from './catalog-linux';
import { collectorName } from './change-writer';
import type { FileState } from './entity-state';
import { fileState, programSize } from './file-state';
import { linuxFile } from './linux-day';
import { netlogonInventory } from './netlogon';
import { hashParts } from './random';
import type { FleetServer } from './servers';
import { columnsOf, createTableWriter, type TableWriter } from './table-writer';
import { day, hour } from './time';

const column = columnsOf(configurationData);

/**
 * The last inventory of a workspace's servers as of last night: files, software and services of some, and the Netlogon parameters, which
 * every workspace with Windows servers monitors, of nearly all.
 */
export function inventory(servers: readonly FleetServer[], now: number): Batch {
  const rows = createTableWriter(configurationData, 1024);
  const time = Math.floor(now / day) * day - 3 * hour;
  for (const server of servers) {
    const from = rows.length();
    let sequence = 0;
    const begin = (type: string) => {
      rows.row();
      rows.text(column('ConfigDataType'), type);
      rows.uniqueText(column('RowId_CF'), `${server.epoch}:${time / hour}${String(++sequence).padStart(5, '0')}`);
    };
    if (hashParts(server.salt, 91) % 8 === 0) {
      if (server.os.type === 'Linux') linuxInventory(rows, begin, time);
      else windowsInventory(rows, begin, time);
    }
    rows.fillNumber(column('TimeGenerated'), time, from);
    registryInventory(rows, begin, server, time);
    if (rows.length() === from) continue;
    const same: Readonly<Record<string, string>> = {
      Computer: server.computer,
      SourceComputerId: server.sourceComputerId,
      SourceSystem: server.os.type === 'Linux' ? 'Linux' : 'OpsManager',
      ManagementGroupName: server.managementGroup,
      VMUUID: server.vmUuid,
      _ResourceId: server.resourceId,
      _SubscriptionId: server.workspace.subscription.id,
      _IsBillable: 'true',
      Type: configurationData.name,
      TenantId: server.workspace.customerId,
      HashAlgorithm_CF: 'SHA256',
      Collector_CF: collectorName,
    };
    for (const [name, value] of Object.entries(same)) rows.fillText(column(name), value, from);
    rows.fillNumber(column('_BilledSize'), 480, from);
  }
  return rows.finish();
}

type Begin = (type: string) => void;

function file(rows: TableWriter, path: string, state: FileState) {
  rows.text(column('FileSystemPath'), path);
  rows.text(column('Name'), path.replace(/^.*[\\/]/, ''));
  rows.text(column('Attributes'), state.attributes);
  rows.text(column('Acls'), state.acls);
  rows.text(column('FileContentChecksum'), state.hash);
  rows.text(column('HashState_CF'), 'complete');
  rows.number(column('Size'), state.size);
  rows.number(column('DateCreated'), state.created);
  rows.number(column('DateModified'), state.modified);
}

function service(rows: TableWriter, name: string, displayName: string, path: string, account: string) {
  rows.text(column('SvcName'), name);
  rows.text(column('SvcDisplayName'), displayName);
  rows.text(column('SvcPath'), path);
  rows.text(column('SvcAccount'), account);
  rows.text(column('SvcState'), 'Running');
  rows.text(column('SvcStartupType'), 'Auto');
}

function linuxInventory(rows: TableWriter, begin: Begin, time: number) {
  for (const item of packages) {
    for (const path of item.files) {
      begin('Files');
      file(rows, path, linuxFile(path, 1, time - 200 * day));
    }
    begin('Software');
    rows.text(column('SoftwareName'), item.name);
    rows.text(column('SoftwareType'), 'Package');
    rows.text(column('CurrentVersion'), `${item.version}4`);
    rows.text(column('Architecture'), 'amd64');
    rows.text(column('Publisher'), 'Ubuntu Developers');
  }
  for (const { name, path } of daemons) {
    begin('Daemons');
    service(rows, name, name, path, 'root');
    rows.text(column('SvcController'), 'systemd');
    rows.text(column('SvcRunlevels'), '2, 3, 4, 5');
  }
}

function windowsInventory(rows: TableWriter, begin: Begin, time: number) {
  for (const path of patchedFiles) {
    begin('Files');
    const content = { path, version: 1, baseSize: programSize(path) };
    file(rows, path, fileState(content, time - 200 * day, archive, windowsAcls.system));
  }
  for (const { name, displayName, path } of windowsServices) {
    begin('WindowsServices');
    service(rows, name, displayName, path, 'LocalSystem');
  }
}

function registryInventory(rows: TableWriter, begin: Begin, server: FleetServer, lastNight: number) {
  const { time, values } = netlogonInventory(server, lastNight) ?? { time: lastNight, values: [] };
  for (const { valueName, type, data } of values) {
    begin('Registry');
    rows.text(column('Hive'), 'HKEY_LOCAL_MACHINE');
    rows.text(column('RegistryKey'), netlogonBaseline.key);
    rows.text(column('ValueName'), valueName);
    rows.text(column('ValueType'), type);
    rows.text(column('ValueData'), data);
    rows.number(column('TimeGenerated'), time);
  }
}
