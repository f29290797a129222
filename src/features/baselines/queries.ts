import { kqlPipe, kqlString } from '#core/fim/kql-text';
import type { Row, RowSpec } from '../../api/decode';
import { batchQuery } from '../../api/workspace-query';
import { type AbsoluteRange, longestRange, resolvePreset } from '../../time-range/range';

const heartbeatSpec = {
  SourceComputerId: 'string',
  Computer: 'string',
  OSName: 'string',
  TimeGenerated: 'time',
} as const satisfies RowSpec;

const valueSpec = {
  SourceComputerId: 'string',
  RegistryKey: 'string',
  ValueName: 'string',
  ValueType: 'string',
  ValueData: 'string',
  TimeGenerated: 'time',
} as const satisfies RowSpec;

const changeSpec = {
  ...valueSpec,
  ChangeCategory: 'string',
  PreviousValueData: 'string',
} as const satisfies RowSpec;

export type HeartbeatRow = Row<typeof heartbeatSpec>;
export type ValueRow = Row<typeof valueSpec>;
export type ChangeRow = Row<typeof changeSpec>;

const ofKey = (key: string) => `RegistryKey =~ ${kqlString(key)}`;

/** The newest heartbeat tells the system: a machine may have been set up anew. */
const windowsKql = kqlPipe(
  'Heartbeat',
  'summarize arg_max(TimeGenerated, Computer, OSType, OSName) by SourceComputerId',
  'where OSType == "Windows"',
);

const inventoryKql = (key: string) =>
  kqlPipe(
    'ConfigurationData',
    'where ConfigDataType == "Registry"',
    `where ${ofKey(key)}`,
    'summarize arg_max(TimeGenerated, RegistryKey, ValueType, ValueData) by SourceComputerId, ValueName',
  );

const changesKql = (key: string) =>
  kqlPipe(
    'ConfigurationChange',
    'where ConfigChangeType == "Registry"',
    `where ${ofKey(key)}`,
    'summarize arg_max(TimeGenerated, RegistryKey, ChangeCategory, ValueType, ValueData, PreviousValueData) by SourceComputerId, ValueName',
  );

/** Everything that is still kept. */
const allKept = (asOf: number): AbsoluteRange => ({ start: asOf - longestRange, end: asOf });

/**
 * In one batch: the Windows servers of a workspace (heartbeats of 30 days), what their last inventory says of a key's values, and the
 * last change of each value. `asOf`: ms since 1970.
 */
export const valuesQuery = (workspace: string, key: string, { asOf, fresh }: { asOf: number; fresh: boolean }) => {
  const month = resolvePreset('P30D', asOf);
  return batchQuery(
    workspace,
    {
      servers: { kql: windowsKql, columns: heartbeatSpec, range: month },
      inventory: { kql: inventoryKql(key), columns: valueSpec, range: month },
      changes: { kql: changesKql(key), columns: changeSpec, range: allKept(asOf) },
    },
    { ...month, fresh, asOf },
  );
};

/** Everything a workspace has about one value on one server, newest first: what a cell's "Copy KQL" gives. */
export const valueKql = (server: string, key: string, valueName: string): string => {
  const condition = `${ofKey(key)} and ValueName =~ ${kqlString(valueName)} and SourceComputerId == ${kqlString(server)}`;
  return [
    'union',
    `    (ConfigurationData | where ConfigDataType == "Registry" and ${condition}),`,
    `    (ConfigurationChange | where ConfigChangeType == "Registry" and ${condition})`,
    '| project TimeGenerated, Type, Computer, ChangeCategory, ValueType, ValueData, PreviousValueData',
    '| order by TimeGenerated desc',
  ].join('\n');
};
