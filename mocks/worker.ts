import { pause } from '#core/time/pause';
import { createMemoryStore } from '#engine/memory-store';
import { createDemo, type Demo } from './demo';
import { rowsFrom } from './first-rows';
import { lastReceived } from './recorded-history';
import type { FromWorker, Role, ToWorker } from './protocol';

/**
 * The demo in a dedicated worker: generating a company and answering queries over it never holds up the page. Messages
 * are those of protocol.ts; requests that come before the data are held.
 */
const say = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });
const started = performance.now();

let demo: Demo | undefined;
let role: Role = 'owner';
const noFirstRows = new AbortController();
const running = new Map<number, AbortController>();

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start': {
      role = data.role;
      // A chosen moment comes again with each reload; what was changed before it stays before what is changed after it.
      const start = Math.max(data.settings.now, lastReceived(data.history) + 1);
      const origin = performance.now();
      demo = createDemo({
        settings: data.settings,
        store: createMemoryStore(),
        clock: () => Math.floor(start + performance.now() - origin),
        documents: data.documents,
        onDocuments: (documents) => say({ type: 'documents', documents }),
        history: data.history,
        onHistory: (rows) => say({ type: 'history', rows }),
        firstRows: () => rowsFrom(data.firstRows, noFirstRows.signal),
        onLoaded: (part, rows) =>
          say({ type: 'loaded', part, rows, milliseconds: Math.round(performance.now() - started) }),
        breathe: pause,
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      });
      return;
    }
    case 'noFirstRows':
      noFirstRows.abort(new Error(`The demo's first rows are missing: ${data.message}`));
      return;
    case 'role':
      role = data.role;
      return;
    case 'request':
      void answer(data);
      return;
    case 'abort':
      running.get(data.id)?.abort();
  }
});

async function answer({ id, method, url, headers, body }: Extract<ToWorker, { type: 'request' }>) {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const request = new Request(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body,
      signal: controller.signal,
    });
    if (!demo) throw new Error('The demo was asked before it was started.');
    const response = await demo.fetch(request, role);
    // Only `Response.error()` has it, which no message can carry.
    if (response.type === 'error') throw new TypeError('No answer.');
    const bytes = response.body === null ? null : await response.arrayBuffer();
    say(
      {
        type: 'response',
        id,
        status: response.status,
        statusText: response.statusText,
        headers: [...response.headers],
        body: bytes,
      },
      bytes === null ? [] : [bytes],
    );
  } catch (error) {
    say({ type: 'failure', id, message: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}
