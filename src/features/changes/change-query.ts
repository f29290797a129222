import { queryOptions } from '@tanstack/react-query';
import { addressKql, identityDigest, parseAddress, receivedColumn } from '#core/fim/change-address';
import type { ChangeCells } from '#core/fim/entity';
import { type WireTable, timeFromWire } from '../../api/decode';
import { client } from '../../api/client';
import { errorStatus } from '../../api/errors';
import { timespanOf } from '../../time-range/range';

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

/** Rows as cells by column name, times as on the wire. */
const cellsOf = (table: WireTable | undefined): readonly ChangeCells[] =>
  table?.rows.map((row) =>
    Object.fromEntries(
      table.columns.map(({ name, type }, index) => [name, type === 'dynamic' ? parsed(row[index]) : row[index]]),
    ),
  ) ?? [];

/** A change with every column, and when it was received (ms since 1970; `null` where the service does not say). */
export type OpenChange = { readonly cells: ChangeCells; readonly received: number | null };

/** Every column of the change at an address and when it was received; `null` when the workspace has no such row (any more). */
export const changeOptions = (workspace: string, text: string) =>
  queryOptions({
    queryKey: ['change', workspace, text],
    queryFn: async ({ signal }): Promise<OpenChange | null> => {
      const address = parseAddress(text);
      const reply = await client
        .query({
          params: { workspaceId: workspace },
          body: { query: addressKql(address), timespan: timespanOf(everything()) },
          signal,
        })
        .catch((error: unknown) => {
          if (errorStatus(error) !== 204) throw error;
        });
      const found = cellsOf(reply?.tables[0]).find(
        (cells) => address.kind === 'rowId' || identityDigest(cells) === address.digest,
      );
      if (!found) return null;
      const { [receivedColumn]: received, ...cells } = found;
      return { cells, received: typeof received === 'string' ? timeFromWire(received) : null };
    },
    structuralSharing: false,
    // A row never changes once it is stored.
    staleTime: (query) => (query.state.data ? Infinity : 0),
  });
