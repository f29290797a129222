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
