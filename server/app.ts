import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Principal, RequestContext } from '#core/contract/context';
import type { Engine } from '#engine/engine';
import { checkAccess, type AccessRules } from './access';
import { isApiPath } from './api-paths';
import { crossOrigin } from './cross-origin';
import { listAhead } from './list-ahead';
import { logRequests } from './request-log';
import { securityHeaders, type NonceVariables } from './security-headers';
import { serveApp } from './static-files';

export type AppSettings = {
  readonly engine: Pick<Engine, 'fetch'>;
  /** Who calls by default, and clock and randomness for everybody. */
  readonly context: RequestContext;
  /** Bearer token by which the local agent is known; without one it is nobody special. */
  readonly agentToken?: string;
  readonly access: AccessRules;
  /** Folder of the built app. */
  readonly appFolder: string;
  readonly log: Logger;
};

const localAgent: Principal = { name: 'agent', objectId: '10ca1000-0000-4000-8000-00000000000b', role: 'agent' };

/** Where the app shows the workspace list. */
const isList = (path: string) => path === '/' || path === '/workspaces';

/**
 * The server as a function of requests. Bodies are bounded by the engine, by endpoint. Replies of the API are not
 * compressed: they go no further than this machine.
 */
export function createApp({ engine, context, agentToken, access, appFolder, log }: AppSettings): Hono<NonceVariables> {
  const app = new Hono<NonceVariables>();
  const asAgent: RequestContext = { ...context, principal: localAgent };
  const contextOf = (authorization: string | undefined) =>
    agentToken !== undefined && authorization === `Bearer ${agentToken}` ? asAgent : context;
  app.use(logRequests(log));
  app.use(securityHeaders());
  app.use(checkAccess(access));
  app.use(crossOrigin(access.allowedOrigins));
  app.get('/healthz', ({ json }) => json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }));
  app.use(({ req }, next) =>
    isApiPath(req.path) ? engine.fetch(req.raw, contextOf(req.header('authorization'))) : next(),
  );
  app.all(
    '*',
    serveApp(appFolder, (request) =>
      isList(new URL(request.url).pathname) ? listAhead(engine, context, request) : undefined,
    ),
  );
  app.onError((error, { text }) => {
    log.error({ err: error }, 'request failed');
    return text('Internal error\n', 500);
  });
  return app;
}
