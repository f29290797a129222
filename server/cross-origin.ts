import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/**
 * CORS for `FIM_ALLOWED_ORIGINS`, off when there are none. The lists are what clients of Azure's two APIs send and read:
 * Azure exposes less, which keeps its own pages from seeing `Retry-After`.
 */
export const crossOrigin = (allowedOrigins: readonly string[]): MiddlewareHandler =>
  allowedOrigins.length === 0
    ? (_, next) => next()
    : cors({
        origin: [...allowedOrigins],
        allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
        allowHeaders: [
          'Authorization',
          'Content-Type',
          'Content-Encoding',
          'Prefer',
          'Cache-Control',
          'If-Match',
          'x-ms-client-request-id',
        ],
        exposeHeaders: ['Retry-After', 'Location', 'Azure-AsyncOperation', 'ETag', 'x-ms-request-id'],
        maxAge: 600,
      });
