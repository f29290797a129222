import type { Outcome, Progress } from './run-export';

type Named = { readonly fileName: string };

/** What the reader sees of an export. There is one at a time; it goes on while they move between pages. */
export type CurrentExport =
  | (Named & Progress & { readonly state: 'running'; readonly cancel: () => void })
  /** A page could not be read: the reader decides. */
  | (Named &
      Progress & {
        readonly state: 'stopped';
        readonly error: unknown;
        readonly resume: () => void;
        readonly keep: () => void;
        readonly cancel: () => void;
      })
  | (Named & Outcome & { readonly state: 'done' })
  | (Named & { readonly state: 'failed'; readonly error: unknown });

let current: CurrentExport | undefined;
const listeners = new Set<() => void>();

export const currentExport = (): CurrentExport | undefined => current;
export const subscribeToExport = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const showExport = (next: CurrentExport | undefined): void => {
  current = next;
  for (const listener of listeners) listener();
};

/** Whether another export would be in the way of this one. */
export const isExporting = (): boolean => current?.state === 'running' || current?.state === 'stopped';
