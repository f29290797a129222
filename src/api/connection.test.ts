import { expect, test, vi } from 'vitest';
import { currentConnection, subscribeToConnection, watched } from './connection';

const request = (signal?: AbortSignal) => new Request('https://api.example/v1', { signal: signal ?? null });
const answering = (status: number) =>
  watched(
    () => Promise.resolve(new Response(null, { status })),
    () => 5,
  );
const failing = watched(
  () => Promise.reject(new TypeError('failed')),
  () => 7,
);

test('what the last requests met is one state, told to whoever listens', async () => {
  const told = vi.fn<() => void>();
  const stop = subscribeToConnection(told);
  await expect(failing(request())).rejects.toThrow('failed');
  expect(currentConnection()).toEqual({ state: 'offline', since: 7 });
  await expect(failing(request())).rejects.toThrow('failed');
  expect(told).toHaveBeenCalledTimes(1);
  await answering(401)(request());
  expect(currentConnection()).toEqual({ state: 'signedOut', since: 5 });
  // A pause that was asked for lasts, whatever else gets through.
  await watched(
    () => Promise.resolve(new Response(null, { status: 429, headers: { 'retry-after': '2' } })),
    () => 5,
  )(request());
  await answering(200)(request());
  expect(currentConnection()).toEqual({ state: 'throttled', since: 5, until: 2005 });
  await watched(
    () => Promise.resolve(new Response(null)),
    () => 2005,
  )(request());
  expect(currentConnection()).toEqual({ state: 'ok' });
  // An error of the service is an answer.
  await answering(502)(request());
  expect(currentConnection()).toEqual({ state: 'ok' });
  stop();
});

test('an aborted request says nothing about the server', async () => {
  await expect(failing(request(AbortSignal.abort()))).rejects.toThrow('failed');
  expect(currentConnection()).toEqual({ state: 'ok' });
});
