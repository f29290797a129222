/* oxlint-disable vitest/no-standalone-expect, vitest/require-top-level-describe -- the cases run inside the tests that conformance.ts registers */
import { expect } from 'vitest';
import type { Endpoint } from '#core/contract/endpoint';
import { endpoints, type EndpointName } from '#core/contract/endpoints';
import { errorReply, type ErrorInfo } from '#core/contract/errors';

/** Identities of the one seeded workspace the suite works on: FIM is on, the plan is P2. */
export type World = {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
  readonly customerId: string;
  readonly immutableId: string;
};

/** Anything that answers requests: an engine over a store, or a listening server. */
export type ConformanceTarget = {
  /** Base of every URL, without a slash at its end. */
  readonly url: string;
  readonly world: World;
  /** Answers as an owner. */
  readonly send: (request: Request) => Promise<Response>;
  /** Answers as a reader; cases that need one are left out where there is none. */
  readonly sendAsReader?: (request: Request) => Promise<Response>;
  /** Lets the given milliseconds pass for the target. */
  readonly pass: (milliseconds: number) => Promise<void>;
};

export type CallParts = {
  readonly params?: Readonly<Record<string, string | undefined>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Names of the endpoints, typed. */
export const endpointNames = Object.keys(endpoints).filter((name): name is EndpointName => name in endpoints);

export const endpointOf = (name: EndpointName): Endpoint => endpoints[name];

const fill = (path: string, params: Readonly<Record<string, string | undefined>>) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The case gives no value for {${name}} of ${path}.`);
    return name === 'scope' ? value.replace(/^\//, '') : encodeURIComponent(value);
  });

/** The request of a call, with the endpoint's first api-version unless `query` names another or an empty one. */
export const requestOf = (target: ConformanceTarget, name: EndpointName, parts: CallParts): Request => {
  const endpoint = endpointOf(name);
  const search = new URLSearchParams();
  const [version] = endpoint.apiVersions;
  if (version !== undefined) search.set('api-version', version);
  for (const [key, value] of Object.entries(parts.query ?? {})) search.set(key, value);
  const { body } = parts;
  return new Request(`${target.url}${fill(endpoint.path, { ...target.world, ...parts.params })}?${search.toString()}`, {
    method: endpoint.method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...parts.headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
};

/** Sends a call and returns its parsed body after checking the status and the reply's own schema. */
export const succeed = async (
  target: ConformanceTarget,
  name: EndpointName,
  parts: CallParts,
  status = 200,
): Promise<unknown> => {
  const response = await target.send(requestOf(target, name, parts));
  const text = await response.text();
  expect({ status: response.status, wrong: response.status === status ? '' : text }).toEqual({ status, wrong: '' });
  expect(response.headers.get('x-ms-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  const schema = endpointOf(name).replies[status];
  if (schema === null) {
    expect(text).toBe('');
    return undefined;
  }
  if (schema === undefined) throw new Error(`The contract has no reply for status ${status} of ${name}.`);
  return schema.parse(JSON.parse(text));
};

/** Checks that a response is an error of the given status and code in the agreed shape, and returns it. */
export const expectError = async (response: Response, status: number, code: string): Promise<ErrorInfo> => {
  const text = await response.text();
  expect({ status: response.status, wrong: response.status === status ? '' : text }).toEqual({ status, wrong: '' });
  const { error } = errorReply.parse(JSON.parse(text));
  expect(error.code).toBe(code);
  expect(error.message).not.toBe('');
  expect(response.headers.get('x-ms-correlation-request-id')).toBeTruthy();
  return error;
};

/** Sends a call that has to fail. */
export const fail = async (
  target: ConformanceTarget,
  name: EndpointName,
  parts: CallParts,
  status: number,
  code: string,
): Promise<ErrorInfo> => expectError(await target.send(requestOf(target, name, parts)), status, code);
