import * as z from 'zod/mini';
import type { Endpoint } from './endpoint';
import { ApiError, toApiError } from './errors';
import { json } from './json';
import { queryReply, type QueryReply } from './query';

const batchRequest = z.looseObject({
  /** Chosen by the caller, unique in the batch: replies come in completion order. */
  id: z.string(),
  /** GET where left out. */
  method: z.optional(z.string()),
  /** `/query` or `/metadata`. */
  path: z.string(),
  /** customerId of the workspace. */
  workspace: z.string(),
  headers: z.optional(z.record(z.string(), z.string())),
  body: z.optional(json),
});
export type BatchRequest = z.infer<typeof batchRequest>;

const batchResponse = z.looseObject({
  id: z.string(),
  status: z.number(),
  headers: z.optional(z.record(z.string(), z.string())),
  body: z.optional(json),
});
export type BatchResponse = z.infer<typeof batchResponse>;

export const batchEndpoints = {
  batch: {
    method: 'POST',
    service: 'logs',
    path: '/v1/$batch',
    apiVersions: [],
    action: 'Microsoft.OperationalInsights/workspaces/query/read',
    body: z.looseObject({ requests: z.array(batchRequest) }),
    replies: { 200: z.looseObject({ responses: z.array(batchResponse) }) },
  },
} as const satisfies Record<string, Endpoint>;

/** Query reply of one response of a batch; throws `ApiError` for a failed one. Azure sometimes sends the body as text. */
export const readBatchResponse = (response: BatchResponse): QueryReply => {
  const body: unknown = typeof response.body === 'string' ? parseOrUndefined(response.body) : response.body;
  if (response.status !== 200) throw toApiError(response.status, body, new Headers(response.headers));
  const reply = queryReply.safeParse(body);
  if (reply.success) return reply.data;
  throw new ApiError('The service answered a query in a form that is not a query reply.', {
    status: response.status,
    code: 'InvalidReply',
  });
};

const parseOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
