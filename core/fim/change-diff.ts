import type { ChangeCells } from './entity';

/** One cell; absent, null and `''` all mean "nothing here". */
export type DiffValue = unknown;

/** One property of a change, named by its column, with its value before and after. */
export type AttributeDiff = {
  readonly property: string;
  readonly before: DiffValue;
  readonly after: DiffValue;
  readonly changed: boolean;
};

/** Properties in the table's own order, those that changed apart from those that did not. */
export type ChangeDiff = { readonly changed: readonly AttributeDiff[]; readonly unchanged: readonly AttributeDiff[] };

/**
 * Columns that describe the record or the machine rather than the monitored thing: never part of what changed, whatever
 * the category. Extra columns (`_CF`) count among them.
 */
const recordColumns: ReadonlySet<string> = new Set([
  'Computer',
  'ConfigChangeType',
  'ChangeCategory',
  'SourceComputerId',
  'FieldsChanged',
  'SvcChangeType',
  'SourceSystem',
  'ManagementGroupName',
  'MG',
  'TimeGenerated',
  'TenantId',
  'VMUUID',
  'LastSnapshotAge',
  'Type',
  '_ResourceId',
  '_SubscriptionId',
  '_BilledSize',
  '_IsBillable',
]);

/**
 * The column that holds a property's value before, by Azure's three rules: `Previous` + name for files and registry,
 * `SvcPrevious` + rest for services, and the pair `Current` / `Previous` for software versions.
 */
export const previousColumn = (column: string): string => {
  if (column === 'Current') return 'Previous';
  return column.startsWith('Svc') ? `SvcPrevious${column.slice(3)}` : `Previous${column}`;
};

const isPrevious = (column: string) =>
  column === 'Previous' ||
  (column.startsWith('Previous') && column.length > 8) ||
  (column.startsWith('SvcPrevious') && column.length > 11);

const currentColumn = (previous: string): string => {
  if (previous === 'Previous') return 'Current';
  return previous.startsWith('SvcPrevious') ? `Svc${previous.slice(11)}` : previous.slice(8);
};

/** Whether a cell holds nothing a reader could see. */
export const isEmptyCell = (value: DiffValue): boolean => value === null || value === undefined || value === '';

const same = (a: DiffValue, b: DiffValue): boolean => {
  if (isEmptyCell(a) && isEmptyCell(b)) return true;
  if (typeof a === 'object' || typeof b === 'object') return JSON.stringify(a) === JSON.stringify(b);
  return Object.is(a, b);
};

/** Names in `FieldsChanged`: columns joined with ";" (Azure publishes no form, so comma, space and a JSON list do as well). */
export const changedFields = (fieldsChanged: unknown): readonly string[] =>
  typeof fieldsChanged === 'string' ? [...new Set(fieldsChanged.split(/[;,\s"'[\]]+/).filter(Boolean))] : [];

type Sides = { readonly before: DiffValue; readonly after: DiffValue };

/**
 * A thing that was added has no "before" and one that was removed has no "after", whichever of its columns the collector
 * filled: Azure's own Removed rows carry the last values in the plain columns, ours in the Previous ones.
 */
const sides = (cells: ChangeCells, property: string): Sides => {
  const now = cells[property];
  const paired = previousColumn(property) in cells;
  const earlier = paired ? cells[previousColumn(property)] : undefined;
  if (recordColumns.has(property)) return { before: now, after: now };
  switch (cells['ChangeCategory']) {
    case 'Added':
      return { before: earlier, after: now };
    case 'Removed':
      return isEmptyCell(earlier)
        ? { before: now, after: undefined }
        : { before: earlier, after: paired ? now : undefined };
    default:
      return paired ? { before: earlier, after: now } : { before: now, after: now };
  }
};

/**
 * What one row of `ConfigurationChange` says, as Property / before / after. Changed are the properties whose two sides
 * differ and those that `FieldsChanged` names (a collector may know of a difference it could not put into columns). A value
 * before that is missing from a modified thing says nothing unless `FieldsChanged` names the field.
 * Properties with nothing on either side are left out. Columns we have never heard of are kept.
 */
export const diffChange = (cells: ChangeCells): ChangeDiff => {
  const named = new Set(
    changedFields(cells['FieldsChanged']).map((field) => (isPrevious(field) ? currentColumn(field) : field)),
  );
  const properties = new Set(
    Object.keys(cells).map((column) =>
      isPrevious(column) && currentColumn(column) !== '' ? currentColumn(column) : column,
    ),
  );
  const changed: AttributeDiff[] = [];
  const unchanged: AttributeDiff[] = [];
  for (const property of properties) {
    const isRecord = recordColumns.has(property) || property.endsWith('_CF');
    const { before, after } = isRecord ? { before: cells[property], after: cells[property] } : sides(cells, property);
    // A collector that says which fields changed did not report a value before for the others.
    const isUnreported =
      cells['ChangeCategory'] === 'Modified' && named.size > 0 && isEmptyCell(before) && !named.has(property);
    const differs = !isRecord && !isUnreported && (!same(before, after) || named.has(property));
    if (isEmptyCell(before) && isEmptyCell(after) && !named.has(property)) continue;
    (differs ? changed : unchanged).push({ property, before, after, changed: differs });
  }
  return { changed, unchanged };
};
