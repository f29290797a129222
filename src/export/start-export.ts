import { logsUrl, sendRequest } from '../api/client';
import { showExport } from './current-export';
import type { ExportFormat, ExportSource } from './export-source';
import type { Progress } from './run-export';
import { type SaveTarget, download } from './save-target';
import type { FromWorker, PlainRequest, ToWorker } from './worker-messages';

/** The browser asks before it closes a page with an unfinished export. */
const holdPage = (event: BeforeUnloadEvent) => event.preventDefault();

/** Sends a call of the worker's as if it were the page's, and gives it the bytes of the answer. */
const answerWorker = async (
  send: (message: ToWorker, transfer?: Transferable[]) => void,
  id: number,
  { url, method, headers, body }: PlainRequest,
  signal: AbortSignal,
): Promise<void> => {
  try {
    const head = headers.map(([name, value]): [string, string] => [name, value]);
    const response = await sendRequest(
      new Request(url, { method, headers: head, signal, ...(body !== '' && { body }) }),
    );
    const bytes = await response.arrayBuffer();
    const plain = { status: response.status, headers: [...response.headers], body: bytes };
    send({ kind: 'response', id, response: plain }, [bytes]);
  } catch {
    send({ kind: 'noResponse', id });
  }
};

/** Exports to where the reader chose, in a worker, and shows how it goes: what fails is shown. */
export const startExport = (source: ExportSource, format: ExportFormat, target: SaveTarget): void => {
  const { fileName } = target;
  const worker = new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module', name: 'export' });
  const send = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, { transfer });
  const stop = new AbortController();
  const letGo = () => removeEventListener('beforeunload', holdPage);
  const cancel = () => {
    letGo();
    showExport(undefined);
    stop.abort();
    send({ kind: 'cancel' });
  };
  let progress: Progress = { rows: 0, total: undefined, bytes: 0 };
  const show = () => showExport({ state: 'running', fileName, ...progress, cancel });
  const decide = (decision: 'resume' | 'keep') => () => {
    show();
    send({ kind: 'decision', decision });
  };
  /** Shows how it ended, unless it was cancelled: another export may be on screen by then. */
  const end = (shown: () => void) => {
    worker.terminate();
    if (stop.signal.aborted) return;
    letGo();
    shown();
  };
  const fail = (error: unknown) => end(() => showExport({ state: 'failed', fileName, error }));

  worker.addEventListener('error', ({ message }) => fail(new Error(`The file could not be written: ${message}`)));
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    switch (data.kind) {
      case 'request':
        void answerWorker(send, data.id, data.request, stop.signal);
        return;
      case 'progress':
        ({ progress } = data);
        if (!stop.signal.aborted) show();
        return;
      case 'stopped': {
        if (stop.signal.aborted) return;
        ({ progress } = data);
        const { error } = data;
        const [resume, keep] = [decide('resume'), decide('keep')];
        showExport({ state: 'stopped', fileName, ...progress, error, resume, keep, cancel });
        return;
      }
      case 'done':
        end(() => {
          if (data.file) download(data.file, fileName);
          showExport({ state: 'done', fileName, ...data.outcome });
        });
        return;
      case 'failed':
        fail(data.error);
        return;
      case 'cancelled':
        end(() => {});
    }
  });
  addEventListener('beforeunload', holdPage);
  show();
  send({ kind: 'run', source, format, target, origin: logsUrl, exportedAt: new Date().toISOString() });
};
