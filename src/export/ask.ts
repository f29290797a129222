import type { Client } from '#core/contract/client';
import { type TableSchema, columnTypes } from '#core/kql/schema';
import { describeError, errorStatus } from '../api/errors';
import type { Answer } from './pager';
import type { ExportSource } from './export-source';

/** Exports may take as long as Azure lets a query run, seconds. */
const patience = 600;

type Reasoned = { readonly details?: readonly { readonly innererror?: { readonly message?: string } }[] };

/** Why a reply lacks rows, as the engine says it. */
const partialText = (error: Reasoned): string =>
  error.details?.find(({ innererror }) => innererror?.message)?.innererror?.message ?? describeError(error).message;

/** Runs one query of an export. Rejects with the API's error. A workspace that never received data has no rows. */
export const askWorkspace = async (
  client: Pick<Client, 'query'>,
  { customerId }: Pick<ExportSource, 'customerId'>,
  kql: string,
  timespan: string | undefined,
  signal: AbortSignal,
): Promise<Answer> => {
  const reply = await client
    .query({
      params: { workspaceId: customerId },
      body: { query: kql, ...(timespan !== undefined && { timespan }) },
      headers: { Prefer: `wait=${patience}`, 'Cache-Control': 'no-cache' },
      signal,
    })
    .catch((error: unknown): undefined => {
      if (errorStatus(error) !== 204) throw error;
    });
  const table = reply?.tables[0];
  return {
    columns: table?.columns ?? [],
    rows: table?.rows ?? [],
    ...(reply?.error && { partial: partialText(reply.error) }),
  };
};

/** The tables of a workspace, as far as their columns have types of Kusto's. */
export const schemaOf = async (
  client: Pick<Client, 'getMetadata'>,
  customerId: string,
  signal: AbortSignal,
): Promise<readonly TableSchema[]> => {
  const { tables } = await client.getMetadata({ params: { workspaceId: customerId }, signal });
  return tables.map(({ name, columns }) => ({
    name,
    columns: columns.flatMap((column) => {
      const type = columnTypes.find((known) => known === column.type);
      return type ? [{ name: column.name, type }] : [];
    }),
  }));
};
