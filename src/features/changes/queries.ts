import { kqlDatetime, kqlList, kqlPipe, kqlString, kqlTimespan } from '#core/fim/kql-text';
import { rowCondition } from '#core/fim/change-address';
import { type ChangeCells, registrySeparator, textCell } from '#core/fim/entity';
import { type RowSpec, timeFromWire } from '../../api/decode';
import { type ChangesFilter, listedTypes } from './search';
import type { Segment } from './segments';

/** Columns a row of the list is made of. */
export const listSpec = {
  RowId_CF: 'string',
  TimeGenerated: 'time',
  Computer: 'string',
  SourceComputerId: 'string',
  ConfigChangeType: 'string',
  ChangeCategory: 'string',
  FileSystemPath: 'string',
  Name: 'string',
  RegistryKey: 'string',
  ValueName: 'string',
  SvcName: 'string',
  SoftwareName: 'string',
  FieldsChanged: 'string',
} as const satisfies RowSpec;

export const bucketSpec = { Bucket: 'timeText', Count: 'number', Received: 'timeText' } as const satisfies RowSpec;
export const newRowsSpec = { Count: 'number' } as const satisfies RowSpec;

const searched = ['FileSystemPath', 'RegistryKey', 'ValueName', 'Computer', 'ValueData', 'PreviousValueData'];

/** `q` over entity, server and value data. What the list shows as `key | value name` is found as it is shown. */
const searchStep = (q: string): string | undefined => {
  const wanted = q.trim();
  if (wanted === '') return undefined;
  const literal = kqlString(wanted);
  const columns = searched.map((column) => `${column} contains ${literal}`);
  const joined = wanted.includes('|')
    ? [`strcat(RegistryKey, ${kqlString(registrySeparator)}, ValueName) contains ${literal}`]
    : [];
  return `where ${[...columns, ...joined].join(' or ')}`;
};

/** Record time of a change in microseconds since 1970. */
const microsOf = (cells: ChangeCells): number =>
  Math.round((timeFromWire(textCell(cells, 'TimeGenerated')) ?? 0) * 1000);

const anyOf = (column: string, values: readonly string[]) =>
  values.length === 0 ? undefined : `where ${column} in ${kqlList(values)}`;

/** The rows the tab lists, without order and page. */
const filtered = (filter: ChangesFilter): string =>
  kqlPipe(
    'ConfigurationChange',
    anyOf('ConfigChangeType', filter.type.length > 0 ? filter.type : listedTypes),
    anyOf('ChangeCategory', filter.category),
    anyOf('SourceComputerId', filter.server),
    searchStep(filter.q),
  );

/** Rows received up to a moment (wire datetime): what makes pages of one list fit together while rows keep arriving. */
const receivedUpTo = (snapshot: string | undefined) =>
  snapshot === undefined ? undefined : `where ingestion_time() <= datetime(${snapshot})`;

const timeSpan = (from: number, to: number) =>
  `where TimeGenerated >= ${kqlDatetime(from)} and TimeGenerated < ${kqlDatetime(to)}`;

/** Rows per bucket of `width` microseconds, and when the last of each was received. Answers `bucketSpec`. */
export const histogramKql = (
  filter: ChangesFilter,
  width: number,
  within?: { readonly from: number; readonly to: number; readonly snapshot: string | undefined },
): string =>
  kqlPipe(
    filtered(filter),
    within && timeSpan(within.from, within.to),
    within && receivedUpTo(within.snapshot),
    `summarize Count = count(), Received = max(ingestion_time()) by Bucket = bin(TimeGenerated, ${kqlTimespan(width)})`,
  );

/** Rows of one page of the list, newest first. Answers `listSpec`. */
export const pageKql = (filter: ChangesFilter, segment: Segment, snapshot: string | undefined): string =>
  kqlPipe(
    filtered(filter),
    timeSpan(segment.from, segment.to),
    receivedUpTo(snapshot),
    'order by TimeGenerated desc, RowId_CF desc',
    segment.kind === 'slice' ? 'extend Position = row_number()' : undefined,
    segment.kind === 'slice'
      ? `where Position > ${segment.skip} and Position <= ${segment.skip + segment.count}`
      : `take ${segment.count}`,
    `project ${Object.keys(listSpec).join(', ')}`,
  );

/** How many rows of the list have been received since its snapshot. Answers `newRowsSpec`. */
export const newRowsKql = (filter: ChangesFilter, snapshot: string | undefined): string =>
  kqlPipe(
    filtered(filter),
    snapshot === undefined ? undefined : `where ingestion_time() > datetime(${snapshot})`,
    'summarize Count = count()',
  );

/** The list as a person would write it, for copying. */
export const listKql = (filter: ChangesFilter, range: { readonly start: number; readonly end: number }): string =>
  kqlPipe(filtered(filter), timeSpan(range.start * 1000, range.end * 1000), 'order by TimeGenerated desc');

/** Every column of one change. */
export const changeKql = (cells: ChangeCells): string =>
  kqlPipe('ConfigurationChange', `where ${rowCondition(cells, microsOf(cells))}`);

/** Names of servers whose keys are known. */
export const serverNameKql = (sourceComputerIds: readonly string[]): string =>
  kqlPipe(
    'Heartbeat',
    anyOf('SourceComputerId', sourceComputerIds),
    'summarize arg_max(TimeGenerated, Computer) by SourceComputerId',
  );

export const placeSpec = { Newer: 'number', Here: 'number' } as const satisfies RowSpec;

/** Where a change stands in the list: rows newer than it, and whether it is in the list at all. */
export const placeKql = (filter: ChangesFilter, cells: ChangeCells, snapshot: string | undefined): string =>
  kqlPipe(
    filtered(filter),
    receivedUpTo(snapshot),
    `summarize Newer = countif(TimeGenerated > ${kqlDatetime(microsOf(cells))}), Here = countif(${rowCondition(cells, microsOf(cells))})`,
  );
