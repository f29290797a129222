import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { RequestContext } from '#core/contract/context';
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
  readonly context: RequestContext;
  readonly access: AccessRules;
  /** Folder of the built app. */
  readonly appFolder: string;
  readonly log: Logger;
};

/** Where the app shows the workspace list. */
const isList = (path: string) => path === '/' || path === '/workspaces';

/**
 * The server as a function of requests. Bodies are bounded by the engine, by endpoint. Replies of the API are not
 * compressed: they go no further than this machine.
 */
export function createApp({ engine, context, access, appFolder, log }: AppSettings): Hono<NonceVariables> {
  const app = new Hono<NonceVariables>();
  app.use(logRequests(log));
  app.use(securityHeaders());
  app.use(checkAccess(access));
  app.use(crossOrigin(access.allowedOrigins));
  app.get('/healthz', ({ json }) => json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }));
  app.use(({ req }, next) => (isApiPath(req.path) ? engine.fetch(req.raw, context) : next()));
  app.all(
    '*',
    serveApp(appFolder, (path, origin) => (isList(path) ? listAhead(engine, context, origin) : Promise.resolve([]))),
  );
  app.onError((error, { text }) => {
    log.error({ err: error }, 'request failed');
    return text('Internal error\n', 500);
  });
  return app;
}
