import { earlyWorker } from './early-workers';
import { createFirstAnswers } from './first-answers';
import type { ToFirstRows } from './first-rows';
import { isListPage } from './list-page';
import type { FromWorker, ToWorker } from './protocol';
import { keepDocuments, keepHistory, readDocuments, readHistory, readRole, readSettings, tabStorage } from './settings';
import { createWorkerLink } from './worker-link';

/**
 * Starts the demo's worker by being evaluated: generating takes longest, so the demo's page loads this module by itself,
 * before the app (vite-plugin.ts). Whoever imports it later shares the one worker.
 */
export const storage = tabStorage();

const settings = readSettings(globalThis.location.search, storage, Date.now());
const documents = readDocuments(storage);
const { port1, port2 } = new MessageChannel();
// On its own, because the other one takes a while to start: the first rows are there when it has.
const firstRows = earlyWorker(
  'fim-demo-first',
  () => new Worker(new URL('./first-rows-worker.ts', import.meta.url), { type: 'module', name: 'fim-demo-first' }),
);
firstRows.postMessage({ type: 'start', settings, port: port1 } satisfies ToFirstRows, [port1]);
const firstAnswers = createFirstAnswers(firstRows);

const makeWorker = () => {
  const worker = earlyWorker(
    'fim-demo',
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'fim-demo' }),
  );
  const start: ToWorker = {
    type: 'start',
    settings,
    documents,
    history: readHistory(storage),
    role: readRole(storage),
    firstRows: port2,
  };
  worker.postMessage(start, [port2]);
  return worker;
};

export const link = createWorkerLink(makeWorker, (message: FromWorker) => {
  if (message.type === 'documents') keepDocuments(storage, message.documents);
  if (message.type === 'history') keepHistory(storage, message.rows);
  if (message.type !== 'loaded') return;
  if (message.part === 'first') firstAnswers.end();
  // Readable in the browser's performance panel, and by benchmarks.
  performance.mark(`fim-demo-${message.part}`, { detail: { rows: message.rows, worker: message.milliseconds } });
});

// Its script did not come: the other worker goes without.
firstRows.addEventListener('error', ({ message }) => link.send({ type: 'noFirstRows', message }));

const isForced = settings.failOnce !== undefined || settings.force !== undefined;

/** Where the page's first requests are answered: what the fleet's documents say is in the page, if they are those it was made with. */
export const source = {
  send: async (request: Request): Promise<Response> => {
    const answered = isForced ? undefined : await firstAnswers.answer(request);
    link.begin();
    return answered ?? link.answer(request);
  },
  hasAnswers: !isForced && settings.scale === 'default' && Object.keys(documents).length === 0,
};

// The list's first answers need no engine, whose start would take a core from what they do need.
if (!source.hasAnswers || !isListPage()) link.begin();
