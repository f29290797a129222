/** Where the API lives on the page's own origin: nothing else is intercepted. */
const apiPrefixes = ['/subscriptions', '/providers', '/v1', '/dataCollectionRules'] as const;

/** Whether a request is one of the page's API calls. */
export function isApiCall(request: Request, origin: string): boolean {
  const url = new URL(request.url);
  return (
    url.origin === origin &&
    apiPrefixes.some((prefix) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`))
  );
}

/**
 * Answers the page's API calls by `answer`, without the network, until the function it returns is called: the page need
 * not wait for a service worker, and does without where the browser has none (plain http, private mode).
 */
export function answerDirectly(origin: string, answer: (request: Request) => Promise<Response>): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    return isApiCall(request, origin) ? answer(request) : original(request);
  };
  return () => {
    globalThis.fetch = original;
  };
}
