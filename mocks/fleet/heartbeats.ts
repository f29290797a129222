import type { AgentHeartbeatDetail } from '#core/fim/agent-status';
import { heartbeat } from '#core/fim/tables';
import type { Batch } from '#core/kql/vector';
import { collectorName } from './change-writer';
import { hashParts } from './random';
import type { FleetServer } from './servers';
import { columnsOf, createTableWriter } from './table-writer';
import { day, hour, minute, second } from './time';

const column = columnsOf(heartbeat);
const c = {
  time: column('TimeGenerated'),
  rowId: column('RowId_CF'),
  billed: column('_BilledSize'),
  gateway: column('IsGatewayInstalled'),
  privateIps: column('ComputerPrivateIPs'),
  latitude: column('RemoteIPLatitude'),
  longitude: column('RemoteIPLongitude'),
  detail: column('Detail_CF'),
};

/** When the server last spoke: within the minute, or days ago where it fell silent (microseconds). */
export function lastHeartbeat(server: FleetServer, now: number): number {
  const within = (3 + (hashParts(server.salt, 71) % 50)) * second;
  if (typeof server.state === 'string') return now - within;
  // The start of a day plus some hours: no change row of the server is later than this.
  return (Math.floor(now / day) - server.state.silentForDays) * day + 7 * hour + within;
}

/** A server counts as one of the workspace when it spoke in the last 30 days; older heartbeats tell nothing. */
const heartbeatDays = 31;

/** The newest heartbeat of every server of a workspace, silent ones included. */
export function newestHeartbeats(servers: readonly FleetServer[], now: number): Batch {
  return write(servers, now, [0]);
}

/**
 * All other heartbeats of a workspace, thinned out: one an hour over the last day, one a day before. A real agent sends one
 * a minute, which would be nine tenths of all rows and tell no more.
 */
export function olderHeartbeats(servers: readonly FleetServer[], now: number): Batch {
  return write(servers, now, olderSteps);
}

/** One heartbeat of every server that is alive, now. */
export function latestHeartbeats(servers: readonly FleetServer[], now: number): Batch {
  return write(
    servers.filter(({ state }) => typeof state === 'string'),
    now,
    [0],
  );
}

const olderSteps: readonly number[] = [
  ...Array.from({ length: 23 }, (_, index) => (index + 1) * hour),
  ...Array.from({ length: heartbeatDays - 1 }, (_, index) => (index + 1) * day),
];

function write(servers: readonly FleetServer[], now: number, steps: readonly number[]): Batch {
  const rows = createTableWriter(heartbeat, servers.length * steps.length + 1);
  for (const server of servers) {
    const from = rows.length();
    const last = lastHeartbeat(server, now);
    for (const step of steps) {
      const time = Math.floor((last - step) / minute) * minute + (last % minute);
      if (time < now - heartbeatDays * day) continue;
      rows.row();
      rows.number(c.time, Math.floor(time / 1000) * 1000);
      rows.uniqueText(c.rowId, `${server.epoch}:${Math.floor(time / minute)}0`);
    }
    const provider = server.cloud === 'Azure' ? 'Microsoft.Compute' : 'Microsoft.HybridCompute';
    const same: Readonly<Record<string, string>> = {
      Category: 'Direct Agent',
      Computer: server.computer,
      ComputerEnvironment: server.cloud === 'Azure' ? 'Azure' : 'Non-Azure',
      ComputerIP: `203.0.113.${server.index % 250}`,
      _IsBillable: 'false',
      ManagementGroupName: server.managementGroup,
      OSMajorVersion: server.os.major,
      OSMinorVersion: server.os.minor,
      OSName: server.os.name,
      OSType: server.os.type,
      RemoteIPCountry: 'United States',
      Resource: server.computer,
      ResourceGroup: server.workspace.resourceGroup,
      ResourceId: server.resourceId,
      _ResourceId: server.resourceId,
      ResourceProvider: provider,
      ResourceType: server.cloud === 'Azure' ? 'virtualMachines' : 'machines',
      SCAgentChannel: 'Direct',
      Solutions: server.workspace.enabled ? '"security", "changeTracking"' : '"security"',
      SourceSystem: server.os.type === 'Linux' ? 'Linux' : 'OpsManager',
      SubscriptionId: server.workspace.subscription.id,
      _SubscriptionId: server.workspace.subscription.id,
      Type: heartbeat.name,
      Version: server.os.type === 'Linux' ? '1.19.0-0' : '10.20.18069.0',
      VMUUID: server.vmUuid,
      SourceComputerId: server.sourceComputerId,
      TenantId: server.workspace.customerId,
      CloudProvider_CF: server.cloud,
      Collector_CF: collectorName,
    };
    for (const [name, value] of Object.entries(same)) rows.fillText(column(name), value, from);
    rows.fillNumber(c.billed, 0, from);
    rows.fillNumber(c.gateway, 0, from);
    rows.fillNumber(c.latitude, 38.7, from);
    rows.fillNumber(c.longitude, -78.2, from);
    rows.fillJson(c.privateIps, [server.ip], from);
    if (server.workspace.enabled) rows.fillJson(c.detail, heartbeatDetail(server, last), from);
  }
  return rows.finish();
}

function heartbeatDetail(server: FleetServer, last: number) {
  const items = server.os.type === 'Linux' ? 18 : 38;
  return {
    state: 'watching',
    items,
    itemsReady: items,
    entities: 900 + (hashParts(server.salt, 72) % 4000),
    unreadable: hashParts(server.salt, 73) % 40 === 0 ? 1 : 0,
    spooled: 0,
    lastScan: new Date((last - (hashParts(server.salt, 74) % 600) * second) / 1000).toISOString(),
  } satisfies AgentHeartbeatDetail;
}
