import type { MiddlewareHandler } from 'hono';

/**
 * Content security policy of one response. Scripts come from our own files only; style elements carry the nonce, which
 * Fluent's renderer reads from the page; style attributes cannot carry one and are allowed by themselves.
 */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export type NonceVariables = { Variables: { nonce: string } };

/** Sets the security headers of every response and leaves the response's style nonce in `nonce`. */
export const securityHeaders = (): MiddlewareHandler<NonceVariables> => async (context, next) => {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  context.set('nonce', nonce);
  await next();
  const headers: Readonly<Record<string, string>> = {
    'content-security-policy': contentSecurityPolicy(nonce),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
  for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
};
