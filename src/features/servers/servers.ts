import { awayAfter } from '#core/fim/agent-status';
import { kqlPipe } from '#core/fim/kql-text';
import type { Row, RowSpec } from '../../api/decode';
import { batchQuery } from '../../api/workspace-query';
import type { ChangeFilter } from '../../filters/change-filter';
import { filteredChanges, filteredHeartbeats } from '../../filters/filter-kql';
import type { PageWindow } from '../../time-range/page-window';
import { resolvePreset } from '../../time-range/range';
import { type ChangeType, isChangeType } from '../../ui/change-words';
import { type Environment, environmentOf } from './environment';

const heartbeatSpec = {
  SourceComputerId: 'string',
  Computer: 'string',
  OSType: 'string',
  OSName: 'string',
  ComputerEnvironment: 'string',
  CloudProvider: 'string',
  TimeGenerated: 'time',
} as const satisfies RowSpec;

const countSpec = {
  SourceComputerId: 'string',
  Computer: 'string',
  ConfigChangeType: 'string',
  Changes: 'number',
  LastChange: 'time',
} as const satisfies RowSpec;

export type HeartbeatRow = Row<typeof heartbeatSpec>;
export type CountRow = Row<typeof countSpec>;

/** A server: times in ms since 1970 UTC. Counts are 0, and `lastChange` null, for one without changes in range. */
export type Server = {
  /** `SourceComputerId`. */
  readonly key: string;
  readonly name: string;
  /** "Windows" or "Linux"; empty where no heartbeat says. */
  readonly system: string;
  /** Full name of the operating system. */
  readonly os: string;
  readonly environment: Environment | undefined;
  readonly total: number;
  readonly counts: Readonly<Record<ChangeType, number>>;
  readonly lastChange: number | null;
  /** Null: none in 30 days, so that only its changes tell of it. */
  readonly lastHeartbeat: number | null;
};

/** Last heartbeat of each machine. Azure's own table has no `CloudProvider_CF`. */
const heartbeatsKql = (filter: ChangeFilter): string =>
  kqlPipe(
    filteredHeartbeats(filter),
    'extend CloudProvider = column_ifexists("CloudProvider_CF", "")',
    'summarize arg_max(TimeGenerated, Computer, OSType, OSName, ComputerEnvironment, CloudProvider) by SourceComputerId',
  );

const countsKql = (filter: ChangeFilter): string =>
  kqlPipe(
    filteredChanges(filter),
    'summarize Changes = count(), LastChange = max(TimeGenerated) by SourceComputerId, Computer, ConfigChangeType',
  );

/** Machines of a workspace (heartbeats of 30 days) and the changes the page's filter leaves of each, in one batch. */
export const serversQuery = (workspace: string, filter: ChangeFilter, window: PageWindow) =>
  batchQuery(
    workspace,
    {
      heartbeats: { kql: heartbeatsKql(filter), columns: heartbeatSpec, range: resolvePreset('P30D', window.asOf) },
      counts: { kql: countsKql(filter), columns: countSpec },
    },
    window,
  );

const noCounts: Readonly<Record<ChangeType, number>> = {
  Files: 0,
  Registry: 0,
  Software: 0,
  WindowsServices: 0,
  Daemons: 0,
};

const addCount = (server: Server, { Computer, ConfigChangeType, Changes, LastChange }: CountRow): Server => {
  const count = Changes ?? 0;
  const { counts } = server;
  return {
    ...server,
    name: server.name || Computer,
    total: server.total + count,
    counts: isChangeType(ConfigChangeType)
      ? { ...counts, [ConfigChangeType]: counts[ConfigChangeType] + count }
      : counts,
    lastChange: Math.max(server.lastChange ?? -Infinity, LastChange ?? -Infinity),
  };
};

/**
 * Every machine that reports, with its changes; and every machine that has changes, so that the totals add up to the total of the
 * page even where a machine was taken down or renamed since.
 */
export const toServers = (heartbeats: readonly HeartbeatRow[], counts: readonly CountRow[]): readonly Server[] => {
  const servers = new Map<string, Server>();
  for (const row of heartbeats) {
    servers.set(row.SourceComputerId, {
      key: row.SourceComputerId,
      name: row.Computer,
      system: row.OSType,
      os: row.OSName || row.OSType,
      environment: environmentOf(row.CloudProvider, row.ComputerEnvironment),
      total: 0,
      counts: noCounts,
      lastChange: null,
      lastHeartbeat: row.TimeGenerated,
    });
  }
  for (const row of counts) {
    const key = row.SourceComputerId;
    servers.set(key, addCount(servers.get(key) ?? unheard(key), row));
  }
  return [...servers.values()];
};

const unheard = (key: string): Server => ({
  key,
  name: '',
  system: '',
  os: '',
  environment: undefined,
  total: 0,
  counts: noCounts,
  lastChange: null,
  lastHeartbeat: null,
});

/** Whether a server that shows no changes may merely be silent. `asOf`: the moment the page speaks of, ms. */
export const isAway = (server: Server, asOf: number): boolean =>
  server.lastHeartbeat === null || asOf - server.lastHeartbeat > awayAfter;
