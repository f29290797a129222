import { kqlDatetime, kqlPipe, kqlTimespan } from '#core/fim/kql-text';
import { identityColumns, rowCondition } from '#core/fim/change-address';
import { type ChangeCells, textCell } from '#core/fim/entity';
import { type RowSpec, timeFromWire } from '../../api/decode';
import type { ChangeFilter } from '../../filters/change-filter';
import { filteredChanges } from '../../filters/filter-kql';
import { type Sort, type SortColumn, isTimeSort, sortColumn } from './search';
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
  Size: 'number',
  PreviousSize: 'number',
  FileContentChecksum: 'string',
  PreviousFileContentChecksum: 'string',
  Actor_CF: 'string',
  Received: 'time',
} as const satisfies RowSpec;

export const bucketSpec = { Bucket: 'timeText', Count: 'number', Received: 'timeText' } as const satisfies RowSpec;
export const newRowsSpec = { Count: 'number' } as const satisfies RowSpec;

/** Record time of a change in microseconds since 1970. */
export const microsOf = (cells: ChangeCells): number =>
  Math.round((timeFromWire(textCell(cells, 'TimeGenerated')) ?? 0) * 1000);

/** A list of changes: what it is narrowed by, its order, and a step that folds flapping entities (`flaps.ts`). */
export type ChangeList = {
  readonly filter: ChangeFilter;
  readonly sort: Sort;
  /** Whether flapping entities are folded; `fold` is the step that does it, once they are known. */
  readonly collapse?: boolean;
  readonly fold?: string;
};

/** The rows the tab lists, without order and page. */
export const listed = ({ filter, fold }: ChangeList): string => kqlPipe(filteredChanges(filter), fold);

/** Rows received up to a moment (wire datetime): what makes pages of one list fit together while rows keep arriving. */
export const receivedUpTo = (snapshot: string | undefined) =>
  snapshot === undefined ? undefined : `where ingestion_time() <= datetime(${snapshot})`;

const timeSpan = (from: number, to: number) =>
  `where TimeGenerated >= ${kqlDatetime(from)} and TimeGenerated < ${kqlDatetime(to)}`;

/** Rows per bucket of `width` microseconds, and when the last of each was received. Answers `bucketSpec`. */
export const histogramKql = (
  list: ChangeList,
  width: number,
  within?: { readonly from: number; readonly to: number; readonly snapshot: string | undefined },
): string =>
  kqlPipe(
    listed(list),
    within && timeSpan(within.from, within.to),
    within && receivedUpTo(within.snapshot),
    `summarize Count = count(), Received = max(ingestion_time()) by Bucket = bin(TimeGenerated, ${kqlTimespan(width)})`,
  );

/** Azure's own tables lack the extra columns, which then read as empty. */
export const extra = (column: string) => `column_ifexists("${column}", "")`;

/** How a column of the list is projected, also from a table that lacks it. */
export const readColumn = (column: string): string => {
  if (column === 'Received') return 'Received = ingestion_time()';
  return column.endsWith('_CF') ? `${column} = ${extra(column)}` : column;
};

const projectRow = `project ${Object.keys(listSpec).map(readColumn).join(', ')}`;

/** Columns that tell rows without an id apart, in the order in which they do. */
export const tieColumns = ['SourceComputerId', ...identityColumns] as const;

/**
 * A total order, or pages cut out of it would lose some rows of one moment and show others twice. Rows of collectors that give no ids
 * (Azure's own) are told apart by what makes their address; what is equal in all of that is the same on screen too.
 */
const tieBreak = [`${extra('RowId_CF')} desc`, ...tieColumns.map((column) => `${column} asc`)].join(', ');

type KeyOf = (cell: (column: string) => string) => string;
const entityColumns = ['FileSystemPath', 'RegistryKey', 'ValueName', 'SvcName', 'SoftwareName'];

/** What an order by a column compares, out of what stands for each cell. */
export const sortKeys: Readonly<Record<SortColumn, KeyOf>> = {
  server: (cell) => `tolower(${cell('Computer')})`,
  entity: (cell) => `tolower(strcat(${entityColumns.map(cell).join(', ')}))`,
  category: (cell) => cell('ChangeCategory'),
  type: (cell) => cell('ConfigChangeType'),
};

/** Steps that put the rows into an order. Pages of `oldest` are read newest first and turned round. */
const orderSteps = (sort: Sort, ties?: string): readonly string[] => {
  const by = sortColumn(sort);
  const newestFirst = ties === undefined ? 'TimeGenerated desc' : `TimeGenerated desc, ${ties}`;
  if (!by) return [`order by ${newestFirst}`];
  return [
    `extend SortKey = ${sortKeys[by.column]((column) => column)}`,
    `order by SortKey ${by.desc ? 'desc' : 'asc'}, ${newestFirst}`,
  ];
};

/** Rows of one page of the list in its order. Answers `listSpec`. */
export const pageKql = (list: ChangeList, segment: Segment, snapshot: string | undefined): string =>
  kqlPipe(
    listed(list),
    timeSpan(segment.from, segment.to),
    receivedUpTo(snapshot),
    ...orderSteps(list.sort, tieBreak),
    segment.kind === 'slice' ? 'extend Position = row_number()' : undefined,
    segment.kind === 'slice'
      ? `where Position > ${segment.skip} and Position <= ${segment.skip + segment.count}`
      : `take ${segment.count}`,
    projectRow,
  );

/** The list as a person would ask for it, for the range that is set beside the query. */
export const listKql = (list: ChangeList): string => kqlPipe(listed(list), ...orderSteps(list.sort));

/** The list for the Logs page: all columns of the same rows. Ordered by time it opens as this list again (filters/filter-from-kql.ts). */
export const logsKql = (filter: ChangeFilter, sort: Sort): string =>
  kqlPipe(
    filteredChanges(filter),
    ...(isTimeSort(sort) ? [`order by TimeGenerated ${sort === 'oldest' ? 'asc' : 'desc'}`] : orderSteps(sort)),
  );

/** How many rows of the list have been received since its snapshot. Answers `newRowsSpec`. */
export const newRowsKql = (list: ChangeList, snapshot: string | undefined): string =>
  kqlPipe(
    listed(list),
    snapshot === undefined ? undefined : `where ingestion_time() > datetime(${snapshot})`,
    'summarize Count = count()',
  );

/** Every column of one change. */
export const changeKql = (cells: ChangeCells): string =>
  kqlPipe('ConfigurationChange', `where ${rowCondition(cells, microsOf(cells))}`);
