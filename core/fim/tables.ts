import type { ColumnSchema, ColumnType, TableSchema } from '#core/kql/schema';

/**
 * Tables of a FIM workspace: names, types and natural order as Azure Monitor publishes them, then the documented extra
 * columns of richer collectors (`_CF`, design note on extra columns). Azure's own tables lack the extra ones, so pages
 * must work without them.
 */
const typed =
  (type: ColumnType) =>
  (...names: string[]): ColumnSchema[] =>
    names.map((name) => ({ name, type }));
const strings = typed('string');
const longs = typed('long');
const reals = typed('real');
const datetimes = typed('datetime');
const dynamics = typed('dynamic');
const bools = typed('bool');

/** The 58 published columns of `ConfigurationChange`, in the order the query API returns them. */
export const configurationChangePublished: readonly ColumnSchema[] = [
  ...strings(
    'Computer',
    'ConfigChangeType',
    'ChangeCategory',
    'SourceComputerId',
    'SoftwareType',
    'SoftwareName',
    'Previous',
    'Current',
    'Publisher',
    'Location',
    'SoftwareDescription',
    'SvcChangeType',
    'SvcDisplayName',
    'SvcName',
    'SvcState',
    'SvcPreviousState',
    'SvcStartupType',
    'SvcPreviousStartupType',
    'SvcAccount',
    'SvcPreviousAccount',
    'SvcRunlevels',
    'SvcPreviousRunlevels',
    'SvcController',
    'SvcPreviousController',
    'SvcPath',
    'SvcPreviousPath',
    'RegistryKey',
    'Hive',
    'ValueName',
    'ValueData',
    'PreviousValueData',
    'ValueType',
    'PreviousValueType',
    'Name',
    'FileSystemPath',
  ),
  ...longs('Size', 'PreviousSize'),
  ...datetimes('DateCreated', 'PreviousDateCreated', 'DateModified', 'PreviousDateModified'),
  ...strings(
    'Attributes',
    'PreviousAttributes',
    'Acls',
    'PreviousAcls',
    'FieldsChanged',
    'FileContentChecksum',
    'PreviousFileContentChecksum',
    'SourceSystem',
    'ManagementGroupName',
  ),
  ...datetimes('TimeGenerated'),
  ...strings('VMUUID'),
  ...longs('LastSnapshotAge'),
  ...strings('Type', '_ResourceId', '_SubscriptionId'),
  ...reals('_BilledSize'),
  ...strings('_IsBillable'),
];

const rowIdentity = strings('TenantId', 'RowId_CF');

/** Extra columns of our collectors on `ConfigurationChange`, after the 58. */
const configurationChangeExtra: readonly ColumnSchema[] = [
  ...rowIdentity,
  ...strings('Actor_CF', 'Attribution_CF', 'ProcessName_CF'),
  ...longs('ProcessId_CF'),
  ...strings('RenamedFrom_CF', 'HashAlgorithm_CF', 'HashState_CF', 'CloudProvider_CF', 'Collector_CF'),
  ...dynamics('Detail_CF'),
];

export const configurationChange: TableSchema = {
  name: 'ConfigurationChange',
  columns: [...configurationChangePublished, ...configurationChangeExtra],
};

export const configurationData: TableSchema = {
  name: 'ConfigurationData',
  columns: [
    ...strings('Acls', 'Architecture', 'Attributes'),
    ...reals('_BilledSize'),
    ...strings('Computer', 'ConfigDataType', 'CurrentVersion'),
    ...datetimes('DateCreated', 'DateModified'),
    ...strings(
      'FileContentChecksum',
      'FileSystemPath',
      'Hive',
      '_IsBillable',
      'Location',
      'ManagementGroupName',
      'Name',
      'Publisher',
      'RegistryKey',
      '_ResourceId',
    ),
    ...longs('Size'),
    ...strings(
      'SoftwareDescription',
      'SoftwareName',
      'SoftwareType',
      'SourceComputerId',
      'SourceSystem',
      '_SubscriptionId',
      'SvcAccount',
      'SvcController',
      'SvcDescription',
      'SvcDisplayName',
      'SvcName',
      'SvcPath',
      'SvcRunlevels',
      'SvcStartupType',
      'SvcState',
    ),
    ...datetimes('TimeGenerated'),
    ...strings('Type', 'ValueData', 'ValueName', 'ValueType', 'VMUUID'),
    ...rowIdentity,
    ...strings('HashAlgorithm_CF', 'HashState_CF', 'Collector_CF'),
    ...dynamics('Detail_CF'),
  ],
};

