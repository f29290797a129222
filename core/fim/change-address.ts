import { kqlDatetime, kqlPipe, kqlString } from './kql-text';
import type { ChangeCells } from './entity';
import { textCell } from './entity';

/** Text columns that tell rows of one server and moment apart where the collector gives rows no id (design: row identity). */
export const identityColumns = [
  'ConfigChangeType',
  'ChangeCategory',
  'FileSystemPath',
  'Name',
  'RegistryKey',
  'ValueName',
  'SvcName',
  'SoftwareName',
  'FieldsChanged',
  'FileContentChecksum',
  'PreviousFileContentChecksum',
] as const;

/** What a row's address is made of. `TimeGenerated` in milliseconds since 1970, microseconds as fractions. */
export type AddressedRow = Readonly<Record<(typeof identityColumns)[number], string>> & {
  readonly RowId_CF: string;
  readonly SourceComputerId: string;
  readonly TimeGenerated: number | null;
};

/** FNV-1a in two lanes: 64 bits, not against forgery but to pick one row out of those of one server and microsecond. */
const digest = (texts: readonly string[]): string => {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  const mix = (unit: number) => {
    low = Math.imul(low ^ unit, 0x01000193) >>> 0;
    high = Math.imul(high ^ unit ^ (low >>> 24), 0x85ebca6b) >>> 0;
  };
  for (const text of texts) {
    for (let at = 0; at < text.length; at++) mix(text.charCodeAt(at));
    // Beyond every code unit, so that "ab", "c" is not "a", "bc".
    mix(0x10000);
  }
  return low.toString(36).padStart(7, '0') + high.toString(36).padStart(7, '0');
};

/** Digest of a row's identity columns; missing ones count as empty. */
export const identityDigest = (cells: ChangeCells): string =>
  digest(identityColumns.map((column) => textCell(cells, column)));

/**
 * What stands in the URL for a change: `RowId_CF`, or for a row without one (Azure's own) `~time~server~digest`, time in
 * microseconds since 1970 (base 36). Rows that agree in all of it are shown as one.
 */
export const rowAddress = (row: AddressedRow): string => {
  if (row.RowId_CF !== '') return row.RowId_CF;
  const micros = Math.round((row.TimeGenerated ?? 0) * 1000);
  return `~${micros.toString(36)}~${row.SourceComputerId}~${identityDigest(row)}`;
};

export type ChangeAddress =
  | { readonly kind: 'rowId'; readonly rowId: string }
  | { readonly kind: 'identity'; readonly micros: number; readonly server: string; readonly digest: string };

/** Reads what `rowAddress` wrote. Anything else is taken for a row id, which is then not found. */
export const parseAddress = (address: string): ChangeAddress => {
  const match = /^~([0-9a-z]{1,12})~(.*)~([0-9a-z]{14})$/s.exec(address);
  const [, time = '', server = '', found = ''] = match ?? [];
  const micros = Number.parseInt(time, 36);
  // Years 1 to 9999 are what a KQL literal can say.
  return match && micros < 253_402_300_800_000_000
    ? { kind: 'identity', micros, server, digest: found }
    : { kind: 'rowId', rowId: address };
};

const atMoment = (micros: number) =>
  `TimeGenerated >= ${kqlDatetime(micros)} and TimeGenerated < ${kqlDatetime(micros + 1)}`;

/** Every column of the changes an address may mean and when they were received (`ReceivedAt`); at most one for a row id. */
export const addressKql = (address: ChangeAddress): string =>
  address.kind === 'rowId'
    ? kqlPipe(
        'ConfigurationChange',
        `where RowId_CF == ${kqlString(address.rowId)}`,
        'take 1',
        `extend ${receivedColumn} = ingestion_time()`,
      )
    : kqlPipe(
        'ConfigurationChange',
        `where ${atMoment(address.micros)} and SourceComputerId == ${kqlString(address.server)}`,
        'take 1000',
        `extend ${receivedColumn} = ingestion_time()`,
      );

/** Column the console adds to a row it reads: arrival time. Not part of the change. */
export const receivedColumn = 'ReceivedAt';

/** Condition that holds for the row with these cells; `micros` its record time in microseconds since 1970. */
export const rowCondition = (cells: ChangeCells, micros: number): string => {
  const rowId = textCell(cells, 'RowId_CF');
  if (rowId !== '') return `RowId_CF == ${kqlString(rowId)}`;
  const columns = ['SourceComputerId', ...identityColumns].filter((column) => textCell(cells, column) !== '');
  return [atMoment(micros), ...columns.map((column) => `${column} == ${kqlString(textCell(cells, column))}`)].join(
    ' and ',
  );
};
