import { useQuery } from '@tanstack/react-query';
import { runQuery } from '../../api/workspace-query';
import type { FilterChip } from '../../table/filter-chips';
import { typeLooks } from '../../ui/change-words';
import { serverNameKql } from './queries';
import type { ChangesFilter } from './search';

const month = 30 * 86_400_000;

/** Name of a filtered server; its key until the name is known, or when the machine left no heartbeat. */
const useServerNames = (workspace: string, keys: readonly string[]) =>
  useQuery({
    queryKey: ['server names', workspace, keys],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const query = { kql: serverNameKql(keys), columns: { SourceComputerId: 'string', Computer: 'string' } } as const;
      const { rows } = await runQuery(workspace, query, { start: now - month, end: now }, signal);
      return new Map(rows.map((row) => [row.SourceComputerId, row.Computer]));
    },
    enabled: keys.length > 0,
    staleTime: 300_000,
  }).data;

const without = <T>(list: readonly T[], value: T) => list.filter((item) => item !== value);

/** The list's filters as chips. Search is not among them: its box shows it. */
export const useChips = (
  workspace: string,
  filter: ChangesFilter,
  update: (patch: Partial<ChangesFilter>) => void,
): readonly FilterChip[] => {
  const names = useServerNames(workspace, filter.server);
  return [
    ...filter.server.map((key) => ({
      key: `server ${key}`,
      field: 'Server',
      value: names?.get(key) || key,
      onRemove: () => update({ server: without(filter.server, key) }),
    })),
    ...filter.type.map((type) => ({
      key: `type ${type}`,
      field: 'Type',
      value: typeLooks[type].label,
      onRemove: () => update({ type: without(filter.type, type) }),
    })),
    ...filter.category.map((category) => ({
      key: `category ${category}`,
      field: 'Category',
      value: category,
      onRemove: () => update({ category: without(filter.category, category) }),
    })),
  ];
};
