import { kqlDatetime, kqlPipe, kqlString } from '#core/fim/kql-text';
import type { Workspace } from '../../api/workspaces';
import type { ExportSource } from '../../export/export-source';
import type { ChangeFilter } from '../../filters/change-filter';
import { filteredChanges, filteredHeartbeats } from '../../filters/filter-kql';
import type { PageWindow } from '../../time-range/page-window';
import { type AbsoluteRange, resolvePreset } from '../../time-range/range';
import { formatDay } from '../../time-range/zone';
import { changeTypes } from '../../ui/change-words';
import type { ServerSort, ServersView } from './arrange';
import { environments } from './environment';

const within = ({ start, end }: AbsoluteRange) =>
  `where TimeGenerated >= ${kqlDatetime(start * 1000)} and TimeGenerated < ${kqlDatetime(end * 1000)}`;

/** `environmentOf` in KQL. */
const environment = [
  ...environments.map((known) => `CloudProvider =~ "${known}", "${known}"`),
  'ComputerEnvironment == "Azure", "Azure"',
  'isempty(ComputerEnvironment) and isempty(CloudProvider), ""',
].join(', ');

/** Columns of the export by the table's ids. */
const names = {
  name: 'Name',
  os: 'OS',
  environment: 'Environment',
  total: 'Total changes',
  Files: 'Files',
  Registry: 'Registry',
  Software: 'Software',
  WindowsServices: 'WindowsServices',
  Daemons: 'Daemons',
  lastChange: 'Last change',
  lastHeartbeat: 'Last heartbeat',
} as const satisfies Record<ServerSort, string>;

const printed = (name: string) => (name.includes(' ') ? `["${name}"]` : name);

/**
 * The rows of the Servers tab as one query: every machine with a heartbeat in 30 days, and every one that has changes, with its
 * changes in range. It sets its own times, as the two tables are read over different ones.
 */
const serversKql = (filter: ChangeFilter, window: PageWindow, { find, sort, dir }: ServersView): string => {
  const changes = kqlPipe(
    filteredChanges(filter),
    within(window),
    `summarize Total = count(), ${changeTypes.map((type) => `${type} = countif(ConfigChangeType == "${type}")`).join(', ')}, LastChange = max(TimeGenerated), ChangedName = take_any(Computer) by SourceComputerId`,
  );
  const wanted = find.trim();
  return kqlPipe(
    filteredHeartbeats(filter),
    within(resolvePreset('P30D', window.end)),
    'extend CloudProvider = column_ifexists("CloudProvider_CF", "")',
    'summarize arg_max(TimeGenerated, Computer, OSType, OSName, ComputerEnvironment, CloudProvider) by SourceComputerId',
    `join kind=fullouter (\n${changes}\n) on SourceComputerId`,
    [
      'project Name = coalesce(Computer, ChangedName)',
      'SourceComputerId = coalesce(SourceComputerId, SourceComputerId1)',
      'OS = coalesce(OSName, OSType)',
      `Environment = case(${environment}, "Hybrid")`,
      '["Total changes"] = coalesce(Total, 0)',
      ...changeTypes.map((type) => `${type} = coalesce(${type}, 0)`),
      '["Last change"] = LastChange',
      '["Last heartbeat"] = TimeGenerated',
    ].join(', '),
    wanted === ''
      ? undefined
      : `where ${['Name', 'OS', 'Environment'].map((name) => `${name} contains ${kqlString(wanted)}`).join(' or ')}`,
    `order by ${printed(names[sort])} ${dir}${sort === 'name' ? '' : ', Name asc'}`,
  );
};

/** The servers the tab shows, for export. `columns`: ids of the columns on screen. */
export const serversExport = (
  { customerId, workspaceName }: Pick<Workspace, 'customerId' | 'workspaceName'>,
  filter: ChangeFilter,
  window: PageWindow,
  view: ServersView,
  columns: readonly string[],
): ExportSource => ({
  customerId,
  kql: serversKql(filter, window, view),
  fileName: `servers-${workspaceName}-${formatDay(window.end, 'utc')}`,
  displayedColumns: Object.entries(names)
    .toSorted(([a], [b]) => columns.indexOf(a) - columns.indexOf(b))
    .flatMap(([id, name]) => (columns.includes(id) ? [name] : [])),
});
