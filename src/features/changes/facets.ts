import { kqlPipe, kqlString } from '#core/fim/kql-text';
import { type KqlQuery, batchQuery } from '../../api/workspace-query';
import type { RowSpec } from '../../api/decode';
import type { ChangeFilter, FilterField } from '../../filters/change-filter';
import { filteredChanges } from '../../filters/filter-kql';
import { receivedUpTo } from './queries';
import type { Reading } from './use-changes';

/** A value of a facet: `label` where people know it by another name than the filter does. */
export type FacetValue = { readonly value: string; readonly label: string; readonly count: number };

/** What the reader asks of the facets besides the list's own filter. */
export type FacetAsk = {
  /** Text in a server's name. */
  readonly serverSearch: string;
  /** Rows of the server, path and field facets. */
  readonly rows: number;
  /** Folder or key the path facet shows the inside of, with its separator; `''` for the roots. */
  readonly folder: string;
};

const facetSpec = { Value: 'string', Label: 'string', Count: 'number' } as const satisfies RowSpec;
const labelIsValue = { Value: 'string', Count: 'number' } as const satisfies RowSpec;

/** How far a path goes down one level: leading separators, a name, and the separator after it if there is more. */
const level = String.raw`^[/\\]*[^/\\]+[/\\]?`;

/** The list without one field's own terms: what its values would give, whichever of them are chosen. */
const others = ({ list, snapshot }: Reading, field: FilterField): string => {
  const filter: ChangeFilter = { ...list.filter, [field]: [] };
  return kqlPipe(filteredChanges(filter), receivedUpTo(snapshot));
};

const count = 'Count = count()';
const top = (rows: number) => `order by Count desc, Value asc\n| take ${rows}`;

/** Values of a plain column. */
const byColumn = (reading: Reading, field: FilterField, column: string): string =>
  kqlPipe(others(reading, field), `summarize ${count} by Value = ${column}`, top(10));

const byServer = (reading: Reading, { serverSearch, rows }: FacetAsk): string =>
  kqlPipe(
    others(reading, 'server'),
    serverSearch.trim() === '' ? undefined : `where Computer contains ${kqlString(serverSearch.trim())}`,
    `summarize ${count}, Label = max(Computer) by Value = SourceComputerId`,
    top(rows),
  );

/** One level below `folder`. Paths are counted before they are cut, so that the cutting is done once for each. */
const byPath = (reading: Reading, { folder, rows }: FacetAsk): string =>
  kqlPipe(
    others(reading, 'path'),
    folder === ''
      ? undefined
      : `where FileSystemPath startswith ${kqlString(folder)} or RegistryKey startswith ${kqlString(folder)}`,
    `summarize ${count} by Whole = iff(isnotempty(FileSystemPath), FileSystemPath, RegistryKey)`,
    'where isnotempty(Whole)',
    folder === ''
      ? `extend Value = extract(@"${level}", 0, Whole)`
      : `extend Value = strcat(substring(Whole, 0, ${folder.length}), extract(@"${level}", 0, substring(Whole, ${folder.length})))`,
    'summarize Count = sum(Count) by Value',
    top(rows),
  );

const byField = (reading: Reading, { rows }: FacetAsk): string =>
  kqlPipe(
    others(reading, 'field'),
    `summarize ${count} by FieldsChanged`,
    'mv-expand Part = split(FieldsChanged, ";") to typeof(string)',
    'extend Value = trim(@"\\s+", Part)',
    'where isnotempty(Value)',
    'summarize Count = sum(Count) by Value',
    top(rows),
  );

/** Counts of every facet over the rows of a reading: same range, same snapshot, one batch. */
export const facetsQuery = (workspace: string, reading: Reading, ask: FacetAsk) =>
  batchQuery(
    workspace,
    {
      type: { kql: byColumn(reading, 'type', 'ConfigChangeType'), columns: labelIsValue },
      category: { kql: byColumn(reading, 'category', 'ChangeCategory'), columns: labelIsValue },
      server: { kql: byServer(reading, ask), columns: facetSpec },
      path: { kql: byPath(reading, ask), columns: labelIsValue },
      field: { kql: byField(reading, ask), columns: labelIsValue },
    } satisfies Record<string, KqlQuery<RowSpec>>,
    reading.range,
  );

type FacetRow = { readonly Value: string; readonly Label?: string; readonly Count: number | null };

/** Rows of an answer as values; chosen ones that have no rows (any more) come last with 0, so that they can be taken off. */
export const facetValues = (rows: readonly FacetRow[], chosen: readonly string[]): readonly FacetValue[] => {
  const found = rows.map(({ Value, Label, Count }) => ({ value: Value, label: Label || Value, count: Count ?? 0 }));
  const missing = chosen.filter((value) => !found.some((each) => each.value === value));
  return [...found, ...missing.map((value) => ({ value, label: value, count: 0 }))];
};

/** The folder or key a path lies in, with its separator; `''` at the top. */
export const parentFolder = (folder: string): string => {
  const inner = folder.replace(/[/\\]+$/, '');
  const at = Math.max(inner.lastIndexOf('/'), inner.lastIndexOf('\\'));
  return at <= 0 ? '' : inner.slice(0, at + 1);
};

/** Whether a value of the path facet has an inside. */
export const isFolder = (value: string): boolean => /[^/\\][/\\]$/.test(value);
