import { http } from 'msw/core/http';
import { setupWorker } from 'msw/browser';
import { isApiCall } from './direct-fetch';

/**
 * Sends the API calls of this page to `answer` through MSW's service worker. `base` is the folder the
 * app lies in. Rejects where the browser refuses the service worker.
 */
export async function intercept(base: URL, answer: (request: Request) => Promise<Response>): Promise<void> {
  // One handler, not one a prefix: each reads the page's cookies for every request there is.
  const handler = http.all(
    ({ request }) => isApiCall(request, base.origin),
    ({ request }) => answer(request).catch(() => Response.error()),
  );
  await setupWorker(handler).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: {
      url: new URL('mockServiceWorker.js', base).href,
      options: { scope: base.pathname },
    },
  });
}
