import { answersAttribute, asOfName, type PageAnswer } from '#core/contract/page-answers';

/**
 * Answers that are there before the app asks: the server put them into the page, or the page's first script (early.ts) sent the
 * requests. The app asks as always, through its one client; where the very same request was answered ahead, it gets that answer instead
 * of a second one.
 */

/** A page kept by the browser longer than this shows numbers of its own time, not those the server gave it. Milliseconds. */
const fresh = 60_000;

const attached = typeof document === 'undefined' ? null : document.querySelector(`meta[name="${asOfName}"]`);
const given = Number(attached?.getAttribute('content') ?? Number.NaN);
/** The server has put answers into the page, and they still hold. */
export const hasAnswers = Math.abs(Date.now() - given) < fresh;

/** When the page began, ms since 1970: the first moment its numbers refer to. */
export const startedAt = hasAnswers ? given : Date.now();

type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

type Send = (request: Request) => Promise<Response>;

const answers = new Map<string, Promise<Answer>>();
const inPage = new Map<string, string>();

const keyOf = (method: string, url: string, body: string) => `${method} ${url} ${body}`;
const methodFor = (body: string | undefined) => (body === undefined ? 'GET' : 'POST');

const isAnswer = (value: unknown): value is PageAnswer =>
  typeof value === 'object' && value !== null && 'path' in value && 'text' in value && typeof value.text === 'string';

/** Takes the answers out of the page as far as it has come. */
function readPage(origin: string): void {
  for (const element of document.querySelectorAll(`script[${answersAttribute}]`)) {
    let found: unknown;
    try {
      found = JSON.parse(element.textContent);
    } catch {
      // The rest of it is on its way.
      continue;
    }
    element.remove();
    for (const each of Array.isArray(found) ? found.filter(isAnswer) : [])
      inPage.set(keyOf(methodFor(each.body), origin + each.path, each.body ?? ''), each.text);
  }
}

let growth: Promise<void> | undefined;

/** Fulfilled when more of the page has come, or all. */
const pageGrew = (): Promise<void> =>
  (growth ??= new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      document.removeEventListener('DOMContentLoaded', done);
      growth = undefined;
      resolve();
    };
    const observer = new MutationObserver(done);
    observer.observe(document, { subtree: true, childList: true });
    document.addEventListener('DOMContentLoaded', done);
  }));

/** The answer in the page, once; undefined where the page has come to its end without it. */
async function takeFromPage(key: string, origin: string): Promise<string | undefined> {
  for (;;) {
    readPage(origin);
    const text = inPage.get(key);
    if (text !== undefined || document.readyState !== 'loading') {
      inPage.delete(key);
      return text;
    }
    await pageGrew();
  }
}

/** Where answers come from: by sending, or from the page where there are some in it that hold. */
export type Source = { readonly send: Send; readonly hasAnswers: boolean };

/**
 * Finds the answer to a GET, or to a POST where there is a body, in the page or sends the request, and keeps the answer. Resolves to its
 * JSON; rejects where there is none.
 */
export async function askAhead(source: Source, path: string, body?: string): Promise<unknown> {
  const { origin } = globalThis.location;
  const method = methodFor(body);
  const headers: HeadersInit = body === undefined ? {} : { 'content-type': 'application/json' };
  const key = keyOf(method, origin + path, body ?? '');
  const ask = async (): Promise<Answer> => {
    const text = source.hasAnswers ? await takeFromPage(key, origin) : undefined;
    if (text !== undefined) return { status: 200, headers: new Headers({ 'content-type': 'application/json' }), text };
    const response = await source.send(new Request(origin + path, { method, headers, body }));
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const answer = ask();
  answers.set(key, answer);
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
export const endAhead = (): void => {
  answers.clear();
  inPage.clear();
};

let shown: 'nothing' | 'names' | 'all' = 'nothing';

/** The first script has put names, or all it knows, on the page; the app takes over once it can show as much. */
export const markShown = (what: 'names' | 'all'): void => {
  shown = what;
};
export const shownAhead = (): 'nothing' | 'names' | 'all' => shown;