export const heartbeat: TableSchema = {
  name: 'Heartbeat',
  columns: [
    ...reals('_BilledSize'),
    ...strings('Category', 'Computer', 'ComputerEnvironment', 'ComputerIP'),
    ...dynamics('ComputerPrivateIPs'),
    ...strings('_IsBillable'),
    ...bools('IsGatewayInstalled'),
    ...strings('ManagementGroupName', 'OSMajorVersion', 'OSMinorVersion', 'OSName', 'OSType', 'RemoteIPCountry'),
    ...reals('RemoteIPLatitude', 'RemoteIPLongitude'),
    ...strings(
      'Resource',
      'ResourceGroup',
      'ResourceId',
      '_ResourceId',
      'ResourceProvider',
      'ResourceType',
      'SCAgentChannel',
      'Solutions',
      'SourceSystem',
      'SubscriptionId',
      '_SubscriptionId',
    ),
    ...datetimes('TimeGenerated'),
    ...strings('Type', 'Version', 'VMUUID', 'SourceComputerId'),
    ...rowIdentity,
    ...strings('CloudProvider_CF', 'Collector_CF'),
    ...dynamics('Detail_CF'),
  ],
};

export const operation: TableSchema = {
  name: 'Operation',
  columns: [
    ...strings(
      'Computer',
      'CorrelationId',
      'Detail',
      'ErrorId',
      'HelpLink',
      'ManagementGroupName',
      'OperationCategory',
      'OperationKey',
      'OperationStatus',
      '_ResourceId',
      'Solution',
      'SourceComputerId',
      'SourceSystem',
      '_SubscriptionId',
    ),
    ...datetimes('TimeGenerated'),
    ...strings('Type'),
    ...rowIdentity,
    ...strings('Collector_CF'),
    ...dynamics('Detail_CF'),
  ],
};

export const mdcFileIntegrityMonitoringEvents: TableSchema = {
  name: 'MDCFileIntegrityMonitoringEvents',
  columns: [
    ...datetimes('TimeGenerated'),
    ...strings(
      'MonitoredEntityType',
      'ChangeType',
      'Computer',
      'AzureResourceId',
      'AADTenantID',
      'CloudProvider',
      'CloudResourceType',
      'CloudIdentifier',
      'FileName',
      'FilePath',
    ),
    ...longs('FileSize'),
    ...strings(
      'FileType',
      'FileMd5',
      'FileSha1',
      'FileSha256',
      'OriginalFileName',
      'OriginalFilePath',
      'RegistryHive',
      'RegistryKey',
      'NewValueName',
      'NewValueData',
      'NewValueType',
      'OldValueFullRegistryKey',
      'OldValueName',
      'OldValueData',
      'OldValueType',
      'RequestAccountName',
      'RequestAccountDomain',
      'RequestAccountSid',
      'RequestSource',
      'RequestSourceIP',
      'RequestSourcePort',
      'InitiatingProcessAccountDomainName',
      'InitiatingProcessAccountName',
      'InitiatingProcessAccountSid',
    ),
    ...datetimes('InitiatingProcessCreationTime', 'InitiatingProcessFirstSeen'),
    ...longs('InitiatingProcessId'),
    ...strings(
      'InitiatingProcessImageFileName',
      'InitiatingProcessImageFilePath',
      'InitiatingProcessImageFileType',
      'InitiatingProcessName',
    ),
    ...longs('InitiatingProcessSessionId'),
    ...strings('InitiatingProcessSource'),
    ...datetimes('InitProcImageCreationTimeUtc'),
    ...longs('InitProcImageFileSizeInBytes'),
    ...datetimes('InitProcImageLastAccessTimeUtc', 'InitProcImageLastWriteTimeUtc'),
    ...strings('InitProcImageLsHash', 'InitProcImageMd5'),
    ...datetimes('InitProcImagePeTimestampUtc'),
    ...strings(
      'InitProcImageSha1',
      'InitProcImageSha256',
      'InitProcVersionInfoCompanyName',
      'InitProcVersionInfoFileDescription',
      'InitProcVersionInfoInternalFileName',
      'InitProcVersionInfoOriginalFileName',
      'InitProcVersionInfoProductName',
      'InitProcVersionInfoProductVersion',
    ),
    ...reals('_BilledSize'),
    ...strings('_IsBillable', 'SourceSystem', 'TenantId', 'Type'),
    ...strings('RowId_CF'),
  ],
};

/** Every table a workspace has from the start; custom `_CL` tables come on top. */
export const builtInTables: readonly TableSchema[] = [
  configurationChange,
  configurationData,
  heartbeat,
  operation,
  mdcFileIntegrityMonitoringEvents,
];
