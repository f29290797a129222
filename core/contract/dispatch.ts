import type * as z from 'zod/mini';
import type { Principal, RequestContext } from './context';
import type { Endpoint } from './endpoint';
import type { Body, Params, Query, Reply } from './endpoint-types';
import type { EndpointName, Endpoints } from './endpoints';
import { callerGone, errorResponse, internalError, methodNotAllowed, serviceOf, unknownPath } from './error-response';
import { ServiceError } from './errors';
import { allowsAction, rolePermissions } from './permissions';
import { readJsonBody } from './read-body';
import { createRouter } from './route';
import { uuid } from './uuid';

/** What a handler gets: the checked parts of the request, and what it may depend on. */
export type HandlerCall<E extends Endpoint> = {
  readonly request: Request;
  readonly params: Params<E>;
  readonly query: Query<E>;
  readonly body: Body<E>;
  readonly context: RequestContext;
  readonly correlationId: string;
};

export type Handler<E extends Endpoint> = (call: HandlerCall<E>) => Promise<Reply<E>>;

/** Exactly one handler per endpoint: the compiler refuses a missing or an extra one. */
export type Handlers = { readonly [Name in EndpointName]: Handler<Endpoints[Name]> };

// The handlers' own types hold once the schemas have accepted the request; here they are all alike.
type LooseReply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly encoded?: BodyInit;
};
type LooseHandler = (call: {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly context: RequestContext;
  readonly correlationId: string;
}) => Promise<LooseReply>;

export type DispatcherSettings = {
  readonly endpoints: Endpoints;
  readonly handlers: Handlers;
  /** Told of every error that is not one a handler meant to answer. */
  readonly onError?: (error: unknown, correlationId: string) => void;
};

/**
 * Answers requests by the endpoint table: path, method, api-version, permission, query parameters and body are checked in
 * this order, then the handler runs. Never rejects: every failure is an error reply in the shape of its service.
 */
export const createDispatcher = ({ endpoints, handlers, onError }: DispatcherSettings) => {
  const route = createRouter<EndpointName>(endpoints);

  const answer = async (request: Request, url: URL, context: RequestContext, correlationId: string) => {
    const matches = route(url.pathname);
    if (matches.length === 0) throw unknownPath(url.pathname);
    const match = matches.find(({ endpoint }) => endpoint.method === request.method);
    if (match === undefined) {
      throw methodNotAllowed(request.method, [...new Set(matches.map(({ endpoint }) => endpoint.method))]);
    }
    const { endpoint, params } = match;
    checkApiVersion(endpoint, url);
    checkPermission(endpoint, url, params, context.principal);
    const query = readQuery(endpoint, url);
    const body = endpoint.body && checkBody(endpoint, await readJsonBody(request, endpoint.service));
    const handler = handlers[match.name] as LooseHandler;
    return toResponse(await handler({ request, params, query, body, context, correlationId }));
  };

  return async (request: Request, context: RequestContext): Promise<Response> => {
    const url = new URL(request.url);
    const requestId = uuid(context.rng);
    const correlationId = callersId(request) ?? requestId;
    let response: Response;
    try {
      response = await answer(request, url, context, correlationId);
    } catch (error) {
      const known = error instanceof ServiceError ? error : brokeOff(error, request.signal) ? callerGone() : undefined;
      if (known === undefined) onError?.(error, correlationId);
      response = errorResponse(known ?? internalError(), serviceOf(url.pathname), correlationId);
    }
    response.headers.set('x-ms-request-id', requestId);
    response.headers.set('x-ms-correlation-request-id', correlationId);
    // Configuration is the reader's own business and changes under it; queries state their own caching.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-cache');
    return response;
  };
};

/** Whether an error is that the caller has gone away, which is no fault of the service. */
const brokeOff = (error: unknown, { aborted, reason }: AbortSignal): boolean =>
  aborted &&
  (error === reason ||
    (error instanceof Error && error.name === 'AbortError') ||
    // A host may give the reason as text, and throw it as an error where a body is being read.
    String(error).endsWith(String(reason)));

