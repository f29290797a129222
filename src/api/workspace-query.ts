import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { readBatchResponse } from '#core/contract/batch';
import type { QueryReply } from '#core/contract/query';
import { type AbsoluteRange, timespanOf, windowKey } from '../time-range/range';
import { type BatchRequest, batchBody } from '#core/contract/batch-body';
import { client } from './client';
import { type Row, type RowSpec, decodeRows } from './decode';
import { type ErrorText, describeError, errorStatus } from './errors';

/** Rows of an answer. `partial`: the engine cut it off (limits, timeouts); whoever shows the rows must say so. */
export type QueryRows<S extends RowSpec> = { readonly rows: readonly Row<S>[]; readonly partial?: ErrorText };

/** A range to ask for; `fresh` asks the API not to answer from its cache, another `asOf` makes the same range another question. */
export type QueryWindow = AbsoluteRange & { readonly fresh?: boolean; readonly asOf?: number };

/** A KQL text with the columns to read from its first table. */
export type KqlQuery<S extends RowSpec> = {
  readonly kql: string;
  readonly columns: S;
  /** Overrides the page's range, for questions with a range of their own (heartbeats of 30 days). */
  readonly range?: AbsoluteRange;
};

/** Rows of a query reply; none where there was no reply, because the workspace never received data. */
export const decodeReply = <S extends RowSpec>(reply: QueryReply | undefined, columns: S): QueryRows<S> => {
  const table = reply?.tables[0];
  return {
    rows: table ? decodeRows(table, columns) : [],
    ...(reply?.error ? { partial: describeError(reply.error) } : {}),
  };
};

const cacheHeaders = (window: { readonly fresh?: boolean }): Record<string, string> =>
  window.fresh ? { 'Cache-Control': 'no-cache' } : {};

/** Azure answers 204 for a workspace that never received data. */
const emptyFor204 = (error: unknown): undefined => {
  if (errorStatus(error) !== 204) throw error;
};

/** Runs one query; rejects with the API's error. `workspace` is the customerId. */
export const runQuery = async <S extends RowSpec>(
  workspace: string,
  query: KqlQuery<S>,
  window: QueryWindow,
  signal?: AbortSignal,
): Promise<QueryRows<S>> => {
  const reply = await client
    .query({
      params: { workspaceId: workspace },
      body: { query: query.kql, timespan: timespanOf(query.range ?? window) },
      headers: cacheHeaders(window),
      signal,
    })
    .catch(emptyFor204);
  return decodeReply(reply, query.columns);
};

/**
 * React Query options for one KQL query over a workspace (`workspace`: customerId). The range and the moment it is read at are part of
 * the key; while a new one loads the previous answer stays (`isPlaceholderData`). Superseded requests are aborted.
 */
export const workspaceQuery = <S extends RowSpec>(workspace: string, query: KqlQuery<S>, window: QueryWindow) =>
  queryOptions({
    queryKey: ['query', workspace, query.kql, windowKey(window), query.range && timespanOf(query.range)],
    queryFn: ({ signal }) => runQuery(workspace, query, window, signal),
    structuralSharing: false,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

/** One answer of a batch: rows, or why this one has none while the others may. */
export type BatchOutcome<S extends RowSpec> =
  | ({ readonly ok: true } & QueryRows<S>)
  | { readonly ok: false; readonly error: unknown };

export type BatchReply =
  | { readonly ok: true; readonly reply: QueryReply | undefined }
  | { readonly ok: false; readonly error: unknown };

const readResponse = (response: Parameters<typeof readBatchResponse>[0]): BatchReply => {
  try {
    return { ok: true, reply: readBatchResponse(response) };
  } catch (error) {
    return errorStatus(error) === 204 ? { ok: true, reply: undefined } : { ok: false, error };
  }
};

/** Sends requests as one `$batch` and gives each one's reply or error by id. Rejects only if the batch as a whole failed. */
export const runBatch = async (
  requests: readonly BatchRequest[],
  options: { readonly fresh?: boolean; readonly signal?: AbortSignal },
): Promise<ReadonlyMap<string, BatchReply>> => {
  const headers = cacheHeaders(options);
  const { responses } = await client.batch({
    body: batchBody(requests, headers),
    headers,
    signal: options.signal,
  });
  return new Map(responses.map((response) => [response.id, readResponse(response)]));
};

type BatchOf<Q extends Readonly<Record<string, KqlQuery<RowSpec>>>> = {
  readonly [K in keyof Q]: Q[K] extends KqlQuery<infer S> ? BatchOutcome<S> : never;
};

const missing = {
  ok: false,
  error: { code: 'MissingResponse', message: 'The batch reply lacks this query.' },
} as const;

/**
 * React Query options for several queries over one workspace in one `$batch`. `data` has an outcome per name; a failed part
 * does not fail the others.
 */
export const batchQuery = <Q extends Readonly<Record<string, KqlQuery<RowSpec>>>>(
  workspace: string,
  queries: Q,
  window: QueryWindow,
) => {
  const entries = Object.entries(queries);
  const requests = entries.map(([id, query]) => ({
    id,
    workspace,
    query: query.kql,
    timespan: timespanOf(query.range ?? window),
  }));
  return queryOptions({
    queryKey: ['batch', workspace, requests, windowKey(window)],
    queryFn: async ({ signal }): Promise<BatchOf<Q>> => {
      const outcomes = await runBatch(requests, { fresh: window.fresh, signal });
      const named = entries.map(([id, query]) => {
        const outcome = outcomes.get(id) ?? missing;
        return [id, outcome.ok ? { ok: true, ...decodeReply(outcome.reply, query.columns) } : outcome];
      });
      // Keys and specs come from `queries` one by one, which the type of Object.fromEntries cannot follow.
      return Object.fromEntries(named) as BatchOf<Q>;
    },
    structuralSharing: false,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
};
