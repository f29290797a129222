import { type WorkspaceParams, keepPageSearch, paths } from './paths';
import { writeQueryText } from './query-text';

type LogsTarget = {
  /** The query, shown in the editor and run when the page opens. */
  readonly kql: string;
  /** Time range as the URL has it (`P7D`, `start/end`): for a text without a time filter of its own; the pages' default where left out. */
  readonly range?: string;
  /** Time zone as the URL has it. */
  readonly tz?: string;
};

/**
 * Address of the Logs page with a query in its editor. What the other pages of the workspace are narrowed to (`search`, the search
 * string of the page the link stands on) travels along, so that going back to them shows what was shown.
 */
export const logsHref = (workspace: WorkspaceParams, { kql, range, tz }: LogsTarget, search = ''): string => {
  const params = new URLSearchParams(keepPageSearch(search));
  if (range !== undefined) params.set('range', range);
  if (tz !== undefined) params.set('tz', tz);
  const { query, queryz } = writeQueryText(kql);
  if (query !== undefined) params.set('query', query);
  if (queryz !== undefined) params.set('queryz', queryz);
  params.set('run', 'true');
  return `${paths.logs(workspace)}?${params.toString()}`;
};
