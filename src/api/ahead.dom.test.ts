import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PageAnswer } from '#core/contract/page-answers';

const send = vi.fn<() => Promise<Response>>();

/** The page says when it was made before any script runs, so the module is read anew for each test. */
const pageOf = async (asOf: number) => {
  document.head.innerHTML = `<meta name="fim-as-of" content="${asOf}">`;
  vi.resetModules();
  const { askAhead, hasAnswers, ...others } = await import('./ahead');
  const ask = (path: string, body?: string) => askAhead({ send, hasAnswers }, path, body);
  return { ask, ...others };
};

const put = (text: string) => {
  const element = document.createElement('script');
  element.type = 'application/json';
  element.dataset['answers'] = '';
  element.textContent = text;
  document.body.append(element);
  return element;
};
const answers = (...found: readonly PageAnswer[]) => JSON.stringify(found);

const readyState = vi.spyOn(document, 'readyState', 'get');

beforeEach(() => {
  readyState.mockReturnValue('loading');
  send.mockImplementation(async () => Response.json('sent'));
});
afterEach(() => {
  document.head.innerHTML = '';
  document.body.innerHTML = '';
  vi.clearAllMocks();
});

test('an answer in the page is taken, once, and its request is not sent', async () => {
  const { ask, startedAt, takeAhead } = await pageOf(Date.now() - 1000);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1000);
  put(answers({ path: '/a?b', text: '"in the page"' }, { path: '/a', body: '{}', text: '"posted"' }));
  expect(await ask('/a?b')).toBe('in the page');
  expect(await ask('/a', '{}')).toBe('posted');
  expect(send).not.toHaveBeenCalled();
  const taken = await takeAhead(new Request(new URL('/a?b', location.origin)));
  expect(await taken?.json()).toBe('in the page');
  readyState.mockReturnValue('complete');
  expect(await ask('/a?b')).toBe('sent');
});

test('an answer is waited for while the page is still coming, half of it as well', async () => {
  const { ask } = await pageOf(Date.now());
  const whole = answers({ path: '/late', text: '"late"' });
  const element = put(whole.slice(0, 10));
  const asked = ask('/late');
  const other = ask('/never');
  await Promise.resolve();
  element.append(whole.slice(10));
  expect(await asked).toBe('late');
  expect(send).not.toHaveBeenCalled();
  readyState.mockReturnValue('interactive');
  document.dispatchEvent(new Event('DOMContentLoaded'));
  expect(await other).toBe('sent');
});

test('what is no answer is passed over', async () => {
  const { ask } = await pageOf(Date.now());
  put('[null, 1, {"path": "/a"}]');
  put('{}');
  put('not JSON');
  readyState.mockReturnValue('complete');
  expect(await ask('/a')).toBe('sent');
});

test('a page that the browser kept for long asks anew', async () => {
  const { ask, startedAt } = await pageOf(Date.now() - 3_600_000);
  expect(Date.now() - startedAt).toBeLessThan(60_000);
  put(answers({ path: '/a', text: '"of an hour ago"' }));
  expect(await ask('/a')).toBe('sent');
});
