/**
 * Inputs that force what is otherwise hard to see. They wrap the engine here and are no part of it: a query text that
 * contains one of these words gets the answer described, everything else passes.
 */
const sentinels = {
  /** Answers as usual, three seconds late. */
  'fim-sentinel-slow': 'slow',
  /** 502 with an error body of the query service. */
  'fim-sentinel-query-error': 'query-error',
  /** Answers as usual and says that rows are missing. */
  'fim-sentinel-partial': 'partial',
} as const;

type Scenario = (typeof sentinels)[keyof typeof sentinels];

const scenarioOf = (text: string): Scenario | undefined =>
  Object.entries(sentinels).find(([sentinel]) => text.includes(sentinel))?.[1];

const errorBody = {
  error: {
    code: 'BadGatewayError',
    message: 'The query service did not answer. (Forced by the query text.)',
    correlationId: '00000000-0000-4000-8000-000000000000',
  },
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

/** Wraps an engine's `fetch` so that sentinel query texts force errors, waits and partial results. */
export function withScenarios<Context>(
  fetch: (request: Request, context: Context) => Promise<Response>,
  wait: (milliseconds: number) => Promise<void>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const { pathname } = new URL(request.url);
    if (!pathname.toLowerCase().startsWith('/v1/')) return fetch(request, context);
    const text = request.method === 'GET' ? decodeURIComponent(request.url) : await request.clone().text();
    const isBatch = pathname.toLowerCase() === '/v1/$batch';
    switch (scenarioOf(text)) {
      case undefined:
        return fetch(request, context);
      case 'slow':
        await wait(3000);
        return fetch(request, context);
      case 'query-error':
        return isBatch
          ? eachOfBatch(text, await fetch(request, context), 'query-error')
          : Response.json(errorBody, { status: 502 });
      case 'partial': {
        const response = await fetch(request, context);
        return isBatch ? eachOfBatch(text, response, 'partial') : asPartial(response);
      }
    }
  };
}

async function asPartial(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const body: unknown = await response.json();
  return Response.json({ ...object(body), error: partialError }, { status: response.status });
}

/** Changes the answers of those requests of a batch whose text has the sentinel. */
async function eachOfBatch(text: string, response: Response, scenario: 'query-error' | 'partial'): Promise<Response> {
  if (!response.ok) return response;
  const asked = list(object(JSON.parse(text))['requests']).map(object);
  const forced = new Set(
    asked.filter((request) => scenarioOf(JSON.stringify(request)) === scenario).map((request) => request['id']),
  );
  const body = object(await response.json());
  const responses = list(body['responses']).map((item) => {
    const answer = object(item);
    if (!forced.has(answer['id'])) return answer;
    return scenario === 'partial'
      ? { ...answer, body: { ...object(answer['body']), error: partialError } }
      : { ...answer, status: 502, body: errorBody };
  });
  return Response.json({ ...body, responses }, { status: response.status });
}

const object = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
