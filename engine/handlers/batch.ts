import type { batchEndpoints, BatchRequest } from '#core/contract/batch';
import type { RequestContext } from '#core/contract/context';
import type { Handlers } from '#core/contract/dispatch';
import { invalidQueryRequest } from '../query-errors';

type Fetch = (request: Request, context: RequestContext) => Promise<Response>;

const maxRequests = 100;
/** How many different questions run at a time, which bounds what is held in memory. */
const atOnce = 16;

const question = ({ method, path, headers, body }: BatchRequest) => JSON.stringify([method, path, headers, body]);

/** The first that waits, and all that ask the same of other workspaces: a store can answer those together. */
const takeAlike = (waiting: BatchRequest[]): readonly BatchRequest[] => {
  const [first] = waiting;
  const asked = first && question(first);
  const alike = waiting.filter((item) => question(item) === asked);
  waiting.splice(0, waiting.length, ...waiting.filter((item) => !alike.includes(item)));
  return alike;
};

const pathPattern = /^\/?(query|metadata)(\?.*)?$/i;

/** The call one item of a batch stands for. An item may only reach the two paths a batch is for. */
const toRequest = (item: BatchRequest, outer: Request): Request => {
  const path = pathPattern.test(item.path) ? item.path.replace(/^\//, '') : 'unknown';
  const url = new URL(`/v1/workspaces/${encodeURIComponent(item.workspace)}/${path}`, outer.url);
  const method = (item.method ?? 'GET').toUpperCase();
  const headers = new Headers({ 'content-type': 'application/json' });
  const prefer = Object.entries(item.headers ?? {}).find(([name]) => name.toLowerCase() === 'prefer')?.[1];
  if (prefer !== undefined) headers.set('prefer', prefer);
  const body = typeof item.body === 'string' ? item.body : JSON.stringify(item.body ?? {});
  return new Request(url, { method, headers, signal: outer.signal, ...(method === 'GET' ? {} : { body }) });
};

/** Each item is answered by the engine as if it had come alone, and its reply's text is put in as it is. */
export const batchHandlers = (fetch: Fetch): Pick<Handlers, keyof typeof batchEndpoints> => ({
  batch: async ({ body: { requests }, request, context }) => {
    if (requests.length > maxRequests) throw invalidQueryRequest(`A batch takes at most ${maxRequests} requests.`);
    if (new Set(requests.map(({ id }) => id)).size < requests.length) {
      throw invalidQueryRequest('The ids of a batch have to differ.');
    }
    const responses: string[] = [];
    const waiting = [...requests];
    const answer = async (item: BatchRequest) => {
      const response = await fetch(toRequest(item, request), context);
      const head = JSON.stringify({ id: item.id, status: response.status, headers: headersOf(response) });
      responses.push(`${head.slice(0, -1)},"body":${(await response.text()) || 'null'}}`);
    };
    const work = async () => {
      for (let lot = takeAlike(waiting); lot.length > 0; lot = takeAlike(waiting)) await Promise.all(lot.map(answer));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return { status: 200, encoded: `{"responses":[${responses.join(',')}]}` };
  },
});

const headersOf = ({ headers }: Response) =>
  Object.fromEntries(
    ['content-type', 'x-ms-correlation-request-id'].flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
