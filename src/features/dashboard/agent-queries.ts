import { queryOptions } from '@tanstack/react-query';
import { agentOperationCategory } from '#core/fim/agent-status';
import { mode } from '../../api/mode';
import { runQuery } from '../../api/workspace-query';
import { resolvePreset } from '../../time-range/range';
import { type Agent, agentsOf, unreadableOf } from './agent-state';

// Azure's own table lacks `Detail_CF`, and a query that names a missing column fails: there the whole row is taken.
const heartbeatKql = `Heartbeat
| summarize arg_max(TimeGenerated, ${mode === 'azure' ? '*' : 'Computer, Detail_CF'}) by SourceComputerId`;
const heartbeatColumns = {
  SourceComputerId: 'string',
  Computer: 'string',
  TimeGenerated: 'time',
  Detail_CF: 'json',
} as const;

const operationsKql = `Operation
| where OperationCategory == '${agentOperationCategory}'
| where OperationStatus in ('Unreadable', 'Readable')
| project TimeGenerated, SourceComputerId, Computer, OperationStatus, Detail, Detail_CF
| top 1000 by TimeGenerated desc`;
const operationColumns = {
  TimeGenerated: 'time',
  SourceComputerId: 'string',
  Computer: 'string',
  OperationStatus: 'string',
  Detail: 'string',
  Detail_CF: 'json',
} as const;

const isBusy = (agents: readonly Agent[]) =>
  agents.length === 0 || agents.some(({ state }) => state === 'starting' || state === 'baselining');

/** Up to now, with room for collectors' clocks that run ahead. */
const recent = () => ({ ...resolvePreset('P30D', Date.now() + 60_000), fresh: true });

/**
 * What the agents of a workspace say about themselves, and how many machines were heard from at all. `interval`: how often the page
 * looks for news, undefined for never.
 */
export const agentsQuery = (workspace: string, interval: number | undefined) =>
  queryOptions({
    queryKey: ['arrivals', workspace, 'agents'],
    queryFn: async ({ signal }) => {
      const { rows } = await runQuery(workspace, { kql: heartbeatKql, columns: heartbeatColumns }, recent(), signal);
      const now = Date.now();
      return { machines: rows.length, agents: agentsOf(rows, now), now };
    },
    // Close while an agent is at its first look, relaxed afterwards.
    refetchInterval: ({ state }) =>
      interval === undefined
        ? false
        : isBusy(state.data?.agents ?? []) && (state.data?.machines ?? 0) < 50
          ? interval
          : Math.max(interval, 30_000),
    refetchOnWindowFocus: interval !== undefined,
  });

/** Paths the agents could not read when they last tried. `count` (what heartbeats say) makes a new number ask anew. */
export const unreadableQuery = (workspace: string, count: number) =>
  queryOptions({
    queryKey: ['arrivals', workspace, 'unreadable', count],
    queryFn: async ({ signal }) => {
      const { rows } = await runQuery(workspace, { kql: operationsKql, columns: operationColumns }, recent(), signal);
      return unreadableOf(rows);
    },
    enabled: count > 0,
  });
