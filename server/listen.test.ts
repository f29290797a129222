import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen, trackRequests } from './listen';

const never = 2 ** 31 - 1;

test('a closing server drops connections without a request and lets running requests finish', async () => {
  const answers: (() => void)[] = [];
  const server = createServer((_, response) => answers.push(() => response.end('done')));
  const close = trackRequests(server);
  const port = await listen(server, 0, '127.0.0.1');

  const opened = connect(port, '127.0.0.1');
  await once(opened, 'connect');
  const running = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
  await once(server, 'request');

  const closed = close(never);
  answers[0]?.();
  expect(await running).toBe('done');
  await closed;
});

test('a request that never ends is dropped after the limit', async () => {
  const server = createServer(() => undefined);
  const close = trackRequests(server);
  const port = await listen(server, 0, '127.0.0.1');
  const running = fetch(`http://127.0.0.1:${port}/`).catch((error: unknown) => error);
  await once(server, 'request');
  await close(1);
  expect(await running).toBeInstanceOf(TypeError);
});
