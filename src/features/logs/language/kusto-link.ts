import { mode } from '../../../api/mode';
import type { FromWorker } from './protocol';
import { createServiceLink } from './service-link';

/** The one language service of the page; its worker starts with the first editor that listens. */
export const kustoLink = createServiceLink(
  (tell, failed) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'kusto' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => tell(data));
    worker.addEventListener('error', (event) =>
      failed(event.message || 'The script of the worker could not be loaded.'),
    );
    return { post: (message) => worker.postMessage(message, { transfer: [] }), terminate: () => worker.terminate() };
  },
  mode !== 'azure',
  (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
);
