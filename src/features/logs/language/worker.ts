import kustoUrl from '@kusto/language-service-next/Kusto.Language.Bridge.min.js?url';
import bridgeUrl from '@kusto/language-service-next/bridge.min.js?url';
import { withParts } from '#core/kql/lazy-part';
import { loadRegularExpressions } from '#core/kql/regular-expression';
import { type Answers, createAnswers } from './answers';
import { type KustoLanguage, loadedKusto } from './kusto-package';
import type { FromWorker, ToWorker } from './protocol';

/** The language service in a thread of its own: it takes half a second to load, and up to a fifth to answer. */
const say = (message: FromWorker) => self.postMessage(message, { transfer: [] });

/**
 * Runs Microsoft's two scripts. They are written for script tags and for Node, so that a module, which has no `this`, has to look
 * like Node to the first one; it then leaves its names in the global scope as it does elsewhere.
 */
const loadKusto = async (): Promise<KustoLanguage> => {
  const node = { global: globalThis, module: { exports: {} } };
  Object.assign(globalThis, node);
  await import(/* @vite-ignore */ bridgeUrl);
  for (const name of Object.keys(node)) Reflect.deleteProperty(globalThis, name);
  await import(/* @vite-ignore */ kustoUrl);
  return loadedKusto();
};

const began = performance.now();
const loaded = Promise.all([loadKusto(), import('./engine-word'), loadRegularExpressions()]);
const answers = new Map<number, Promise<Answers>>();

const firstList = { text: 'print a = 1 | where ', position: 20 };

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const answer = async ({ id, schema, ask }: Extract<ToWorker, { type: 'question' }>): Promise<void> => {
  try {
    const service = await answers.get(schema);
    if (!service) throw new Error('The language service was asked before it knew the schema.');
    say({ type: 'answer', id, answer: await withParts(async () => service.answer(ask)) });
  } catch (error) {
    say({ type: 'refused', id, message: textOf(error) });
  }
};

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'question') void answer(data);
  else {
    const { schema, here } = data;
    const made = loaded.then(([kusto, engine]) => createAnswers(kusto, schema, engine, here, Date.now));
    answers.set(data.id, made);
    // The first list takes ten times as long as the others: it is better made before somebody waits for it.
    void made.then((service) => setTimeout(() => service.answer({ name: 'complete', ...firstList }), 0));
  }
});

loaded.then(
  () => say({ type: 'ready', milliseconds: Math.round(performance.now() - began) }),
  (error: unknown) => say({ type: 'failed', message: textOf(error) }),
);
