import { type PageAnswer } from '#core/contract/page-answers';
import type { RequestContext } from '#core/contract/context';
import { type Ask, askForList } from '#core/fim/ask-for-list';
import type { Engine } from '#engine/engine';

/** What is put into a page while it is sent: the answers as they come, and the moment (ms since 1970) they hold up to. */
export type Ahead = { readonly asOf: number; readonly parts: AsyncIterable<readonly PageAnswer[]> };

/**
 * Answers to what the workspace list asks first, to be sent with its page: the names and states in a first part, the counts in others.
 * What cannot be answered is left out: the page asks for it, and says what is wrong. Asking ends when `signal` is aborted.
 */
export function listAhead(
  engine: Pick<Engine, 'fetch'>,
  context: RequestContext,
  origin: string,
  signal: AbortSignal,
): Ahead {
  const asOf = context.clock();
  return { asOf, parts: answers(engine, context, { asOf, origin, signal }) };
}

async function* answers(
  engine: Pick<Engine, 'fetch'>,
  context: RequestContext,
  { asOf, origin, signal }: { readonly asOf: number; readonly origin: string; readonly signal: AbortSignal },
): AsyncGenerator<readonly PageAnswer[]> {
  let answered: PageAnswer[] = [];
  const ask: Ask = async (path, body) => {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const request = new Request(new URL(path, origin), { ...(body === undefined ? {} : post), signal });
    const response = await engine.fetch(request, context);
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
