/**
 * Answers to requests that the page's first script (early.ts) sends before the app has been evaluated. The app asks as
 * always, through its one client; where the very same request was sent ahead, it gets that answer instead of a second one.
 */

/** When the page began, ms since 1970: the first moment its numbers refer to. */
export const startedAt = Date.now();

type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

export type Send = (request: Request) => Promise<Response>;

const answers = new Map<string, Promise<Answer>>();

const keyOf = (method: string, url: string, body: string) => `${method} ${url} ${body}`;

/** Sends a GET, or a POST where there is a body, and keeps its answer. Resolves to the answer's JSON; rejects where there is none. */
export async function askAhead(send: Send, url: string, body?: string): Promise<unknown> {
  const method = body === undefined ? 'GET' : 'POST';
  const headers: HeadersInit = body === undefined ? {} : { 'content-type': 'application/json' };
  const ask = async (): Promise<Answer> => {
    const response = await send(new Request(url, { method, headers, body }));
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const answer = ask();
  answers.set(keyOf(method, url, body ?? ''), answer);
  const { text } = await answer;
  return JSON.parse(text);
}

/** The answer that was asked for ahead, once; undefined where there is none and the request has to be sent. */
export async function takeAhead(request: Request): Promise<Response | undefined> {
  if (answers.size === 0) return undefined;
  const body = request.method === 'POST' ? await request.clone().text() : '';
  const key = keyOf(request.method, request.url, body);
  const answer = answers.get(key);
  answers.delete(key);
  // One that failed is asked for again, by somebody who can say what went wrong.
  const found = await answer?.catch(() => undefined);
  return found && new Response(found.text, found);
}

/** Forgets what nobody took: from now on answers have to be new. */
export const endAhead = (): void => answers.clear();

let shown: 'nothing' | 'names' | 'all' = 'nothing';

/** The first script has put names, or all it knows, on the page; the app takes over once it can show as much. */
export const markShown = (what: 'names' | 'all'): void => {
  shown = what;
};
export const shownAhead = (): 'nothing' | 'names' | 'all' => shown;
