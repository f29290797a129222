import { http } from 'msw/core/http';
import { setupWorker } from 'msw/browser';
import { apiPrefixes } from './direct-fetch';

/**
 * Sends the API calls of this page to `answer` through MSW's service worker: one catch-all each. `base` is the folder the
 * app lies in. Rejects where the browser refuses the service worker.
 */
export async function intercept(base: URL, answer: (request: Request) => Promise<Response>): Promise<void> {
  const { origin } = base;
  const handlers = apiPrefixes.flatMap((prefix) =>
    [`${origin}${prefix}`, `${origin}${prefix}/*`].map((path) =>
      http.all(path, ({ request }) => answer(request).catch(() => Response.error())),
    ),
  );
  await setupWorker(...handlers).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: {
      url: new URL('mockServiceWorker.js', base).href,
      options: { scope: base.pathname },
    },
  });
}
