/** How a property of a change is read. */
export type ValueKind =
  | 'size'
  | 'time'
  | 'hash'
  | 'mode'
  | 'fields'
  | 'acls'
  | 'registry'
  | 'version'
  | 'service'
  | 'code'
  | 'text';

const kinds: Readonly<Record<string, ValueKind>> = {
  Size: 'size',
  DateCreated: 'time',
  DateModified: 'time',
  TimeGenerated: 'time',
  FileContentChecksum: 'hash',
  Attributes: 'mode',
  FieldsChanged: 'fields',
  Acls: 'acls',
  ValueData: 'registry',
  Current: 'version',
  SvcState: 'service',
  SvcStartupType: 'service',
  SvcAccount: 'service',
  ValueName: 'code',
  RegistryKey: 'code',
  FileSystemPath: 'code',
  Name: 'code',
  SvcPath: 'code',
  RenamedFrom_CF: 'code',
  ProcessName_CF: 'code',
  Detail_CF: 'code',
  RowId_CF: 'code',
};

export const kindOf = (property: string): ValueKind => kinds[property] ?? 'text';

/** A cell as text: what the collector sent, dynamic values as JSON. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : (JSON.stringify(value) ?? '');

/** A whole number of a cell; the query API writes large ones as text. */
export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number'
    ? Number.isFinite(value)
      ? value
      : undefined
    : typeof value === 'string' && /^-?\d{1,15}$/.test(value)
      ? Number(value)
      : undefined;
