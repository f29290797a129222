import { registrySeparator } from '#core/fim/entity';
import { kqlPipe, kqlString } from '#core/fim/kql-text';
import type { Workspace } from '../../api/workspaces';
import type { ExportSource } from '../../export/export-source';
import type { PageWindow } from '../../time-range/page-window';
import { formatDay } from '../../time-range/zone';
import { type AbsoluteRange, timespanOf } from '../../time-range/range';
import { type ChangeList, listKql, readColumn } from './queries';

const file = 'iff(isnotempty(FileSystemPath), FileSystemPath, Name)';
const registry = `iff(isempty(RegistryKey) or isempty(ValueName), RegistryKey, strcat(RegistryKey, ${kqlString(registrySeparator)}, ValueName))`;
const service = 'iff(isnotempty(SvcName), SvcName, SvcDisplayName)';
const firstOf = (...parts: readonly string[]) => `coalesce(${parts.join(', ')})`;

/** `entityText` (core/fim) in KQL. */
const entity = [
  'case(ConfigChangeType == "Registry"',
  firstOf(registry, file, service, 'SoftwareName'),
  'ConfigChangeType in ("WindowsServices", "Daemons")',
  firstOf(service, 'SoftwareName', file, registry),
  'ConfigChangeType == "Software"',
  firstOf('SoftwareName', service, file, registry),
  `${firstOf(file, registry, service, 'SoftwareName')})`,
].join(', ');

/** Columns of the table as a query gives them, by id. */
const projections: Readonly<Record<string, string>> = {
  category: 'Category = ChangeCategory',
  entity: `Entity = ${entity}`,
  server: 'Server = Computer',
  type: 'Type = ConfigChangeType',
  fields: '["Changed fields"] = FieldsChanged',
  sizeBefore: '["Size before"] = PreviousSize',
  size: '["Size after"] = Size',
  hash: 'Hash = FileContentChecksum',
  hashBefore: '["Hash before"] = PreviousFileContentChecksum',
  actor: '["Changed by"] = column_ifexists("Actor_CF", "")',
  received: readColumn('Received'),
  time: '["Change time"] = TimeGenerated',
};

/** The changes a list shows, every one of them (folded ones too), for export. `columns`: ids of the columns on screen. */
export const changesExport = (
  { customerId, workspaceName }: Pick<Workspace, 'customerId' | 'workspaceName'>,
  { filter, sort }: Pick<ChangeList, 'filter' | 'sort'>,
  range: AbsoluteRange,
  window: PageWindow,
  columns: readonly string[],
): ExportSource => {
  const kql = listKql({ filter, sort });
  return {
    customerId,
    kql,
    timespan: timespanOf(range),
    ...(window.range.kind === 'relative' && { relativeTimespan: window.range.text }),
    fileName: `changes-${workspaceName}-${formatDay(range.end, 'utc')}`,
    displayedColumns: [],
    displayedKql: kqlPipe(kql, `project ${columns.flatMap((id) => projections[id] ?? []).join(', ')}`),
  };
};
