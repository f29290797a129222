import { kqlDatetime, kqlList, kqlPipe } from '#core/fim/kql-text';
import type { Row, RowSpec } from '../../api/decode';
import type { ChangeFilter } from '../../filters/change-filter';
import { filteredChanges } from '../../filters/filter-kql';
import type { ChangeRow } from './use-changes';

export const flapSpec = {
  Key: 'string',
  LastKey: 'string',
  Count: 'number',
  First: 'time',
  Last: 'time',
} as const satisfies RowSpec;

/** An entity of one server that came and went, by its key. */
export type Flap = Row<typeof flapSpec>;

/** Flapping entities folded at once: their keys stand in the query of each page. */
export const mostFlaps = 200;

const keyColumns = ['FileSystemPath', 'RegistryKey', 'ValueName', 'SvcName', 'SoftwareName'] as const;
const keyKql = `strcat(SourceComputerId, "\\n", ${keyColumns.join(', "\\n", ')})`;

/** What a flapping entity is known by. */
export const flapKey = (row: Pick<ChangeRow, (typeof keyColumns)[number] | 'SourceComputerId'>): string =>
  [row.SourceComputerId, ...keyColumns.map((column) => row[column])].join('\n');

const comesOrGoes = 'ChangeCategory in ("Added", "Removed")';

/**
 * Entities that flap: added at least twice and removed at least twice on one server within the range. An entity can only be added
 * again after it was removed, so these are four alternations or more.
 */
export const flapsKql = (filter: ChangeFilter): string =>
  kqlPipe(
    filteredChanges(filter),
    `where ${comesOrGoes}`,
    `summarize Added = countif(ChangeCategory == "Added"), Removed = countif(ChangeCategory == "Removed"), First = min(TimeGenerated), Last = max(TimeGenerated) by SourceComputerId, ${keyColumns.join(', ')}`,
    'where Added >= 2 and Removed >= 2',
    `project Key = ${keyKql}, LastKey = strcat(${keyKql}, "\\n", tostring(Last)), Count = Added + Removed, First, Last`,
    'order by Count desc, Last desc',
    `take ${mostFlaps}`,
  );

/** Leaves the latest row of each flapping entity's coming and going, and every other row. */
export const foldStep = (flaps: readonly Flap[]): string | undefined => {
  if (flaps.length === 0) return undefined;
  // Times first: they rule out nearly every row without making its key.
  const lasts = flaps.map(({ Last }) => kqlDatetime(Math.round((Last ?? 0) * 1000))).join(', ');
  return `where not(${comesOrGoes} and ${keyKql} in ${kqlList(flaps.map(({ Key }) => Key))}) or (TimeGenerated in (${lasts}) and strcat(${keyKql}, "\\n", tostring(TimeGenerated)) in ${kqlList(flaps.map(({ LastKey }) => LastKey))})`;
};
