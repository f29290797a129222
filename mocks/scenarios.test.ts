import { expect, test } from 'vitest';
import { withScenarios } from './scenarios';

const reply = { tables: [{ name: 'PrimaryResult', columns: [], rows: [[1]] }] };
const url = 'https://demo.example/v1/workspaces/x/query';

function setUp(answer: unknown = reply) {
  const waits: number[] = [];
  const fetch = withScenarios(
    () => Promise.resolve(Response.json(answer)),
    (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  );
  const ask = async (address: string, query: string) => {
    const response = await fetch(new Request(address, { method: 'POST', body: JSON.stringify({ query }) }), undefined);
    return { status: response.status, body: await response.json() };
  };
  return { ask, fetch, waits };
}

test('a query without a sentinel passes untouched', async () => {
  const { ask, waits } = setUp();
  expect(await ask(url, 'print 1')).toEqual({ status: 200, body: reply });
  expect(waits).toEqual([]);
});

test('sentinels delay, fail and cut off an answer', async () => {
  const { ask, waits } = setUp();
  expect((await ask(url, 'print "fim-sentinel-slow"')).body).toEqual(reply);
  expect(waits).toEqual([3000]);
  expect(await ask(url, 'print "fim-sentinel-query-error"')).toMatchObject({
    status: 502,
    body: { error: { code: 'BadGatewayError' } },
  });
  expect((await ask(url, 'print "fim-sentinel-partial"')).body).toMatchObject({
    ...reply,
    error: { code: 'PartialError' },
  });
});

test('in a batch only the marked request is touched', async () => {
  const { fetch } = setUp({ responses: ['a', 'b'].map((id) => ({ id, status: 200, body: reply })) });
  const requests = [
    { id: 'a', body: { query: 'print 1' } },
    { id: 'b', body: { query: 'print "fim-sentinel-query-error"' } },
  ];
  const request = new Request('https://demo.example/v1/$batch', { method: 'POST', body: JSON.stringify({ requests }) });
  const body = await (await fetch(request, undefined)).json();
  expect(body).toMatchObject({
    responses: [
      { id: 'a', status: 200, body: reply },
      { id: 'b', status: 502 },
    ],
  });
});

test.each([
  ['fim-sentinel-expired', 401, 'ExpiredAuthenticationToken'],
  ['fim-sentinel-denied', 403, 'InsufficientAccessError'],
  ['fim-sentinel-throttled', 429, 'ThrottledError'],
])('%s answers %s', async (sentinel, status, code) => {
  const { ask } = setUp();
  expect(await ask(url, `print "${sentinel}"`)).toMatchObject({ status, body: { error: { code } } });
});

test('a server that is down gives no answer', async () => {
  const { fetch } = setUp();
  const request = new Request(url, { method: 'POST', body: JSON.stringify({ query: 'print "fim-sentinel-offline"' }) });
  expect((await fetch(request, undefined)).type).toBe('error');
});

const named = (customerId: string) => ({ name: customerId, properties: { customerId } });

test('a workspace that vanished is gone from queries, from its list and from its own address', async () => {
  const arm =
    'https://demo.example/subscriptions/s/resourcegroups/r/providers/Microsoft.OperationalInsights/workspaces';
  const fetch = withScenarios<undefined>(
    (request) =>
      Promise.resolve(
        Response.json(
          request.url === arm ? { value: [named('x'), named('y')] } : request.url === `${arm}/x` ? named('x') : reply,
        ),
      ),
    () => Promise.resolve(),
  );
  const status = async (address: string, init?: RequestInit) =>
    (await fetch(new Request(address, init), undefined)).status;
  expect(await status(`${arm}/x`)).toBe(200);
  expect(await status(url, { method: 'POST', body: '{"query":"print \\"fim-sentinel-gone\\""}' })).toBe(404);
  expect(await status(url, { method: 'POST', body: '{"query":"print 1"}' })).toBe(404);
  expect(await status(url.replace('/x/', '/y/'), { method: 'POST', body: '{"query":"print 1"}' })).toBe(200);
  expect(await status(`${arm}/x`)).toBe(404);
  expect(await (await fetch(new Request(arm), undefined)).json()).toEqual({ value: [named('y')] });
});

test('one write can be made to fail, once', async () => {
  const fetch = withScenarios<undefined>(
    () => Promise.resolve(Response.json({})),
    () => Promise.resolve(),
    { failOnce: 'item_7' },
  );
  const status = async (method: string, name: string) =>
    (await fetch(new Request(`https://demo.example/subscriptions/s/${name}`, { method }), undefined)).status;
  expect(await status('GET', 'item_7')).toBe(200);
  expect(await status('PUT', 'item_6')).toBe(200);
  expect(await status('PUT', 'item_7')).toBe(503);
  expect(await status('PUT', 'item_7')).toBe(200);
});

test('what is forced happens to every request, each one of a batch included', async () => {
  const answers = [{ id: '1', status: 200, body: {} }];
  const fetch = withScenarios<undefined>(
    () => Promise.resolve(Response.json({ responses: answers })),
    () => Promise.resolve(),
    { force: 'fim-sentinel-denied' },
  );
  const status = async (path: string, init?: RequestInit) => {
    const response = await fetch(new Request(`https://demo.example${path}`, init), undefined);
    return [response.status, await response.json()];
  };
  expect(await status('/subscriptions')).toMatchObject([403, { error: { code: 'InsufficientAccessError' } }]);
  const body = JSON.stringify({ requests: [{ id: '1', workspace: 'x', body: { query: 'print 1' } }] });
  expect(await status('/v1/$batch', { method: 'POST', body })).toMatchObject([
    200,
    { responses: [{ id: '1', status: 403, body: { error: { code: 'InsufficientAccessError' } } }] },
  ]);
});
