import { expect, test } from 'vitest';
import { createClient } from './client';
import { readBatchResponse } from './batch';
import { ApiError } from './errors';

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

const clientWith = ({ status = 200, body, headers }: Answer) => {
  const sent: Request[] = [];
  const client = createClient({
    armUrl: 'https://arm.test/',
    logsUrl: 'https://logs.test',
    ingestionUrl: 'https://ingestion.test',
    token: async (service) => `token for ${service}`,
    fetch: async (request) => {
      sent.push(request);
      return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
    },
  });
  return { client, sent };
};

const scope = { subscriptionId: 's', resourceGroup: 'r', workspaceName: 'w' };

test('a call becomes the request its endpoint describes, with the token of its service', async () => {
  const item = { id: 'i', name: 'a/b', type: 't', kind: 'k', properties: {} };
  const { client, sent } = clientWith({ status: 201, body: item });
  const reply = await client.putDataSource({
    params: { ...scope, dataSourceName: 'a/b (c)' },
    body: { kind: 'k', properties: { enabled: true } },
    headers: { 'If-Match': 'W/"1"' },
  });
  expect(reply.name).toBe('a/b');
  const [request] = sent;
  expect(request?.method).toBe('PUT');
  expect(request?.url).toBe(
    'https://arm.test/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w/dataSources/a%2Fb%20(c)?api-version=2020-08-01',
  );
  expect(request?.headers.get('authorization')).toBe('Bearer token for arm');
  expect(request?.headers.get('if-match')).toBe('W/"1"');
  expect(await request?.json()).toEqual({ kind: 'k', properties: { enabled: true } });
});

test('a scope keeps its slashes, query parameters are escaped, empty ones are left out', async () => {
  const { client, sent } = clientWith({ body: { value: [], tables: [] } });
  await client.listPermissions({ params: { scope: '/subscriptions/s/resourceGroups/a b' } });
  await client.queryByUrl({
    params: { workspaceId: 'g' },
    query: { query: 'T | where a == "&"', timespan: undefined },
  });
  expect(sent.map(({ url }) => url)).toEqual([
    'https://arm.test/subscriptions/s/resourceGroups/a%20b/providers/Microsoft.Authorization/permissions?api-version=2022-04-01',
    'https://logs.test/v1/workspaces/g/query?query=T+%7C+where+a+%3D%3D+%22%26%22',
  ]);
});

test('rows are sent packed when asked for', async () => {
  const { client, sent } = clientWith({ status: 204 });
  await client.ingest({
    params: { immutableId: 'dcr-1', stream: 'Microsoft-Operation' },
    body: [{ a: 1 }],
    gzip: true,
  });
  const [request] = sent;
  expect(request?.headers.get('content-encoding')).toBe('gzip');
  const unpacked = request?.body?.pipeThrough(new DecompressionStream('gzip'));
  expect(await new Response(unpacked).json()).toEqual([{ a: 1 }]);
});

test('an error reply is thrown with status, code, ids and the time to wait', async () => {
  const { client } = clientWith({
    status: 429,
    body: { error: { code: 'SubscriptionRequestsThrottled', message: 'Too many.', innererror: { code: 'Inner' } } },
    headers: { 'retry-after': '17', 'x-ms-correlation-request-id': 'c-1' },
  });
  await expect(client.listSubscriptions()).rejects.toMatchObject({
    name: 'ApiError',
    status: 429,
    code: 'SubscriptionRequestsThrottled',
    message: 'Too many.',
    correlationId: 'c-1',
    innererror: { code: 'Inner' },
    retryAfter: 17,
  });
});

test.each([
  ['an error page that is not JSON', { status: 502, body: undefined }, { status: 502, code: 'Http502' }],
  ['a reply that is not the agreed one', { body: { value: 'no' } }, { status: 200, code: 'InvalidReply' }],
])('%s is thrown as an error too', async (_, answer, expected) => {
  const { client } = clientWith(answer);
  await expect(client.listSubscriptions()).rejects.toMatchObject(expected);
});

test('no answer is a NetworkError, a cancelled call keeps its own reason', async () => {
  const down = createClient({
    armUrl: 'https://arm.test',
    logsUrl: '',
    ingestionUrl: '',
    fetch: () => Promise.reject(new TypeError('fetch failed')),
  });
  await expect(down.listSubscriptions()).rejects.toMatchObject({ status: 0, code: 'NetworkError' });
  const aborted = AbortSignal.abort(new Error('changed my mind'));
  const call = down.listSubscriptions({ signal: aborted });
  await expect(call).rejects.toThrow('fetch failed');
  await expect(call).rejects.not.toBeInstanceOf(ApiError);
});

test('a batch response is read whether its body comes as JSON or as text', () => {
  const body = { tables: [{ name: 'PrimaryResult', columns: [], rows: [] }] };
  expect(readBatchResponse({ id: '1', status: 200, body })).toEqual(body);
  expect(readBatchResponse({ id: '1', status: 200, body: JSON.stringify(body) })).toEqual(body);
  const error = { error: { code: 'BadArgumentError', message: 'No.' } };
  expect(() => readBatchResponse({ id: '1', status: 400, body: error })).toThrow('No.');
});

test('longs past 2^53 stay exact, and digits inside texts are left alone', async () => {
  const wire =
    '{"tables":[{"name":"T","columns":[],"rows":[[9007199254740993,-9223372036854775808,9007199254740991,"a \\"[1234567890123456789,",1.5e300]]}]}';
  const client = createClient({
    armUrl: 'https://arm.test',
    logsUrl: 'https://logs.test',
    ingestionUrl: 'https://ingestion.test',
    fetch: async () => new Response(wire),
  });
  const { tables } = await client.query({ params: { workspaceId: 'g' }, body: { query: 'T' } });
  expect(tables[0]?.rows).toEqual([
    ['9007199254740993', '-9223372036854775808', 9007199254740991, 'a "[1234567890123456789,', 1.5e300],
  ]);
});
