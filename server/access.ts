import type { MiddlewareHandler } from 'hono';
import { errorResponse, serviceOf } from '#core/contract/error-response';
import { ServiceError } from '#core/contract/errors';
import { isApiPath } from './api-paths';

export type AccessRules = {
  /** Port the server listens on, known once it does. */
  readonly port: () => number;
  readonly host: string;
  readonly allowedOrigins: readonly string[];
};

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Values of `Host` under which this server may be addressed. */
const ownHosts = ({ port, host }: AccessRules): string[] =>
  ['localhost', '127.0.0.1', '[::1]', bracketed(host)].flatMap((name) => [
    `${name}:${port()}`,
    // Browsers leave out the port where it is http's own.
    ...(port() === 80 ? [name] : []),
  ]);

const refused = (path: string, message: string): Response =>
  errorResponse(new ServiceError(403, 'Forbidden', message), serviceOf(path), crypto.randomUUID());

/**
 * Keeps other web pages out, since whoever reaches the port is taken for the owner. `Host` must be a loopback name with
 * our port, so that a foreign name rebound to 127.0.0.1 does not work (DNS rebinding); `Origin` and `Sec-Fetch-Site` must
 * not tell of another site. The one thing another site may do is link to a page of the app.
 */
export const checkAccess = (rules: AccessRules): MiddlewareHandler => {
  return async ({ req }, next) => {
    const host = req.header('host')?.toLowerCase();
    const hosts = ownHosts(rules);
    if (host === undefined || !hosts.includes(host))
      return refused(req.path, `This server answers as ${hosts.join(', ')} only, not as '${host ?? ''}'.`);

    const origin = req.header('origin');
    if (origin !== undefined) {
      if (origin === `http://${host}` || rules.allowedOrigins.includes(origin)) return next();
      return refused(req.path, `Pages of '${origin}' may not call this server.`);
    }

    const site = req.header('sec-fetch-site');
    const ownSite = site === undefined || site === 'same-origin' || site === 'none';
    const followedLink = req.method === 'GET' && req.header('sec-fetch-dest') === 'document' && !isApiPath(req.path);
    if (ownSite || followedLink) return next();
    return refused(req.path, 'Pages of another site may not call this server.');
  };
};
