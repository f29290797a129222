import { expect, test } from 'vitest';
import { createFirstAnswers } from './first-answers';
import { listHash } from './list-page';

/** Stands at the place of the worker: `say` answers what it was asked first. */
function workerThatSays(say: (body: string) => string | null) {
  const asked: string[] = [];
  const worker: Worker = Object.assign(new EventTarget(), {
    postMessage: ({ body }: { readonly body: string }) => {
      asked.push(body);
      queueMicrotask(() => worker.dispatchEvent(new MessageEvent('message', { data: say(body) })));
    },
    terminate: () => {},
    onmessage: null,
    onerror: null,
    onmessageerror: null,
  });
  return { worker, asked };
}

const batch = (body: string) => new Request('http://localhost/v1/$batch', { method: 'POST', body });

test('the first batch is answered by the worker that has its numbers, anything else is left', async () => {
  const { worker, asked } = workerThatSays((body) => (body === 'known' ? '{"responses":[]}' : null));
  const { answer } = createFirstAnswers(worker);
  const [known, unknown] = await Promise.all([answer(batch('known')), answer(batch('unknown'))]);
  expect(await known?.json()).toEqual({ responses: [] });
  expect(unknown).toBeUndefined();
  expect(await answer(new Request('http://localhost/subscriptions'))).toBeUndefined();
  expect(asked).toEqual(['known', 'unknown']);
});

test('a worker that fails or has ended leaves what it was asked to the engine', async () => {
  const silent = workerThatSays(() => null).worker;
  silent.postMessage = () => {};
  const { answer, end } = createFirstAnswers(silent);
  const waiting = answer(batch('known'));
  await new Promise((resolve) => setTimeout(resolve));
  silent.dispatchEvent(new Event('error'));
  expect(await waiting).toBeUndefined();
  end();
  expect(await answer(batch('known'))).toBeUndefined();
});

test.each(['', '#', '#/', '#/workspaces', '#/workspaces?find=prod'])('%j is the address of the list', (hash) => {
  expect(listHash.test(hash)).toBe(true);
});

test.each(['#/workspaces/s1/rg/ws', '#/workspacesx', '#/logs'])('%j is not', (hash) => {
  expect(listHash.test(hash)).toBe(false);
});
