import type { DemoSettings } from './protocol';

/**
 * Inputs that force what is otherwise hard to see. They wrap the engine here and are no part of it: a query text that
 * contains one of these words gets the answer described, and so does a request whose address does (a workspace of that name);
 * everything else passes.
 */
const sentinels = {
  /** Answers as usual, three seconds late. */
  'fim-sentinel-slow': 'slow',
  /** 502 with an error body of the query service. */
  'fim-sentinel-query-error': 'query-error',
  /** Answers as usual and says that rows are missing. */
  'fim-sentinel-partial': 'partial',
  /** No answer at all, as from a server that is down. */
  'fim-sentinel-offline': 'offline',
  /** From then on every answer is 401, as of an access token that has run out. */
  'fim-sentinel-expired': 'expired',
  /** 403 as for somebody whose role was taken away. */
  'fim-sentinel-denied': 'denied',
  /** 429 with a time to wait. */
  'fim-sentinel-throttled': 'throttled',
  /** From then on the workspace asked for does not exist any more. */
  'fim-sentinel-gone': 'gone',
  /** 502 the first time, then as usual: a customerId of the demo with many workspaces. */
  'fim-sentinel-once': 'once',
} as const;

type Scenario = (typeof sentinels)[keyof typeof sentinels];

const scenarioOf = (text: string): Scenario | undefined =>
  Object.entries(sentinels).find(([sentinel]) => text.includes(sentinel))?.[1];

const correlationId = '00000000-0000-4000-8000-000000000000';
const errorBody = (code: string, message: string) => ({ error: { code, message, correlationId } });

/** Answers that take the place of the engine's. */
const refusals = {
  once: {
    status: 502,
    body: errorBody('BadGatewayError', 'The query service did not answer. (Forced once by the request.)'),
    headers: {},
  },
  'query-error': {
    status: 502,
    body: errorBody('BadGatewayError', 'The query service did not answer. (Forced by the query text.)'),
    headers: {},
  },
  'write-error': {
    status: 503,
    body: errorBody('ServiceUnavailable', 'The service could not store the item. (Forced once by the demo.)'),
    headers: {},
  },
  expired: {
    status: 401,
    body: errorBody('ExpiredAuthenticationToken', 'The access token expired. (Forced by the request.)'),
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  },
  denied: {
    status: 403,
    body: errorBody('InsufficientAccessError', 'The caller may not read this workspace. (Forced by the request.)'),
    headers: {},
  },
  throttled: {
    status: 429,
    body: errorBody('ThrottledError', 'Too many requests. (Forced by the request.)'),
    headers: { 'retry-after': '2' },
  },
  gone: {
    status: 404,
    body: errorBody('ResourceNotFoundError', 'The workspace could not be found. (Forced by the query text.)'),
    headers: {},
  },
} as const satisfies Partial<Record<Scenario | 'write-error', unknown>>;
type Refusal = keyof typeof refusals;

const refuse = (refusal: Refusal) => {
  const { status, body, headers } = refusals[refusal];
  return Response.json(body, { status, headers });
};

const partialError = {
  code: 'PartialError',
  message: 'There were some errors when processing your query.',
  details: [
    {
      code: 'EngineError',
      message: 'Something went wrong processing your query on the server. (Forced by the query text.)',
      innererror: { code: '-2133196797', message: 'The results of this query exceed the set limit.', severity: 2 },
    },
  ],
};

type Fetch<Context> = (request: Request, context: Context) => Promise<Response>;

/**
 * Wraps an engine's `fetch` so that sentinel texts force errors, waits and partial results. The first write to an address that
 * contains `failOnce` fails; every request is taken to contain `force`.
 */
