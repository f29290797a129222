import type { TableSchema } from '../kql/schema';

/** How a configuration resource changed. */
export type ConfigurationOperation = 'Added' | 'Modified' | 'Removed';

/**
 * Who changed which part of a workspace's configuration, and when (design §10.21). The workspace has the table once something was
 * changed. `Before` and `After` are the resource's `properties`, byte for byte as stored; absent where there was, or is, none.
 */
export const configurationHistory: TableSchema = {
  name: 'FimConfigurationHistory_CL',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'TenantId', type: 'string' },
    { name: 'Type', type: 'string' },
    { name: 'RowId_CF', type: 'string' },
    { name: 'Operation', type: 'string' },
    /** Kind of a data source, or `Solution`. */
    { name: 'Kind', type: 'string' },
    { name: 'Name', type: 'string' },
    { name: 'ResourceId', type: 'string' },
    { name: 'Before', type: 'dynamic' },
    { name: 'After', type: 'dynamic' },
    { name: 'ETag', type: 'string' },
    { name: 'Actor', type: 'string' },
    { name: 'ActorId', type: 'string' },
    { name: 'CorrelationId', type: 'string' },
  ],
};
