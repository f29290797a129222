import { kqlDatetime, kqlPipe } from '#core/fim/kql-text';
import * as z from 'zod/mini';
import type { Row, RowSpec } from '../../api/decode';
import type { KqlQuery } from '../../api/workspace-query';
import type { AbsoluteRange } from '../../time-range/range';

export const serverSorts = ['name', 'os', 'total', 'files', 'registry', 'lastChange', 'lastHeartbeat'] as const;
export type ServerSort = (typeof serverSorts)[number];

/** View state of the Servers tab in the URL. Most changes first, as the original. */
export const serversSearch = z.object({
  q: z.catch(z.string(), ''),
  sort: z.catch(z.enum(serverSorts), 'total'),
  dir: z.catch(z.enum(['asc', 'desc']), 'desc'),
});

const serverSpec = {
  SourceComputerId: 'string',
  Computer: 'string',
  OSType: 'string',
  OSName: 'string',
  LastHeartbeat: 'time',
  Total: 'number',
  Files: 'number',
  Registry: 'number',
  LastChange: 'time',
} as const satisfies RowSpec;

type ServerRow = Row<typeof serverSpec>;

/** A server: times in ms since 1970 UTC. Counts are 0, and `lastChange` null, for one without changes in range. */
export type Server = {
  readonly key: string;
  readonly name: string;
  readonly os: string;
  readonly total: number;
  readonly files: number;
  readonly registry: number;
  readonly lastChange: number | null;
  readonly lastHeartbeat: number | null;
};

const month = 30 * 86_400_000;

/**
 * Servers of a workspace (machines with a heartbeat in the last 30 days, by `SourceComputerId`) with their changes in `range`; those
 * without changes are in it. One query, so that both halves are of one moment.
 */
export const serversQuery = (range: AbsoluteRange): KqlQuery<typeof serverSpec> => ({
  range: { start: Math.min(range.start, range.end - month), end: range.end },
  columns: serverSpec,
  kql: `let changes = ${kqlPipe(
    'ConfigurationChange',
    'where ConfigChangeType in ("Files", "Registry")',
    `where TimeGenerated >= ${kqlDatetime(range.start * 1000)} and TimeGenerated < ${kqlDatetime(range.end * 1000)}`,
    'summarize Total = count(), Files = countif(ConfigChangeType == "Files"), Registry = countif(ConfigChangeType == "Registry"), LastChange = max(TimeGenerated) by SourceComputerId',
  )};
${kqlPipe(
  'Heartbeat',
  `where TimeGenerated >= ${kqlDatetime((range.end - month) * 1000)}`,
  'summarize arg_max(TimeGenerated, Computer, OSType, OSName) by SourceComputerId',
  'join kind=leftouter changes on SourceComputerId',
  'project SourceComputerId, Computer, OSType, OSName, LastHeartbeat = TimeGenerated, Total, Files, Registry, LastChange',
)}`,
});

export const toServer = (row: ServerRow): Server => ({
  key: row.SourceComputerId,
  name: row.Computer,
  os: row.OSName || row.OSType,
  total: row.Total ?? 0,
  files: row.Files ?? 0,
  registry: row.Registry ?? 0,
  lastChange: row.LastChange,
  lastHeartbeat: row.LastHeartbeat,
});

/** A heartbeat comes every minute: after this long without one, ms, the agent is away. */
const awayAfter = 15 * 60_000;

/** Whether a server that shows no changes may merely be silent. */
export const isAway = (server: Server, asOf: number): boolean =>
  server.lastHeartbeat === null || asOf - server.lastHeartbeat > awayAfter;

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const value = (server: Server, sort: Exclude<ServerSort, 'name' | 'os'>): number => server[sort] ?? -Infinity;

const compare = (a: Server, b: Server, sort: ServerSort): number =>
  sort === 'name' || sort === 'os' ? names.compare(a[sort], b[sort]) : Math.sign(value(a, sort) - value(b, sort)) || 0;

/** Servers whose name or system contains `q`, in order; equal ones by name, so that the order never jumps between refreshes. */
export const arrangeServers = (
  servers: readonly Server[],
  { q, sort, dir }: { readonly q: string; readonly sort: ServerSort; readonly dir: 'asc' | 'desc' },
): readonly Server[] => {
  const wanted = q.trim().toLowerCase();
  const sign = dir === 'asc' ? 1 : -1;
  return servers
    .filter(({ name, os }) => wanted === '' || `${name}\n${os}`.toLowerCase().includes(wanted))
    .sort((a, b) => sign * compare(a, b, sort) || names.compare(a.name, b.name) || (a.key < b.key ? -1 : 1));
};
