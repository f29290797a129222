import type { PageAnswer } from '../contract/page-answers';
import { type Ask, askForList } from './ask-for-list';

type Asked = { readonly asOf: number; readonly origin: string; readonly signal?: AbortSignal };

/**
 * Answers to what the workspace list asks first, to be put into its page, as `send` gives them: names and states in a first part, the
 * counts up to `asOf` (ms since 1970) in others as they come. What is not answered with 200 is left out: the page asks for it, and says
 * what is wrong.
 */
export async function* listAnswers(
  send: (request: Request) => Promise<Response>,
  { asOf, origin, signal }: Asked,
): AsyncGenerator<readonly PageAnswer[]> {
  let answered: PageAnswer[] = [];
  const ask: Ask = async (path, body) => {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const response = await send(new Request(new URL(path, origin), { ...(body === undefined ? {} : post), signal }));
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    answered.push({ path, body, text });
    return JSON.parse(text);
  };
  const taken = () => {
    const part = answered;
    answered = [];
    return part;
  };
  try {
    const list = await askForList(ask, asOf);
    await Promise.allSettled(list.subscriptions.flatMap(({ solutions, plan }) => [solutions, plan]));
    yield taken();
    for (const batch of list.batches) {
      await batch.catch(() => undefined);
      if (answered.length > 0) yield taken();
    }
  } catch {
    // What is known by now is sent all the same.
    if (answered.length > 0) yield taken();
  }
}
