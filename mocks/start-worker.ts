import { earlyWorker } from './early-workers';
import type { FromWorker } from './protocol';
import { keepDocuments, keepHistory, readDocuments, readHistory, readRole, readSettings, tabStorage } from './settings';
import { createWorkerLink } from './worker-link';

/**
 * Starts the demo's worker by being evaluated: generating takes longest, so the demo's page loads this module by itself,
 * before the app (vite-plugin.ts). Whoever imports it later shares the one worker.
 */
export const storage = tabStorage();

const settings = readSettings(globalThis.location.search, storage, Date.now());
const { port1, port2 } = new MessageChannel();
// On its own, because the other one takes a while to start: the first rows are there when it has.
const firstRows = earlyWorker(
  'fim-demo-first',
  () => new Worker(new URL('./first-rows-worker.ts', import.meta.url), { type: 'module', name: 'fim-demo-first' }),
);
firstRows.postMessage({ settings, port: port1 }, [port1]);

const worker = earlyWorker(
  'fim-demo',
  () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'fim-demo' }),
);

export const link = createWorkerLink(worker, (message: FromWorker) => {
  if (message.type === 'documents') keepDocuments(storage, message.documents);
  if (message.type === 'history') keepHistory(storage, message.rows);
  if (message.type !== 'loaded') return;
  // Readable in the browser's performance panel, and by benchmarks.
  performance.mark(`fim-demo-${message.part}`, { detail: { rows: message.rows, worker: message.milliseconds } });
});

link.send(
  {
    type: 'start',
    settings,
    documents: readDocuments(storage),
    history: readHistory(storage),
    role: readRole(storage),
    firstRows: port2,
  },
  [port2],
);

// Its script did not come: the other worker goes without.
firstRows.addEventListener('error', ({ message }) => link.send({ type: 'noFirstRows', message }));
