import * as z from 'zod/mini';

/** Nested cause of an error, as Azure's services report it; deeper levels are more specific. */
export type InnerError = {
  readonly code?: string;
  readonly message?: string;
  /** 1-based line and column of a query error, and the text found there. */
  readonly line?: number;
  readonly pos?: number;
  readonly token?: string;
  readonly severity?: number;
  readonly severityName?: string;
  readonly innererror?: InnerError;
};

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

export const innerError = z.custom<InnerError>(isObject);

export const errorInfo = z.looseObject({
  code: z.string(),
  message: z.string(),
  target: z.optional(z.string()),
  correlationId: z.optional(z.string()),
  details: z.optional(
    z.array(z.looseObject({ code: z.string(), message: z.optional(z.string()), innererror: z.optional(innerError) })),
  ),
  innererror: z.optional(innerError),
});
export type ErrorInfo = z.infer<typeof errorInfo>;

/** Body of every error, ARM's and the query API's alike. */
export const errorReply = z.looseObject({ error: errorInfo });

type ServiceErrorOptions = {
  readonly target?: string;
  readonly details?: readonly { readonly code: string; readonly message?: string; readonly target?: string }[];
  readonly innererror?: InnerError;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What a handler throws to answer with an error: the dispatcher turns it into Azure's error body. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly options: ServiceErrorOptions = {},
  ) {
    super(message);
  }
}

/** 400 of ARM for a body or a parameter it cannot take; `target` names the field. */
export const invalidContent = (message: string, target?: string) =>
  new ServiceError(400, 'InvalidRequestContent', message, { target });

/** 404 of ARM for a resource that does not exist, by its type and name. */
export const resourceNotFound = (type: string, name: string, resourceGroup: string) =>
  new ServiceError(
    404,
    'ResourceNotFound',
    `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found.`,
  );

/** 412 for a write whose `If-Match` or `If-None-Match` does not hold. */
export const preconditionFailed = () =>
  new ServiceError(
    412,
    'PreconditionFailed',
    'The resource was changed since it was read: the condition of the If-Match or If-None-Match header is not met.',
  );

type ApiErrorFields = {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly correlationId?: string;
  readonly target?: string;
  readonly innererror?: InnerError;
  /** Seconds to wait before trying again, from `Retry-After`. */
  readonly retryAfter?: number;
};

/** What the client throws for every answer that is not a success, and for no answer at all (`NetworkError`). */
export class ApiError extends Error implements ApiErrorFields {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly correlationId?: string;
  readonly target?: string;
  readonly innererror?: InnerError;
  readonly retryAfter?: number;
  constructor(message: string, fields: ApiErrorFields, options?: ErrorOptions) {
    super(message, options);
    this.status = fields.status;
    this.code = fields.code;
    this.correlationId = fields.correlationId;
    this.target = fields.target;
    this.innererror = fields.innererror;
    this.retryAfter = fields.retryAfter;
  }
}

/** Reads an error body of any of the three services; text that is not one becomes the message of a general error. */
export const toApiError = (status: number, body: unknown, headers: Headers): ApiError => {
  const parsed = errorReply.safeParse(body);
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : undefined;
  const correlationId = headers.get('x-ms-correlation-request-id') ?? undefined;
  if (!parsed.success) {
    const code = `Http${status}`;
    return new ApiError(`The service answered with status ${status}.`, { status, code, correlationId, retryAfter });
  }
  const { error } = parsed.data;
  return new ApiError(error.message, {
    status,
    code: error.code,
    correlationId: error.correlationId ?? correlationId,
    target: error.target,
    innererror: error.innererror,
    retryAfter,
  });
};