/** A correlation id the caller chose, if it is harmless to repeat. */
const callersId = (request: Request): string | undefined => {
  const given = request.headers.get('x-ms-correlation-request-id') ?? request.headers.get('x-ms-client-request-id');
  return given !== null && /^[\w-]{1,64}$/.test(given) ? given : undefined;
};

const checkApiVersion = ({ apiVersions, path }: Endpoint, url: URL) => {
  if (apiVersions.length === 0) return;
  const given = url.searchParams.get('api-version');
  if (given === null || given === '') {
    throw new ServiceError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  if (apiVersions.some((version) => version.toLowerCase() === given.toLowerCase())) return;
  const supported = apiVersions.join(', ');
  const [, provider, type] = /\/providers\/([^/]+)\/([^/]+)/.exec(path) ?? [];
  // ARM judges the version itself first, then whether the resource type has it.
  if (provider === undefined || !/^\d{4}-\d{2}-\d{2}(-preview)?$/i.test(given)) {
    throw new ServiceError(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${given}' is invalid. The supported versions are '${supported}'.`,
    );
  }
  throw new ServiceError(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for API version '${given}' for type '${provider}/${type}'. The supported api-versions are '${supported}'.`,
  );
};

const checkPermission = (
  { action, service }: Endpoint,
  url: URL,
  params: Readonly<Record<string, string>>,
  principal: Principal,
) => {
  if (allowsAction([rolePermissions[principal.role]], action)) return;
  const scope = params['scope'] ?? decodeURIComponent(url.pathname);
  const message = `The client '${principal.name}' with object id '${principal.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid.`;
  if (service !== 'logs') throw new ServiceError(403, 'AuthorizationFailed', message);
  throw new ServiceError(403, 'InsufficientAccessError', 'The provided credentials have insufficient access.', {
    innererror: { code: 'AuthorizationFailedError', message },
  });
};

/** What is wrong, as a sentence without its full stop; the small build of zod has no messages of its own. */
const issueText = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue?.code === 'invalid_type') return `${issue.expected} expected`;
  if (issue?.code === 'invalid_value') return `one of ${issue.values.join(', ')} expected`;
  return issue?.message.replace(/\.$/, '') ?? 'invalid input';
};

/** The first problem and where it is: `properties.path`. */
const firstProblem = (error: { readonly issues: readonly z.core.$ZodIssue[] }) => {
  const [issue] = error.issues;
  const target = issue?.path.map(String).join('.') ?? '';
  return { target: target === '' ? undefined : target, text: issueText(issue) };
};

const badInput = (endpoint: Endpoint, where: string, problem: ReturnType<typeof firstProblem>) => {
  const { target, text } = problem;
  const message = `${where}${target === undefined ? '' : ` ('${target}')`} is not valid: ${text}.`;
  if (endpoint.service !== 'logs') return new ServiceError(400, 'InvalidRequestContent', message, { target });
  return new ServiceError(400, 'BadArgumentError', 'The request had some invalid properties', {
    innererror: { code: 'QueryValidationError', message },
  });
};

const readQuery = (endpoint: Endpoint, url: URL): unknown => {
  if (endpoint.query === undefined) return undefined;
  const given = Object.fromEntries(url.searchParams);
  const read = endpoint.query.safeParse(given);
  if (read.success) return read.data;
  throw badInput(endpoint, 'The query string', firstProblem(read.error));
};

const checkBody = (endpoint: Endpoint, body: unknown): unknown => {
  const read = endpoint.body?.safeParse(body);
  if (read === undefined || read.success) return read?.data;
  throw badInput(endpoint, 'The request body', firstProblem(read.error));
};

const toResponse = ({ status, headers, body, encoded }: LooseReply): Response => {
  const head = new Headers(headers);
  const etag = etagOf(body);
  if (etag !== undefined && !head.has('etag')) head.set('etag', etag);
  if (encoded !== undefined) {
    head.set('content-type', 'application/json; charset=utf-8');
    return new Response(encoded, { status, headers: head });
  }
  return body === undefined
    ? new Response(null, { status, headers: head })
    : Response.json(body, { status, headers: head });
};

const etagOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'etag' in body && typeof body.etag === 'string' ? body.etag : undefined;
