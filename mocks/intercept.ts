import { http } from 'msw';
import { setupWorker } from 'msw/browser';

/** Where the API lives on the page's own origin: one catch-all each, nothing else is intercepted. */
export const apiPrefixes = ['/subscriptions', '/providers', '/v1', '/dataCollectionRules'] as const;

/**
 * Sends the API calls of this page to `answer`. MSW's service worker does it, so that they are requests like any other in
 * the browser's network panel; MSW patches `fetch` where there are no service workers (plain http). Where the browser has
 * them and refuses this one (blocked, private mode), `fetch` is patched here. `base` is the folder the app lies in.
 */
export async function intercept(base: URL, answer: (request: Request) => Promise<Response>): Promise<void> {
  const { origin } = base;
  const handlers = apiPrefixes.flatMap((prefix) =>
    [`${origin}${prefix}`, `${origin}${prefix}/*`].map((path) => http.all(path, ({ request }) => answer(request))),
  );
  try {
    await setupWorker(...handlers).start({
      quiet: true,
      onUnhandledRequest: 'bypass',
      serviceWorker: {
        url: new URL('mockServiceWorker.js', base).href,
        options: { scope: base.pathname },
      },
    });
  } catch {
    patchFetch(origin, answer);
  }
}

function patchFetch(origin: string, answer: (request: Request) => Promise<Response>) {
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const isApi = apiPrefixes.some((prefix) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`));
    return url.origin === origin && isApi ? answer(request) : original(request);
  };
}
