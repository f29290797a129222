import type { ToFirstRows } from './first-rows';

/** The page's end of the worker that generates the first rows. */
export type FirstAnswers = {
  /** The answer to the list's `$batch`, if that worker has it; undefined to all else. */
  readonly answer: (request: Request) => Promise<Response | undefined>;
  /** Ends the worker: the other one has all it made. */
  readonly end: () => void;
};

export function createFirstAnswers(worker: Worker): FirstAnswers {
  let isThere = true;
  /** In the order in which they were asked, which is that of the answers. */
  const waiting: ((text: string | null) => void)[] = [];
  const end = () => {
    isThere = false;
    worker.terminate();
    for (const resolve of waiting.splice(0)) resolve(null);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<string | null>) => waiting.shift()?.(data));
  worker.addEventListener('error', end);
  return {
    end,
    answer: async (request) => {
      if (!isThere || request.method !== 'POST' || !request.url.endsWith('/v1/$batch')) return undefined;
      const body = await request.clone().text();
      const text = await new Promise<string | null>((resolve) => {
        if (!isThere) return resolve(null);
        waiting.push(resolve);
        worker.postMessage({ type: 'counts', body } satisfies ToFirstRows, { transfer: [] });
      });
      return text === null
        ? undefined
        : new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8' } });
    },
  };
}
