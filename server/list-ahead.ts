import type { RequestContext } from '#core/contract/context';
import type { PageAnswer } from '#core/contract/page-answers';
import { listAnswers } from '#core/fim/list-answers';
import type { Engine } from '#engine/engine';

/** What is put into a page while it is sent: answers as they come, and the moment (ms since 1970) they hold up to. */
export type Ahead = { readonly asOf: number; readonly parts: AsyncIterable<readonly PageAnswer[]> };

/** Answers to what the workspace list asks first, for its page. Asking ends with the request for the page. */
export function listAhead(engine: Pick<Engine, 'fetch'>, context: RequestContext, { url, signal }: Request): Ahead {
  const asOf = context.clock();
  const { origin } = new URL(url);
  return { asOf, parts: listAnswers((request) => engine.fetch(request, context), { asOf, origin, signal }) };
}
