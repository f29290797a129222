import { queryOptions } from '@tanstack/react-query';
import { type ChangeCells, textCell } from '#core/fim/entity';
import type { WireTable } from '../../api/decode';
import { client } from '../../api/client';
import { errorStatus } from '../../api/errors';
import { timespanOf } from '../../time-range/range';
import { changeKql } from './queries';

/** A link may lead to any change the workspace still has: the question is not bound to the page's range. */
const everything = () => ({ start: 0, end: Date.now() + 366 * 86_400_000 });

const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** Cells of the first row by column name, times as on the wire; undefined when there is no row. */
export const firstRow = (table: WireTable | undefined): ChangeCells | undefined => {
  const row = table?.rows[0];
  if (!table || !row) return undefined;
  return Object.fromEntries(
    table.columns.map(({ name, type }, index) => [name, type === 'dynamic' ? parsed(row[index]) : row[index]]),
  );
};

/** Every column of one change; `null` when the workspace has no such row (any more). */
export const changeOptions = (workspace: string, rowId: string) =>
  queryOptions({
    queryKey: ['change', workspace, rowId],
    queryFn: async ({ signal }): Promise<ChangeCells | null> => {
      const reply = await client
        .query({
          params: { workspaceId: workspace },
          body: { query: changeKql(rowId), timespan: timespanOf(everything()) },
          signal,
        })
        .catch((error: unknown) => {
          if (errorStatus(error) !== 204) throw error;
        });
      return firstRow(reply?.tables[0]) ?? null;
    },
    structuralSharing: false,
    // A row never changes once it is stored.
    staleTime: (query) => (query.state.data ? Infinity : 0),
  });

/** Record time of a change as on the wire, undefined when it has none. */
export const timeOf = (cells: ChangeCells): string | undefined => textCell(cells, 'TimeGenerated') || undefined;
