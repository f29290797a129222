import { queryOptions } from '@tanstack/react-query';
import { isJsonObject } from '#core/contract/json-object';
import { configurationHistory } from '#core/fim/configuration-history';
import type { ConfigurationRecord } from '#core/fim/configuration-past';
import type { Json } from '#core/kql/vector';
import type { RowSpec } from '../../../api/decode';
import { configurationHistoryKey } from '../../../api/configuration';
import { runQuery } from '../../../api/workspace-query';
import type { Workspace } from '../../../api/workspaces';

const columns = {
  TimeGenerated: 'time',
  RowId_CF: 'string',
  Operation: 'string',
  Kind: 'string',
  Name: 'string',
  Before: 'json',
  After: 'json',
  Actor: 'string',
} as const satisfies RowSpec;

/** A change of the configuration: who did what, and the properties on both sides. */
export type HistoryRecord = ConfigurationRecord & {
  readonly id: string;
  readonly operation: string;
  readonly actor: string;
};

const day = 86_400_000;
/** Longest retention of a workspace, days. */
const longest = 730;

const propertiesOf = (value: Json) => (isJsonObject(value) ? value : undefined);

// The workspace has the table once something was changed: until then the empty one beside it answers.
const kql = `union isfuzzy=true (datatable(TimeGenerated: datetime)[]), ${configurationHistory.name}
| order by TimeGenerated desc`;

/** Everything that was changed in a workspace's configuration, newest first. Writes of the settings have it read anew. */
export const historyQuery = (workspace: Workspace) =>
  queryOptions({
    queryKey: configurationHistoryKey(workspace),
    queryFn: async ({ signal }) => {
      const now = Date.now();
      // The service's clock may be ahead of the browser's.
      const window = { start: now - longest * day, end: now + day, fresh: true };
      const { rows, partial } = await runQuery(workspace.customerId, { kql, columns }, window, signal);
      const records = rows.map(
        (row): HistoryRecord => ({
          id: row.RowId_CF,
          time: row.TimeGenerated ?? 0,
          operation: row.Operation,
          kind: row.Kind,
          name: row.Name,
          before: propertiesOf(row.Before),
          after: propertiesOf(row.After),
          actor: row.Actor,
        }),
      );
      return { records, partial };
    },
    structuralSharing: false,
    staleTime: 0,
  });
