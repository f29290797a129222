import { answersAttribute, answersText, type PageAnswer } from '#core/contract/page-answers';
import { listAnswers } from '#core/fim/list-answers';
import { createEngine } from '#engine/engine';
import { createMemoryStore } from '#engine/memory-store';
import { documents } from './fleet/documents';
import { createRng } from './fleet/random';

/** Etags hold for one store: the demo's own gives others. */
const withoutEtags = (text: string): string =>
  JSON.stringify(JSON.parse(text, (name, value: unknown) => (name === 'etag' ? undefined : value)));

/** The answers about the fleet's subscriptions and workspaces that the demo's page brings with it: they depend on nothing but its documents. */
export async function fleetAnswers(): Promise<readonly PageAnswer[]> {
  const store = createMemoryStore();
  for (const { id, body } of documents('default')) await store.documents.put(id, body);
  const engine = createEngine({ store });
  const context = {
    principal: { name: 'page', objectId: '', role: 'reader' },
    clock: () => 0,
    rng: createRng(0),
  } as const;
  const origin = 'https://demo.example';
  for await (const part of listAnswers((request) => engine.fetch(request, context), { asOf: 0, origin }))
    return part.filter(({ body }) => body === undefined).map(({ path, text }) => ({ path, text: withoutEtags(text) }));
  return [];
}

/** Attributes and text of the `script` element that holds them. */
export const answersInPage = async () => ({
  element: { type: 'application/json', [answersAttribute]: true },
  text: answersText(await fleetAnswers()),
});
