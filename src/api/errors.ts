/** A failure as a person should read it. `code` and `correlationId` are what support asks for. */
export type ErrorText = {
  readonly message: string;
  readonly code?: string;
  readonly status?: number;
  readonly correlationId?: string;
};

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** HTTP status of an API error, undefined for anything else. */
export const errorStatus = (error: unknown): number | undefined => {
  const status = field(error, 'status');
  return typeof status === 'number' ? status : undefined;
};

/** Seconds a service that was asked too much wants to be left alone, where it says so. */
export const retryAfter = (error: unknown): number | undefined => {
  const seconds = field(error, 'retryAfter');
  return typeof seconds === 'number' ? seconds : undefined;
};

/** Reads an `ApiError`, an Azure error body (`{ error: { code, message } }`), or any thrown value. */
export const describeError = (error: unknown): ErrorText => {
  const body = field(error, 'error') ?? error;
  const status = errorStatus(error);
  const code = text(field(body, 'code'));
  const correlationId = text(field(body, 'correlationId')) ?? text(field(error, 'correlationId'));
  if (status === undefined && code === undefined && error instanceof TypeError) {
    return { message: 'The server could not be reached. Check that it is running, then retry.', code: 'NetworkError' };
  }
  return { message: text(field(body, 'message')) ?? 'The request failed.', code, status, correlationId };
};
