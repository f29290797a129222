import { expect, test } from 'vitest';
import { earlyWorker } from './early-workers';
import { createWorkerLink } from './worker-link';

/** Stands at the place of a worker whose script does not come: it takes messages and never answers. */
const silent = (): Worker =>
  Object.assign(new EventTarget(), {
    postMessage: () => {},
    terminate: () => {},
    onmessage: null,
    onerror: null,
    onmessageerror: null,
  });

const failure = (message: string) => Object.assign(new Event('error'), { message });

test('whoever asks before and after the worker stopped is told so', async () => {
  const worker = silent();
  const { answer } = createWorkerLink(
    () => worker,
    () => {},
  );
  const before = answer(new Request('http://localhost/subscriptions'));
  // A request with a body reads it first.
  await Promise.resolve();
  worker.dispatchEvent(failure('no such file'));
  await expect(before).rejects.toThrow('The demo stopped: no such file');
  await expect(answer(new Request('http://localhost/subscriptions'))).rejects.toThrow('The demo stopped: no such file');
});

test('a worker of the page’s first lines is taken over, with the failure it had before anyone listened', async () => {
  const early = { worker: silent(), error: 'no such file' };
  globalThis.fimDemoWorkers = { one: early };
  try {
    const worker = earlyWorker('one', silent);
    const heard: string[] = [];
    worker.addEventListener('error', ({ message }) => heard.push(message));
    await Promise.resolve();
    expect(worker).toBe(early.worker);
    expect(heard).toEqual(['no such file']);
    expect(earlyWorker('another', silent)).not.toBe(early.worker);
  } finally {
    globalThis.fimDemoWorkers = undefined;
  }
});
