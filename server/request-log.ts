import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';

/** The caller has gone: pages that close and queries that are superseded end so all the time. */
const callerGone = 499;

const levelOf = (status: number): 'error' | 'info' | 'debug' =>
  status >= 500 ? 'error' : status >= 400 && status !== callerGone ? 'info' : 'debug';

/** One line per request: our failures as errors, refusals as info, the rest for those who ask (`debug`). */
export const logRequests =
  (log: Logger): MiddlewareHandler =>
  async (context, next) => {
    const start = performance.now();
    await next();
    const { status, headers } = context.res;
    log[levelOf(status)](
      {
        method: context.req.method,
        path: context.req.path,
        status,
        ms: Math.round(performance.now() - start),
        requestId: headers.get('x-ms-request-id') ?? undefined,
      },
      'request',
    );
  };
