import type { Service } from './endpoint';
import { ServiceError } from './errors';

/** Which service a path belongs to: the three share one port in self-hosted mode. */
export const serviceOf = (pathname: string): Service => {
  const first = pathname.split('/')[1]?.toLowerCase();
  if (first === 'v1') return 'logs';
  return first === 'datacollectionrules' ? 'ingestion' : 'arm';
};

/** 404 for a path no endpoint has, in the words of the service that would own it. */
export const unknownPath = (pathname: string): ServiceError => {
  const service = serviceOf(pathname);
  if (service === 'logs') return new ServiceError(404, 'PathNotFoundError', 'The requested path does not exist');
  if (service === 'ingestion') return new ServiceError(404, 'NotFound', 'The requested path does not exist');
  const [, provider, type] = /\/providers\/([^/]+)\/([^/]+)/i.exec(pathname) ?? [];
  if (provider === undefined || type === undefined) {
    return new ServiceError(404, 'NotFound', `No resource type of Azure Resource Manager is served at '${pathname}'.`);
  }
  return new ServiceError(
    404,
    'InvalidResourceType',
    `The resource type '${type}' could not be found in the namespace '${provider}'.`,
  );
};

/** 405, with the methods that would do. Its code is ours: Azure's is not documented. */
export const methodNotAllowed = (method: string, allowed: readonly string[]): ServiceError =>
  new ServiceError(
    405,
    'MethodNotAllowed',
    `The method '${method}' is not allowed for this resource; allowed: ${allowed.join(', ')}.`,
    { headers: { allow: allowed.join(', ') } },
  );

/** 500 that says nothing of what went wrong inside: the correlation id leads to the log. */
export const internalError = (): ServiceError =>
  new ServiceError(
    500,
    'InternalServerError',
    'The request could not be completed because of an error inside the service.',
  );

/** 499, which proxies write for it too: nobody waits for the answer any more. For logs; nobody receives it. */
export const callerGone = (): ServiceError =>
  new ServiceError(499, 'ClientClosedRequest', 'The caller closed the request before it was answered.');

/** Error body of a service. The query API repeats the correlation id in it, ARM leaves it to the header. */
export const errorResponse = (error: ServiceError, service: Service, correlationId: string): Response => {
  const { target, details, innererror, headers } = error.options;
  const body = {
    error: {
      code: error.code,
      message: error.message,
      target,
      ...(service === 'arm' ? {} : { correlationId }),
      details,
      innererror,
    },
  };
  return Response.json(body, { status: error.status, headers: { ...headers } });
};
