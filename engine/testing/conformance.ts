/* oxlint-disable vitest/no-standalone-expect, vitest/require-top-level-describe, vitest/expect-expect, vitest/valid-title, vitest/valid-describe-callback -- the cases run inside the tests that conformance.ts registers */
import { afterAll, describe, expect, test } from 'vitest';
import type { EndpointName } from '#core/contract/endpoints';
import { dataFlows } from './data-cases';
import { endpointCases } from './endpoint-cases';
import {
  endpointNames,
  endpointOf,
  expectError,
  requestOf,
  succeed,
  type ConformanceTarget,
} from './conformance-target';
import { configurationFlows, type ConformanceCase } from './flow-cases';
import { savedSearchFlows } from './saved-search-cases';

/** Cases that follow from an endpoint's row in the table alone, with the call its own case makes. */
const derivedCases = (name: EndpointName): readonly ConformanceCase[] => {
  const endpoint = endpointOf(name);
  const { call, status, before, missing } = endpointCases[name];
  const badCode = endpoint.service === 'logs' ? 'BadArgumentError' : 'InvalidRequestContent';
  const jsonCode = endpoint.service === 'logs' ? 'InvalidJsonBody' : 'InvalidRequestContent';
  const send = (target: ConformanceTarget, more: object = {}) =>
    target.send(requestOf(target, name, { ...call(target.world), ...more }));

  return [
    {
      name: `answers ${status} in the agreed shape`,
      run: async (target) => {
        for (const [first, parts, expected] of before?.(target.world) ?? [])
          await succeed(target, first, parts, expected);
        await succeed(target, name, call(target.world), status);
      },
    },
    {
      name: 'refuses another method',
      run: async (target) => {
        const { url } = requestOf(target, name, call(target.world));
        const response = await target.send(new Request(url, { method: 'PATCH' }));
        expect(response.headers.get('allow')).toContain(endpoint.method);
        await expectError(response, 405, 'MethodNotAllowed');
      },
    },
    ...(endpoint.apiVersions.length === 0
      ? []
      : [
          {
            name: 'wants a known api-version',
            run: async (target: ConformanceTarget) => {
              const { query } = call(target.world);
              const code = endpoint.path.includes('/providers/')
                ? 'NoRegisteredProviderFound'
                : 'InvalidApiVersionParameter';
              const version = (value: string) => send(target, { query: { ...query, 'api-version': value } });
              await expectError(await version(''), 400, 'MissingApiVersionParameter');
              await expectError(await version('1999-01-01'), 400, code);
              await expectError(await version('latest'), 400, 'InvalidApiVersionParameter');
            },
          },
        ]),
    ...(endpoint.body === undefined
      ? []
      : [
          {
            name: 'refuses a body that is not JSON, or not the agreed one',
            run: async (target: ConformanceTarget) => {
              await expectError(await send(target, { body: '{"query": ' }), 400, jsonCode);
              await expectError(await send(target, { body: '' }), 400, jsonCode);
              await expectError(await send(target, { body: '7' }), 400, badCode);
            },
          },
        ]),
    ...(endpoint.query === undefined || endpoint.query.safeParse({}).success
      ? []
      : [
          {
            name: 'wants its query parameters',
            run: async (target: ConformanceTarget) => {
              await expectError(await send(target, { query: {} }), 400, badCode);
            },
          },
        ]),
    ...(missing === undefined
      ? []
      : [
          {
            name: 'says what does not exist',
            run: async (target: ConformanceTarget) => {
              const own = call(target.world);
              for (const { parts, status, code } of missing(target.world)) {
                const params = { ...own.params, ...parts.params };
                await expectError(await send(target, { ...parts, params }), status, code);
              }
            },
          },
        ]),
    {
      name: 'allows or refuses a reader by its action',
      run: async (target) => {
        if (!target.sendAsReader) return;
        const response = await target.sendAsReader(requestOf(target, name, call(target.world)));
        if (endpoint.action.endsWith('/read')) {
          expect(response.status).not.toBe(403);
          return;
        }
        const code = endpoint.service === 'logs' ? 'InsufficientAccessError' : 'AuthorizationFailed';
        const { message } = await expectError(response, 403, code);
        expect(message).toContain(endpoint.action);
      },
    },
  ];
};

/**
 * Registers the conformance suite: the same cases for an engine over any store and for a listening server. `open` makes a
 * target with a fresh seeded workspace, `close` releases it.
 */
export const describeConformance = (
  what: string,
  open: () => Promise<ConformanceTarget & { readonly close: () => Promise<void> }>,
): void => {
  describe(`conformance of ${what}`, () => {
    const opened = { target: undefined as Promise<Awaited<ReturnType<typeof open>>> | undefined };
    const target = () => (opened.target ??= open());
    const register = (cases: readonly ConformanceCase[]) => {
      for (const { name, run } of cases) test(name, async () => run(await target()));
    };
    for (const name of endpointNames) describe(name, () => register(derivedCases(name)));
    describe('configuration', () => register(configurationFlows));
    describe('saved searches', () => register(savedSearchFlows));
    describe('rows and queries', () => register(dataFlows));
    afterAll(async () => (await opened.target)?.close());
  });
};
