import type * as z from 'zod/mini';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Which of the three Azure hosts serves an endpoint: the client has one base URL for each. */
export type Service = 'arm' | 'logs' | 'ingestion';

/**
 * One row of the contract. Client, dispatcher and conformance cases are all derived from the table of these.
 * `path` holds `{name}` parameters, matched case-insensitively but for the parameters' values; `{scope}` alone spans several
 * segments. `action` is the Azure action the caller needs; `apiVersions` empty means the path carries its version itself.
 */
export type Endpoint = {
  readonly method: HttpMethod;
  readonly service: Service;
  readonly path: string;
  readonly apiVersions: readonly string[];
  readonly action: string;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Body schema of each success status; `null` for a status without a body. */
  readonly replies: Readonly<Record<number, z.ZodMiniType | null>>;
};
