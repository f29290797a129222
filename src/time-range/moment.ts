import { startedAt } from '../api/ahead';

/**
 * The moment all numbers on screen refer to, and whether answers may come from a cache. One for the whole app: every query of
 * a page gets the same absolute range, so that totals and tables agree (design: time on pages).
 */
export type Moment = { readonly asOf: number; readonly fresh: boolean };

let moment: Moment = { asOf: startedAt, fresh: false };
const listeners = new Set<() => void>();

export const subscribeToMoment = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const currentMoment = (): Moment => moment;

/** Moves the page to now. `fresh` sends `Cache-Control: no-cache`: what a person who pressed Refresh expects. */
export const refreshPage = (options: { readonly fresh?: boolean } = {}): void => {
  // Strictly later, or two refreshes within a millisecond would be one.
  moment = { asOf: Math.max(Date.now(), moment.asOf + 1), fresh: options.fresh ?? false };
  for (const listener of listeners) listener();
};
