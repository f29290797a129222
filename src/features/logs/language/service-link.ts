import type { WorkspaceSchema } from '../workspace-schema';
import { newestOnly } from './newest';
import type { Ask, Completions, Fault, FromWorker, Help, ToWorker } from './protocol';

/** `off`: not started yet, or stopped because nobody needs it. */
export type LinkState = 'off' | 'loading' | 'ready' | 'failed';

/** Starts a worker; `tell` hears its messages, and `failed` of it when it cannot run at all. */
export type StartWorker = (
  tell: (message: FromWorker) => void,
  failed: (reason: string) => void,
) => { readonly post: (message: ToWorker) => void; readonly terminate: () => void };

/** Calls back after some milliseconds, unless the returned function is called before. */
export type After = (milliseconds: number, then: () => void) => () => void;

/** A worker that leaves a question unanswered for so long is taken for dead, milliseconds; loading depends on the network too. */
const patience = { loading: 180_000, ready: 30_000 };
/** So long after the last editor has gone the worker goes too, with the memory it takes. */
const afterglow = 60_000;

export type ServiceLink = {
  readonly state: () => LinkState;
  /** Tells every change of state from now on. The worker runs as long as somebody listens. Returns how to stop listening. */
  readonly listen: (onState: (state: LinkState) => void) => () => void;
  /** Starts a failed worker anew. */
  readonly retry: () => void;
  /** These resolve to undefined where a newer question of the kind came first, and reject when there can be no answer. */
  readonly complete: (text: string, position: number, schema: WorkspaceSchema) => Promise<Completions | undefined>;
  readonly help: (text: string, position: number, schema: WorkspaceSchema) => Promise<Help | undefined>;
  readonly faults: (text: string, schema: WorkspaceSchema) => Promise<readonly Fault[] | undefined>;
  readonly format: (text: string) => Promise<string | undefined>;
};

const noSchema: WorkspaceSchema = { tables: [], functions: [] };

/** The page's end of the language service. `here`: queries run on our own engine, whose binder has a word too. */
export const createServiceLink = (startWorker: StartWorker, here: boolean, after: After): ServiceLink => {
  let state: LinkState = 'off';
  let worker: ReturnType<StartWorker> | undefined;
  let schemas = new Map<WorkspaceSchema, number>();
  let ids = 0;
  let keepRunning: (() => void) | undefined;
  const listeners = new Set<(state: LinkState) => void>();
  const patient = new Map<number, () => void>();
  const nextId = () => ++ids;

  const completions = newestOnly<Completions>(nextId);
  const helps = newestOnly<Help | undefined>(nextId);
  const faults = newestOnly<readonly Fault[]>(nextId);
  const formats = newestOnly<string>(nextId);
  const all = [completions, helps, faults, formats];

  const become = (next: LinkState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };

  const stop = (next: 'off' | 'failed', reason: string) => {
    worker?.terminate();
    worker = undefined;
    schemas = new Map();
    for (const calm of patient.values()) calm();
    patient.clear();
    for (const kind of all) kind.failAll(new Error(reason));
    become(next);
  };

  const answered = (id: number) => {
    patient.get(id)?.();
    patient.delete(id);
  };

  const hear = (message: FromWorker) => {
    switch (message.type) {
      case 'ready':
        // Readable in the browser's performance panel.
        performance.mark('fim-kusto-ready', { detail: { worker: message.milliseconds } });
        return become('ready');
      case 'failed':
        return stop('failed', message.message);
      case 'refused':
        answered(message.id);
        for (const kind of all) kind.fail(message.id, new Error(message.message));
        return undefined;
      case 'answer': {
        const { id, answer } = message;
        answered(id);
        switch (answer.name) {
          case 'complete':
            return completions.settle(id, answer.value);
          case 'help':
            return helps.settle(id, answer.value);
          case 'faults':
            return faults.settle(id, answer.value);
          case 'format':
            return formats.settle(id, answer.value);
        }
      }
    }
  };

  const start = () => {
    const begun: ReturnType<StartWorker> = startWorker(
      (message) => (worker === begun ? hear(message) : undefined),
      (reason) => (worker === begun ? stop('failed', reason) : undefined),
    );
    worker = begun;
    become('loading');
  };

  const sender = (ask: Ask, schema: WorkspaceSchema) => (id: number) => {
    if (!worker) return;
    let known = schemas.get(schema);
    if (known === undefined) {
      known = nextId();
      schemas.set(schema, known);
      worker.post({ type: 'schema', id: known, schema, here });
    }
    patient.set(
      id,
      after(patience[state === 'ready' ? 'ready' : 'loading'], () =>
        stop('failed', 'The language service does not answer.'),
      ),
    );
    worker.post({ type: 'question', id, schema: known, ask });
  };

  /** Starts the worker where nobody has; a failed one stays so until somebody asks for another try. */
  const available = <Value>(ask: () => Promise<Value | undefined>): Promise<Value | undefined> => {
    if (state === 'off') start();
    return state === 'failed' ? Promise.reject(new Error('The language service could not be loaded.')) : ask();
  };

  return {
    state: () => state,
    listen: (onState) => {
      keepRunning?.();
      if (state === 'off') start();
      listeners.add(onState);
      return () => {
        listeners.delete(onState);
        if (listeners.size > 0) return;
        keepRunning = after(afterglow, () => {
          if (listeners.size === 0 && state !== 'failed') stop('off', 'Nobody needs the language service any more.');
        });
      };
    },
    retry: () => {
      if (state === 'failed') start();
    },
    complete: (text, position, schema) =>
      available(() => completions.ask(sender({ name: 'complete', text, position }, schema))),
    help: (text, position, schema) => available(() => helps.ask(sender({ name: 'help', text, position }, schema))),
    faults: (text, schema) => available(() => faults.ask(sender({ name: 'faults', text }, schema))),
    format: (text) => available(() => formats.ask(sender({ name: 'format', text }, noSchema))),
  };
};
