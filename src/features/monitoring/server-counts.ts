import type { KqlQuery } from '../../api/workspace-query';
import type { RowSpec } from '../../api/decode';
import { resolvePreset } from '../../time-range/range';

const columns = { OSType: 'string', Servers: 'number', LastHeartbeat: 'time' } as const satisfies RowSpec;

/** Machines heard from in the last 30 days, by system. */
export const serverCountsQuery = (now: number): KqlQuery<typeof columns> => ({
  kql: `Heartbeat
| summarize arg_max(TimeGenerated, OSType) by SourceComputerId
| summarize Servers = count(), LastHeartbeat = max(TimeGenerated) by OSType`,
  columns,
  range: resolvePreset('P30D', now),
});

/** Data one machine sends in a month, bytes: Microsoft's figure for Change Tracking. */
export const bytesPerMachineAndMonth = 40_000_000;
