import type { QueryReply } from '#core/contract/query';
import { client } from './client';
import { errorStatus } from './errors';

/** A query as a person wrote it. `timespan`: ISO 8601, undefined where the text alone decides. */
export type KqlRequest = { readonly customerId: string; readonly kql: string; readonly timespan: string | undefined };

/**
 * Runs a text as it is, with the block of its `render` beside the tables. Undefined for a workspace that never received data.
 * Rejects with the API's error, or with the signal's reason once it is aborted.
 */
export const runKql = (
  { customerId, kql, timespan }: KqlRequest,
  signal: AbortSignal,
): Promise<QueryReply | undefined> =>
  client
    .query({
      params: { workspaceId: customerId },
      body: { query: kql, ...(timespan !== undefined && { timespan }) },
      headers: { Prefer: 'include-render=true', 'Cache-Control': 'no-cache' },
      signal,
    })
    .catch((error: unknown): undefined => {
      if (errorStatus(error) !== 204) throw error;
    });
