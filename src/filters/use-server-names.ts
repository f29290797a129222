import { useQuery } from '@tanstack/react-query';
import { kqlList, kqlPipe } from '#core/fim/kql-text';
import { runQuery } from '../api/workspace-query';
import { resolvePreset } from '../time-range/range';

const namesKql = (keys: readonly string[]) =>
  kqlPipe(
    'Heartbeat',
    `where SourceComputerId in ${kqlList(keys)}`,
    'summarize arg_max(TimeGenerated, Computer) by SourceComputerId',
  );

/** Names of servers by `SourceComputerId`; undefined until known, without those that left no heartbeat for 30 days. */
export const useServerNames = (workspace: string, keys: readonly string[]): ReadonlyMap<string, string> | undefined =>
  useQuery({
    queryKey: ['server names', workspace, keys],
    queryFn: async ({ signal }) => {
      const query = { kql: namesKql(keys), columns: { SourceComputerId: 'string', Computer: 'string' } } as const;
      const { rows } = await runQuery(workspace, query, resolvePreset('P30D', Date.now()), signal);
      return new Map(rows.map((row) => [row.SourceComputerId, row.Computer]));
    },
    enabled: keys.length > 0,
    staleTime: 300_000,
  }).data;
