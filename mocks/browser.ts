import type { FromWorker, Role } from './protocol';
import { forgetChanges, keepDocuments, keepRole, readDocuments, readRole, readSettings, tabStorage } from './settings';
import { createWorkerLink, type WorkerLink } from './worker-link';

/**
 * Mock mode of the app: the workspace engine on a generated fleet, in a worker, behind MSW. The page reaches this module
 * by one dynamic import only, so that none of it is in the live build.
 */
const storage = tabStorage();
let link: WorkerLink | undefined;

/**
 * Starts answering the page's API calls. Resolves as soon as they are intercepted; calls made before the data is there
 * wait for it. The worker starts before MSW is loaded: generating takes longest.
 */
export async function startMock(): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'fim-demo' });
  const started = createWorkerLink(worker, onMessage);
  link = started;
  started.send({
    type: 'start',
    settings: readSettings(globalThis.location.search, storage, Date.now()),
    documents: readDocuments(storage),
    role: readRole(storage),
  });
  const { intercept } = await import('./intercept');
  await intercept(new URL(import.meta.env.BASE_URL, globalThis.location.href), started.answer);
}

function onMessage(message: FromWorker) {
  if (message.type === 'documents') keepDocuments(storage, message.documents);
  // Readable in the browser's performance panel, and by benchmarks.
  if (message.type === 'loaded') {
    performance.mark(`fim-demo-${message.part}`, { detail: { rows: message.rows, worker: message.milliseconds } });
  }
}

/** The role the demo's person has in this tab. */
export const demoRole = (): Role => readRole(storage);

/** Changes the role, kept for the tab; the page should ask again for what it may do. */
export function setRole(role: Role): void {
  keepRole(storage, role);
  link?.send({ type: 'role', role });
}

/** Undoes everything that was changed in this tab and loads the page anew. */
export function resetDemo(): void {
  forgetChanges(storage);
  globalThis.location.reload();
}
