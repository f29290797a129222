import type { ChangeCells } from '#core/fim/entity';
import { entityText, textCell } from '#core/fim/entity';
import { kqlPipe, kqlString } from '#core/fim/kql-text';
import type { RowSpec } from '../../api/decode';
import { type ChangeFilter, changeFilterSearch, fimTypes, noTerms } from '../../filters/change-filter';
import { filteredChanges } from '../../filters/filter-kql';
import { encodeSearch } from '../../url-state';
import { isEmptyContent } from './hash-words';
import { listSpec, readColumn } from './queries';

/** The filter that leaves the changes of a change's entity, on its server or on all. */
export const entityFilter = (cells: ChangeCells, where: 'here' | 'everywhere'): ChangeFilter => {
  const type = textCell(cells, 'ConfigChangeType');
  const isFim = fimTypes.some((known) => known === type);
  return {
    ...noTerms,
    all: !isFim,
    // A daemon and the package it comes from have one name; paths and keys are never mixed up.
    type: isFim || type === '' ? [] : [type],
    entity: [entityText(cells)],
    server: where === 'here' ? [textCell(cells, 'SourceComputerId')] : [],
  };
};

/** A view's search string with its filter replaced by another. */
export const searchWith = (current: string, filter: Partial<ChangeFilter>): string =>
  `?${encodeSearch(changeFilterSearch, new URLSearchParams(current), { ...noTerms, all: false, ...filter }).toString()}`;

/** Changes of an entity the pane lists. */
export const historyRows = 100;

export const historySpec = {
  ...listSpec,
  FileContentChecksum: 'string',
  Current: 'string',
  SvcState: 'string',
} as const satisfies RowSpec;

/** The newest changes of the entity on its server, one more than the pane lists. Answers `historySpec`. */
export const historyKql = (cells: ChangeCells): string =>
  kqlPipe(
    filteredChanges(entityFilter(cells, 'here')),
    `top ${historyRows + 1} by TimeGenerated desc`,
    `project ${Object.keys(historySpec).map(readColumn).join(', ')}`,
  );

/** What makes two changes of one entity the same: column, its value, and how the pane calls it. */
export type NewValue = { readonly column: string; readonly value: string; readonly words: string };

const valueColumns: Readonly<Record<string, readonly [column: string, words: string]>> = {
  Files: ['FileContentChecksum', 'the same hash'],
  Registry: ['ValueData', 'the same data'],
  Software: ['Current', 'the same version'],
  WindowsServices: ['SvcState', 'the same state'],
  Daemons: ['SvcState', 'the same state'],
};

/** The value a change left behind; undefined where it left none (removed, no hash). */
export const newValueOf = (cells: ChangeCells): NewValue | undefined => {
  if (textCell(cells, 'ChangeCategory') === 'Removed') return undefined;
  const [column, words] = valueColumns[textCell(cells, 'ConfigChangeType')] ?? [];
  const value = column === undefined ? '' : textCell(cells, column);
  return column === undefined || words === undefined || value === '' ? undefined : { column, value, words };
};

export const prevalenceSpec = {
  Servers: 'number',
  Changes: 'number',
  First: 'time',
  Last: 'time',
  SameServers: 'number',
  SameChanges: 'number',
  SameFirst: 'time',
  SameLast: 'time',
} as const satisfies RowSpec;

/** On how many servers the entity changed, and on how many of them to the same value. Answers `prevalenceSpec`. */
export const prevalenceKql = (cells: ChangeCells): string => {
  const value = newValueOf(cells);
  const same = value && `${value.column} == ${kqlString(value.value)}`;
  const always =
    'Servers = dcount(SourceComputerId), Changes = count(), First = min(TimeGenerated), Last = max(TimeGenerated)';
  const narrowed =
    same &&
    `SameServers = dcountif(SourceComputerId, ${same}), SameChanges = countif(${same}), SameFirst = minif(TimeGenerated, ${same}), SameLast = maxif(TimeGenerated, ${same})`;
  return kqlPipe(
    filteredChanges(entityFilter(cells, 'everywhere')),
    `summarize ${narrowed === undefined ? always : `${always}, ${narrowed}`}`,
  );
};

export const elsewhereSpec = { Servers: 'number', Files: 'number', Example: 'string' } as const satisfies RowSpec;

/**
 * Files of other paths that a change left with the same hash; undefined for a change without one, and for an empty file, like which
 * there are many. Answers `elsewhereSpec`.
 */
export const elsewhereKql = (cells: ChangeCells): string | undefined => {
  const value = newValueOf(cells);
  if (value?.column !== 'FileContentChecksum' || isEmptyContent(value.value)) return undefined;
  return kqlPipe(
    'ConfigurationChange',
    `where FileContentChecksum == ${kqlString(value.value)}`,
    `where FileSystemPath != ${kqlString(textCell(cells, 'FileSystemPath'))}`,
    'summarize Servers = dcount(SourceComputerId), Files = dcount(FileSystemPath), Example = min(FileSystemPath)',
  );
};

export const fleetSpec = { Servers: 'number' } as const satisfies RowSpec;

/** Servers of the workspace: those with a heartbeat in the range asked for. Answers `fleetSpec`. */
export const fleetKql = kqlPipe('Heartbeat', 'summarize Servers = dcount(SourceComputerId)');
