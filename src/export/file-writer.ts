import type { ExportRow } from './export-source';
import type { Ending } from './format';
import type { PagingPlan } from './page-kql';
import type { PagingOptions } from './paging-plan';
import type { FromWorker, ToWorker } from './worker-messages';

export type Start = Omit<ToWorker & { readonly kind: 'start' }, 'kind'>;
/** The next rows of a file, or how it ends. */
export type Piece = { readonly rows: readonly ExportRow[] } | { readonly ending: Ending };

/** What turns rows into a file's bytes. */
export type FileWriter = {
  readonly plan: (kql: string, options: PagingOptions) => Promise<PagingPlan | undefined>;
  /** Asks for pieces until the ending. Resolves to how many texts were too long for a cell. */
  readonly write: (
    start: Start,
    next: () => Promise<Piece>,
    onBytes: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
  ) => Promise<number>;
  readonly dispose: () => void;
};

/** A writer in a worker of its own, which ends with `dispose`. One file each. */
export const workerWriter = (): FileWriter => {
  const worker = new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module', name: 'export' });
  // The options only tell linters that this is no window.
  const send = (message: ToWorker) => worker.postMessage(message, {});
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(`The file could not be written: ${message}`)));
  });
  broken.catch(() => {});

  const plan: FileWriter['plan'] = (kql, options) => {
    const answered = new Promise<PagingPlan | undefined>((resolve) => {
      const listen = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind !== 'plan') return;
        worker.removeEventListener('message', listen);
        resolve(data.plan);
      };
      worker.addEventListener('message', listen);
    });
    send({ kind: 'plan', kql, options });
    return Promise.race([answered, broken]);
  };

  const write: FileWriter['write'] = (start, next, onBytes) => {
    // Bytes are stored in order, and the next rows are asked for only once those of the last ones are.
    let stored = Promise.resolve();
    const give = async () => {
      await stored;
      const piece = await next();
      send('rows' in piece ? { kind: 'rows', rows: piece.rows } : { kind: 'end', ending: piece.ending });
    };
    const written = new Promise<number>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        switch (data.kind) {
          case 'more':
            give().catch(reject);
            return;
          case 'bytes':
            stored = stored.then(() => onBytes(data.bytes));
            stored.catch(reject);
            return;
          case 'done':
            stored.then(() => resolve(data.cut), reject);
            return;
          case 'failed':
            reject(new Error(`The file could not be written: ${data.message}`));
        }
      });
    });
    send({ kind: 'start', ...start });
    return Promise.race([written, broken]);
  };

  return { plan, write, dispose: () => worker.terminate() };
};