export function withScenarios<Context>(
  engine: Fetch<Context>,
  wait: (milliseconds: number) => Promise<void>,
  { failOnce, force = '' }: Pick<DemoSettings, 'failOnce' | 'force'> = {},
): Fetch<Context> {
  const forced = scenarioOf(force);
  let hasFailed = failOnce === undefined;
  const gone = new Set<string>();
  let expired = false;
  let failedOnce = false;
  const fetch = withoutWorkspaces(engine, gone);
  return async (request, context) => {
    const { pathname } = new URL(request.url);
    const isQuery = pathname.toLowerCase().startsWith('/v1/');
    const address = decodeURIComponent(request.url);
    const text = isQuery && request.method !== 'GET' ? await request.clone().text() : address;
    if (!hasFailed && failOnce !== undefined && request.method !== 'GET' && address.includes(failOnce)) {
      hasFailed = true;
      return refuse('write-error');
    }
    const isBatch = pathname.toLowerCase() === '/v1/$batch';
    const scenario = forced ?? scenarioOf(text);
    const chosen = forced === undefined ? undefined : () => true;
    if (expired) return refuse('expired');
    switch (scenario) {
      case undefined:
        return fetch(request, context);
      case 'slow':
        await wait(3000);
        return fetch(request, context);
      case 'offline':
        return Response.error();
      case 'gone':
        if (!isQuery) return fetch(request, context);
        for (const id of isBatch ? batchWorkspaces(text) : [address.match(workspaceInPath)?.[1]]) if (id) gone.add(id);
        return fetch(request, context);
      case 'partial': {
        const response = await fetch(request, context);
        return isBatch ? eachOfBatch(text, response, 'partial', chosen) : asPartial(response);
      }
      case 'expired':
        expired = true;
        return refuse('expired');
      case 'once': {
        if (failedOnce) return fetch(request, context);
        failedOnce = true;
        return isBatch ? eachOfBatch(text, await fetch(request, context), scenario) : refuse(scenario);
      }
      case 'query-error':
      case 'denied':
      case 'throttled':
        return isBatch ? eachOfBatch(text, await fetch(request, context), scenario, chosen) : refuse(scenario);
    }
  };
}

const workspaceInPath = /\/v1\/workspaces\/([^/?]+)\//i;

const batchWorkspaces = (text: string): readonly string[] =>
  list(object(JSON.parse(text))['requests']).flatMap((item) => {
    const { workspace, body } = object(item);
    return typeof workspace === 'string' && scenarioOf(JSON.stringify(body)) === 'gone' ? [workspace] : [];
  });

/** The engine without some workspaces (customerIds): queries over them and their own resources answer 404. */
function withoutWorkspaces<Context>(engine: Fetch<Context>, gone: ReadonlySet<string>): Fetch<Context> {
  const isGone = (item: unknown) => gone.has(String(object(object(item)['properties'])['customerId']));
  return async (request, context) => {
    if (gone.size === 0) return engine(request, context);
    const { pathname } = new URL(request.url);
    const asked = decodeURIComponent(pathname).match(workspaceInPath)?.[1];
    if (asked !== undefined && gone.has(asked)) return refuse('gone');
    const sent = pathname.toLowerCase() === '/v1/$batch' ? await request.clone().text() : undefined;
    const response = await engine(request, context);
    if (sent !== undefined) {
      return eachOfBatch(sent, response, 'gone', ({ workspace }) => gone.has(String(workspace)));
    }
    if (!response.ok || !/\/workspaces(?:\/[^/]+)?$/i.test(pathname)) return response;
    const body = object(await response.json());
    if (isGone(body)) return refuse('gone');
    const value = body['value'];
    return Response.json(Array.isArray(value) ? { ...body, value: value.filter((item) => !isGone(item)) } : body);
  };
}

async function asPartial(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const body: unknown = await response.json();
  return Response.json({ ...object(body), error: partialError }, { status: response.status });
}

/** Changes the answers of those requests of a batch that are `chosen`: whose text has the sentinel. */
async function eachOfBatch(
  text: string,
  response: Response,
  scenario: Refusal | 'partial',
  chosen = (request: Readonly<Record<string, unknown>>) => scenarioOf(JSON.stringify(request)) === scenario,
): Promise<Response> {
  if (!response.ok) return response;
  const asked = list(object(JSON.parse(text))['requests']).map(object);
  const forced = new Set(asked.filter(chosen).map((request) => request['id']));
  const body = object(await response.json());
  const responses = list(body['responses']).map((item) => {
    const answer = object(item);
    if (!forced.has(answer['id'])) return answer;
    return scenario === 'partial'
      ? { ...answer, body: { ...object(answer['body']), error: partialError } }
      : { ...answer, status: refusals[scenario].status, body: refusals[scenario].body };
  });
  return Response.json({ ...body, responses }, { status: response.status });
}

const object = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
