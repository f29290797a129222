import { useSyncExternalStore } from 'react';
import type * as z from 'zod/mini';

/** How long a change may wait before it is written down, ms: texts change with every key. */
const pause = 300;

type Kept<T> = {
  readonly get: () => T;
  readonly set: (update: (before: T) => T) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Whether it will be there after a reload: false where the browser keeps nothing for this site, or has no room left. */
  readonly isSafe: () => boolean;
};

const read = (storage: Storage, key: string): unknown => {
  try {
    const text = storage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** False where storage is off or full: the value lasts until the page goes. */
const write = (storage: Storage, key: string, value: unknown): boolean => {
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};

const storages = (perWindow: boolean): readonly Storage[] => {
  try {
    return perWindow ? [sessionStorage, localStorage] : [localStorage];
  } catch {
    return [];
  }
};

/**
 * A value that outlives the page. `perWindow`: each browser tab has its own, and a new one begins with what was last written by any.
 * What storage holds is checked by `schema`; anything else reads as `empty`. Written after a pause, and at once when the page goes.
 */
const createKept = <T>(key: string, schema: z.ZodMiniType<T>, empty: T, perWindow: boolean): Kept<T> => {
  const places = storages(perWindow);
  const found = places
    .map((storage) => schema.safeParse(read(storage, key)))
    .find((result) => result.success && result.data !== undefined);
  let value = found?.success ? found.data : empty;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSafe = places.length > 0;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    // One of them is enough for a reload.
    const written = places.map((storage) => write(storage, key, value)).includes(true);
    if (written === isSafe) return;
    isSafe = written;
    tell();
  };
  globalThis.addEventListener('pagehide', flush);
  return {
    get: () => value,
    set: (update) => {
      const next = update(value);
      if (next === value) return;
      value = next;
      timer ??= setTimeout(flush, pause);
      tell();
    },
    isSafe: () => isSafe,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) flush();
      };
    },
  };
};

/**
 * Makes a family of kept values, one for each name (a workspace): `keptOf(name)` is always the same one. `prefix` begins their keys
 * in storage.
 */
export const keptFamily = <T>(prefix: string, schema: z.ZodMiniType<T>, empty: T, perWindow = false) => {
  const known = new Map<string, Kept<T>>();
  return (name: string): Kept<T> => {
    const key = name.toLowerCase();
    const kept = known.get(key) ?? createKept(`${prefix}${key}`, schema, empty, perWindow);
    known.set(key, kept);
    return kept;
  };
};

/** The value of a kept one; renders anew when it changes. */
export const useKept = <T>({ subscribe, get }: Kept<T>): T => useSyncExternalStore(subscribe, get, get);

/** Whether a kept value is safe (`isSafe`); renders anew when that changes. */
export const useIsSafe = <T>({ subscribe, isSafe }: Kept<T>): boolean =>
  useSyncExternalStore(subscribe, isSafe, isSafe);
