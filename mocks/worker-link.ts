import type { FromWorker, ToWorker } from './protocol';

/** The page's end of the worker. `answer` forwards a request and gives its response. The worker is begun by the first that needs it. */
export type WorkerLink = {
  readonly begin: () => void;
  readonly answer: (request: Request) => Promise<Response>;
  readonly send: (message: ToWorker, transfer?: Transferable[]) => void;
};

type Waiting = { readonly resolve: (response: Response) => void; readonly reject: (reason: unknown) => void };

export function createWorkerLink(make: () => Worker, onMessage: (message: FromWorker) => void): WorkerLink {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let failure: TypeError | undefined;

  let begun: Worker | undefined;
  const begin = (): Worker => {
    if (begun) return begun;
    const worker = make();
    begun = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.type !== 'response' && data.type !== 'failure') return onMessage(data);
      const request = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.type === 'failure') return request?.reject(new TypeError(data.message));
      const headers = data.headers.map(([name, value]): [string, string] => [name, value]);
      request?.resolve(new Response(data.body, { status: data.status, statusText: data.statusText, headers }));
    });
    worker.addEventListener('error', ({ message }) => {
      failure = new TypeError(`The demo stopped: ${message}`);
      for (const { reject } of waiting.values()) reject(failure);
      waiting.clear();
    });
    return worker;
  };

  const send = (message: ToWorker, transfer: Transferable[] = []) => begin().postMessage(message, { transfer });
  return {
    begin: () => void begin(),
    send,
    answer: async (request) => {
      // Not `request.body === null`: Firefox has no such property.
      const bytes = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
      const body = bytes === undefined || bytes.byteLength === 0 ? null : bytes;
      const id = ++last;
      const { signal } = request;
      return new Promise<Response>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (failure) return reject(failure);
        waiting.set(id, { resolve, reject });
        signal.addEventListener('abort', () => {
          if (!waiting.delete(id)) return;
          send({ type: 'abort', id });
          reject(signal.reason);
        });
        const { method, url } = request;
        const headers = [...request.headers];
        send({ type: 'request', id, method, url, headers, body }, body === null ? [] : [body]);
      });
    },
  };
}
