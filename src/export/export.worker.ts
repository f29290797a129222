import { createClient } from '#core/contract/client';
import { askWorkspace, schemaOf } from './ask';
import { describeError, errorStatus } from '../api/errors';
import { fileKindOf } from './export-source';
import { type Progress, runExport } from './run-export';
import { openSink } from './sink';
import type { FromWorker, PlainResponse, ToWorker } from './worker-messages';

/**
 * The whole of an export beside the page: plans how the query is read, reads its pages, and writes the file. Only the calls themselves
 * are sent by the page, which holds the sign-in (and the demo's engine): it passes bytes on.
 */
const send = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

/** How often the page is told how far it is, ms. */
const progressStep = 100;

const stop = new AbortController();
let decide: (decision: 'resume' | 'keep') => void = () => {};

const waiting = new Map<number, { resolve: (response: Response) => void; reject: (reason: unknown) => void }>();
let lastId = 0;

/** `fetch` by the page. */
const fetchByPage = async (request: Request): Promise<Response> => {
  const { url, method } = request;
  const body = await request.text();
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    send({ kind: 'request', id, request: { url, method, headers: [...request.headers], body } });
  });
};

const responseOf = ({ status, headers, body }: PlainResponse): Response =>
  // A status without content must not have an empty one either.
  new Response(body.byteLength === 0 ? null : body, {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** What another thread can be told of an error. */
const plainError = (error: unknown) => ({ ...describeError(error), status: errorStatus(error) });

const run = async ({ source, format, target, origin, exportedAt }: Extract<ToWorker, { kind: 'run' }>) => {
  const { signal } = stop;
  const client = createClient({ armUrl: origin, logsUrl: origin, ingestionUrl: origin, fetch: fetchByPage });
  const sink = await openSink(target, fileKindOf(format));
  let progress: Progress = { rows: 0, total: undefined, bytes: 0 };
  let told = { progress, at: -Infinity };
  const tell = () => {
    if (told.progress === progress || performance.now() - told.at < progressStep) return;
    told = { progress, at: performance.now() };
    send({ kind: 'progress', progress });
  };
  // A timer alone would wait for the end of a page that is being written.
  const ticker = setInterval(tell, progressStep);
  try {
    const { file, ...outcome } = await runExport({
      source,
      format,
      ask: (kql, timespan) => askWorkspace(client, source, kql, timespan, signal),
      tables: () => schemaOf(client, source.customerId, signal),
      sink,
      signal,
      wait: pause,
      exportedAt,
      onProgress: (next) => {
        progress = next;
        tell();
      },
      onStop: (error) =>
        new Promise((resolve, reject) => {
          decide = resolve;
          signal.addEventListener('abort', () => reject(signal.reason));
          send({ kind: 'stopped', progress, error: plainError(error) });
        }),
    });
    send({ kind: 'done', outcome, file });
  } catch (error) {
    await sink.abort().catch(() => {});
    send(signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error: plainError(error) });
  } finally {
    clearInterval(ticker);
  }
};

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'run':
      run(data).catch((error: unknown) => send({ kind: 'failed', error: plainError(error) }));
      return;
    case 'response':
      waiting.get(data.id)?.resolve(responseOf(data.response));
      waiting.delete(data.id);
      return;
    case 'noResponse':
      waiting.get(data.id)?.reject(new TypeError('No answer came.'));
      waiting.delete(data.id);
      return;
    case 'decision':
      decide(data.decision);
      return;
    case 'cancel': {
      stop.abort();
      for (const { reject } of waiting.values()) reject(stop.signal.reason);
      waiting.clear();
    }
  }
});
