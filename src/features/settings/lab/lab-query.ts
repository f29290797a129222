import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { reachedChanges, reachedInventory } from '#core/fim/path-lab';
import { kqlPipe } from '#core/fim/kql-text';
import type { RowSpec } from '../../../api/decode';
import { type QueryRows, batchQuery } from '../../../api/workspace-query';
import { resolvePreset } from '../../../time-range/range';

const inventoryColumns = {
  SourceComputerId: 'string',
  Computer: 'string',
  Entities: 'number',
  Examples: 'json',
} as const satisfies RowSpec;
const changesColumns = { SourceComputerId: 'string', Computer: 'string', Changes: 'number' } as const satisfies RowSpec;
const collectingColumns = { Servers: 'number' } as const satisfies RowSpec;

/** What an item would have matched, and the changes it would have reported, in the 30 days before `now` (ms), by server. */
export const labQuery = (customerId: string, entity: MonitoredEntity, now: number) => {
  const range = resolvePreset('P30D', now);
  const type = entity.kind === 'windowsRegistry' ? 'Registry' : 'Files';
  return batchQuery(
    customerId,
    {
      inventory: {
        kql: kqlPipe(
          reachedInventory(entity),
          'summarize Entities = count(), Examples = make_set(Path, 5) by SourceComputerId, Computer',
        ),
        columns: inventoryColumns,
        range,
      },
      changes: {
        kql: kqlPipe(reachedChanges(entity), 'summarize Changes = count() by SourceComputerId, Computer'),
        columns: changesColumns,
        range,
      },
      collecting: {
        kql: kqlPipe(
          'ConfigurationData',
          `where ConfigDataType == "${type}"`,
          'summarize Servers = dcount(SourceComputerId)',
        ),
        columns: collectingColumns,
        range,
      },
    },
    { start: now, end: now },
  );
};

/** What the pattern comes to on one server. */
export type LabServer = {
  readonly id: string;
  readonly computer: string;
  readonly entities: number;
  readonly changes: number;
};

type Rows<S extends RowSpec> = QueryRows<S>['rows'];

/** The two answers by server, those with the most changes first. */
export const labServers = (
  inventory: Rows<typeof inventoryColumns>,
  changes: Rows<typeof changesColumns>,
): readonly LabServer[] => {
  const servers = new Map<string, LabServer>();
  const add = (id: string, computer: string, more: { readonly entities?: number; readonly changes?: number }) => {
    const known = servers.get(id) ?? { id, computer, entities: 0, changes: 0 };
    servers.set(id, {
      ...known,
      entities: known.entities + (more.entities ?? 0),
      changes: known.changes + (more.changes ?? 0),
    });
  };
  for (const row of inventory) add(row.SourceComputerId, row.Computer, { entities: row.Entities ?? 0 });
  for (const row of changes) add(row.SourceComputerId, row.Computer, { changes: row.Changes ?? 0 });
  return [...servers.values()].toSorted(
    (a, b) => b.changes - a.changes || b.entities - a.entities || (a.computer < b.computer ? -1 : 1),
  );
};

/** Some of the paths found, each once. */
export const labExamples = (inventory: Rows<typeof inventoryColumns>): readonly string[] => {
  const found = inventory.flatMap(({ Examples }) => (Array.isArray(Examples) ? Examples : []));
  return [...new Set(found.filter((path) => typeof path === 'string'))].toSorted().slice(0, 5);
};
