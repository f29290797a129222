import { agentOperationCategory, type AgentOperationStatus } from '#core/fim/agent-status';
import { operation } from '#core/fim/tables';
import type { Batch, Json } from '#core/kql/vector';
import { collectorName } from './change-writer';
import { lastHeartbeat } from './heartbeats';
import { hashParts } from './random';
import type { FleetServer } from './servers';
import { columnsOf, createTableWriter } from './table-writer';
import { day, historyDays, hour, minute } from './time';

const column = columnsOf(operation);

/** What the agents of an enabled workspace said of themselves: baselines at the start, a path one of forty cannot read. */
export function operations(servers: readonly FleetServer[], now: number): Batch {
  const rows = createTableWriter(operation, servers.length * 4 + 1);
  for (const server of servers) {
    const from = rows.length();
    const isLinux = server.os.type === 'Linux';
    let sequence = 0;
    const say = (time: number, status: AgentOperationStatus, key: string, detail: string, more: Json) => {
      rows.row();
      rows.number(column('TimeGenerated'), Math.floor(time / 1000) * 1000);
      rows.text(column('OperationStatus'), status);
      rows.text(column('OperationKey'), key);
      rows.text(column('Detail'), detail);
      rows.json(column('Detail_CF'), more);
      rows.uniqueText(column('RowId_CF'), `${server.epoch}:${++sequence}`);
    };
    const item = isLinux ? 'ChangeTrackingLinuxPath_usr-bin' : 'ChangeTrackingDefaultRegistry_hivelist';
    const files = isLinux ? 800 + (hashParts(server.salt, 81) % 1200) : 6;
    const began = now - historyDays * day + hour + (hashParts(server.salt, 82) % 300) * minute;
    say(began, 'Baselining', item, `First look at ${item} has begun.`, null);
    say(began + 4 * minute, 'Baseline ready', item, `Baseline of ${item} is complete.`, { files });
    if (isLinux && hashParts(server.salt, 73) % 40 === 0) {
      const path = '/opt/sbin/vault';
      const detail = { path, reason: 'EACCES: permission denied' };
      say(
        lastHeartbeat(server, now) - 31 * hour,
        'Unreadable',
        'ChangeTrackingLinuxPath_opt-sbin',
        `Cannot read ${path}.`,
        detail,
      );
    }
    const same: Readonly<Record<string, string>> = {
      Computer: server.computer,
      SourceComputerId: server.sourceComputerId,
      OperationCategory: agentOperationCategory,
      ManagementGroupName: server.managementGroup,
      _ResourceId: server.resourceId,
      _SubscriptionId: server.workspace.subscription.id,
      Solution: 'ChangeTracking',
      SourceSystem: isLinux ? 'Linux' : 'OpsManager',
      Type: operation.name,
      TenantId: server.workspace.customerId,
      Collector_CF: collectorName,
    };
    for (const [name, value] of Object.entries(same)) rows.fillText(column(name), value, from);
  }
  return rows.finish();
}
