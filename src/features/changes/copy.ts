import { rowCondition } from '#core/fim/change-address';
import { entityText } from '#core/fim/entity';
import { kqlPipe } from '#core/fim/kql-text';
import { absoluteRange, longestRange } from '../../time-range/range';
import { timeCell, tsv } from '../../ui/tsv';
import type { ChangeRow } from './use-changes';

const numberText = (value: number | null): string => (value === null ? '' : String(value));

const columns = {
  'Change time [UTC]': (row) => timeCell(row.TimeGenerated),
  Category: (row) => row.ChangeCategory,
  Type: (row) => row.ConfigChangeType,
  Entity: entityText,
  Server: (row) => row.Computer,
  SourceComputerId: (row) => row.SourceComputerId,
  'Changed fields': (row) => row.FieldsChanged,
  'Size before': (row) => numberText(row.PreviousSize),
  'Size after': (row) => numberText(row.Size),
  Hash: (row) => row.FileContentChecksum,
  'Hash before': (row) => row.PreviousFileContentChecksum,
  'Changed by': (row) => row.Actor_CF,
  'Received [UTC]': (row) => timeCell(row.Received),
} as const satisfies Record<string, (row: ChangeRow) => string>;

/** Changes as tab-separated values with a head. */
export const changesTsv = (rows: readonly ChangeRow[]): string =>
  tsv([Object.keys(columns), ...rows.map((row) => Object.values(columns).map((read) => read(row)))]);

const second = (ms: number) => Math.floor(ms / 1000) * 1000;

/** A range that has these changes, as the URL has it; undefined where one has no time, so that the page's range stays. */
export const spanOf = (rows: readonly ChangeRow[]): string | undefined => {
  const times = rows.flatMap(({ TimeGenerated }) => TimeGenerated ?? []);
  if (times.length === 0 || times.length < rows.length) return undefined;
  const range = { start: second(Math.min(...times)), end: second(Math.max(...times)) + 1000 };
  return range.end - range.start > longestRange ? undefined : absoluteRange(range).text;
};

/** A query that answers exactly these changes. */
export const changesKql = (rows: readonly ChangeRow[]): string => {
  const conditions = rows.map((row) => rowCondition(row, Math.round((row.TimeGenerated ?? 0) * 1000)));
  return kqlPipe(
    'ConfigurationChange',
    `where ${conditions.map((condition) => (conditions.length > 1 ? `(${condition})` : condition)).join('\n    or ')}`,
    'order by TimeGenerated desc',
  );
};
