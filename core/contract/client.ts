import type { Endpoint, Service } from './endpoint';
import type { BodyInput, Params, QueryInput, ReplyBody } from './endpoint-types';
import { endpoints, type EndpointName, type Endpoints } from './endpoints';
import { ApiError, toApiError } from './errors';
import { replyPieces } from './reply-pieces';

export type ClientSettings = {
  /** Base URLs of Azure Resource Manager, the query API (without `/v1`) and the logs ingestion API. */
  readonly armUrl: string;
  readonly logsUrl: string;
  readonly ingestionUrl: string;
  /** Bearer token for a service; undefined where none is needed. */
  readonly token?: (service: Service) => Promise<string | undefined>;
  readonly fetch?: (request: Request) => Promise<Response>;
  /**
   * Lets others run. With it, a reply of many rows is parsed a few milliseconds at a time, as its bytes come; without, at once.
   */
  readonly pause?: () => Promise<void>;
};

type CallOptions = {
  readonly signal?: AbortSignal;
  /** `Prefer`, `If-Match`, `Cache-Control` and the like. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the body compressed: worth it for rows. */
  readonly gzip?: boolean;
};

type Given<Name extends string, T> = undefined extends T ? unknown : { readonly [key in Name]: T };
/** A query object whose members are all optional may be left out. */
type GivenQuery<T> = Record<never, never> extends T ? { readonly query?: T } : Given<'query', T>;

export type Call<E extends Endpoint> = CallOptions &
  (Record<never, never> extends Params<E> ? unknown : { readonly params: Params<E> }) &
  GivenQuery<QueryInput<E>> &
  Given<'body', BodyInput<E>>;

type Method<E extends Endpoint> = (
  ...args: Record<never, never> extends Call<E> ? [call?: Call<E>] : [call: Call<E>]
) => Promise<ReplyBody<E>>;

/** One method per endpoint. Each resolves to the reply's body and throws `ApiError` for anything but a success. */
export type Client = { readonly [Name in EndpointName]: Method<Endpoints[Name]> };

type LooseCall = CallOptions & {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

/** The typed client of the contract: base URLs and a token source are all that tells mock, self-hosted and Azure apart. */
export const createClient = (settings: ClientSettings): Client => {
  const send = settings.fetch ?? ((request: Request) => fetch(request));
  const bases: Record<Service, string> = {
    arm: settings.armUrl,
    logs: settings.logsUrl,
    ingestion: settings.ingestionUrl,
  };

  const call = async (endpoint: Endpoint, { params, query, body, signal, headers, gzip }: LooseCall = {}) => {
    const url = `${bases[endpoint.service].replace(/\/$/, '')}${fillPath(endpoint.path, params ?? {})}${search(endpoint, query ?? {})}`;
    const head = new Headers(headers);
    const token = await settings.token?.(endpoint.service);
    if (token !== undefined) head.set('authorization', `Bearer ${token}`);
    let payload: BodyInit | undefined;
    if (body !== undefined) {
      head.set('content-type', 'application/json');
      payload = JSON.stringify(body);
      if (gzip) {
        head.set('content-encoding', 'gzip');
        payload = await compress(payload);
      }
    }
    const request = new Request(url, { method: endpoint.method, headers: head, body: payload, signal });
    const response = await send(request).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new ApiError('The service cannot be reached.', { status: 0, code: 'NetworkError' }, { cause });
    });
    return readReply(endpoint, response, () => readBody(endpoint, response, settings.pause, signal));
  };

  const methods = Object.fromEntries(
    Object.entries(endpoints).map(([name, endpoint]) => [name, (options?: LooseCall) => call(endpoint, options)]),
  );
  if (!isClient(methods)) throw new TypeError('The client lacks a method of the contract.');
  return methods;
};

// The methods are built from the very table that `Client` maps over, which `Object.fromEntries` cannot say in types.
const isClient = (methods: object): methods is Client => Object.keys(endpoints).every((name) => name in methods);

const fillPath = (path: string, params: Readonly<Record<string, string>>) =>
  path.replaceAll(/\/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? '';
    // A scope is a path itself: its slashes stay.
    return name === 'scope'
      ? `/${value
          .replace(/^\/|\/$/g, '')
          .split('/')
          .map(encodeURIComponent)
          .join('/')}`
      : `/${encodeURIComponent(value)}`;
  });

const search = (endpoint: Endpoint, query: Readonly<Record<string, unknown>>) => {
  const parameters = new URLSearchParams();
  const [version] = endpoint.apiVersions;
  if (version !== undefined) parameters.set('api-version', version);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
};

const compress = async (text: string) =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();

const readReply = async (endpoint: Endpoint, response: Response, read: () => Promise<unknown>): Promise<unknown> => {
  const body = await read();
  const schema = endpoint.replies[response.status];
  if (schema === null) return undefined;
  if (schema === undefined) throw toApiError(response.status, body, response.headers);
  const reply = schema.safeParse(body);
  if (reply.success) return reply.data;
  throw new ApiError('The service answered in a form that is not the one agreed.', {
    status: response.status,
    code: 'InvalidReply',
    correlationId: response.headers.get('x-ms-correlation-request-id') ?? undefined,
  });
};

const manyDigits = /[[,]-?\d{16,}(?=[\],])/;
const stringOrLong = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/**
 * JSON of a query reply with whole numbers that a JavaScript number cannot hold (longs past 2^53) as strings: `JSON.parse` would
 * round them.
 */
const withExactNumbers = (text: string): string =>
  manyDigits.test(text)
    ? text.replace(stringOrLong, (found) =>
        found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${found}"`,
      )
    : text;

type Revive = (key: string, value: unknown) => unknown;

const parseQuery = (text: string, revive?: Revive): unknown => JSON.parse(withExactNumbers(text), revive);

/** Bytes that become text at once. */
const chunkLength = 250_000;

/** A query's reply: parsed at once where it is short. Undefined for what is no JSON. */
const readRows = async (
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  pause: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<unknown> => {
  const decoder = new TextDecoder();
  const pieces = replyPieces(parseQuery);
  const reader = bytes.getReader();
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    const { length } = value;
    for (let at = 0; at < length; at += chunkLength) {
      const text = decoder.decode(value.subarray(at, at + chunkLength), { stream: true });
      if (pieces.push(text)) await pause();
      signal?.throwIfAborted();
    }
  }
  pieces.push(decoder.decode());
  return pieces.end();
};

const readBody = async (
  { service }: Endpoint,
  response: Response,
  pause: ClientSettings['pause'],
  signal: AbortSignal | undefined,
): Promise<unknown> => {
  try {
    if (service === 'logs' && pause && response.body) return await readRows(response.body, pause, signal);
    const text = await response.text();
    return text === '' ? undefined : service === 'logs' ? parseQuery(text) : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
