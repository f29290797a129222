import { kqlDatetime, kqlPipe } from '#core/fim/kql-text';
import type { ChangeFilter } from '../../filters/change-filter';
import { filteredChanges } from '../../filters/filter-kql';
import type { AbsoluteRange } from '../../time-range/range';
import type { ChangeType } from '../../ui/change-words';
import { timeCell, tsv } from '../../ui/tsv';
import type { Server } from './servers';

/**
 * The changes of some servers, as a person would ask for them: what a row's "Copy KQL" gives, and, without a range, "Open in Logs",
 * where the range stands beside the query.
 */
export const changesKql = (filter: ChangeFilter, servers: readonly Server[], range?: AbsoluteRange): string =>
  kqlPipe(
    filteredChanges({ ...filter, server: servers.map(({ key }) => key) }),
    range &&
      `where TimeGenerated >= ${kqlDatetime(range.start * 1000)} and TimeGenerated < ${kqlDatetime(range.end * 1000)}`,
    'order by TimeGenerated desc',
  );

/** Servers as tab-separated values with a head, times in UTC: what Ctrl+C gives. */
export const serversTsv = (servers: readonly Server[], types: readonly ChangeType[]): string =>
  tsv([
    ['Name', 'SourceComputerId', 'OS', 'Environment', 'Total changes', ...types, 'Last change', 'Last heartbeat'],
    ...servers.map((server) => [
      server.name,
      server.key,
      server.os,
      server.environment ?? '',
      String(server.total),
      ...types.map((type) => String(server.counts[type])),
      timeCell(server.lastChange),
      timeCell(server.lastHeartbeat),
    ]),
  ]);
