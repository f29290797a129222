import { useSyncExternalStore } from 'react';
import { liveInterval } from './mode';

export const refreshChoices = ['live', '30s', '5min', 'off'] as const;
/** How often pages look for new rows by themselves. */
export type RefreshChoice = (typeof refreshChoices)[number];

const storageKey = 'fim-refresh';

/** Live where rows arrive within seconds; off in Azure, where they take minutes and questions cost. */
const usual: RefreshChoice = liveInterval === undefined ? 'off' : 'live';

const intervals: Readonly<Record<RefreshChoice, number | undefined>> = {
  live: liveInterval ?? 5_000,
  '30s': 30_000,
  '5min': 300_000,
  off: undefined,
};

const readChoice = (): RefreshChoice => {
  try {
    const stored = localStorage.getItem(storageKey);
    return refreshChoices.find((one) => one === stored) ?? usual;
  } catch {
    return usual;
  }
};

let choice = readChoice();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Chooses how often, and remembers it in this browser. */
export const chooseRefresh = (next: RefreshChoice): void => {
  choice = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage may be off: the choice lasts until the page goes.
  }
  for (const listener of listeners) listener();
};

export const useRefreshChoice = (): RefreshChoice => useSyncExternalStore(subscribe, () => choice);

/** Milliseconds between two looks for new rows; undefined when pages do not look by themselves. */
export const useRefreshInterval = (): number | undefined => intervals[useRefreshChoice()];
