import { type AsyncSubscription, type Event, subscribe as subscribeWithParcel } from '@parcel/watcher';
import { codeOf, type Files } from './files';
import type { Root } from './items';
import { isBelow, parentOf } from './path-text';

/** Paths that may have changed, once nothing more has happened to them for a moment. */
export type Watcher = {
  /**
   * Watches the folders of an item from now on; resolves when events can no longer be missed. True when a folder is
   * watched anew, so that it has to be scanned. `failed` names what could not be watched: only scans see changes there.
   */
  readonly watch: (
    item: string,
    roots: readonly Root[],
  ) => Promise<{ renewed: boolean; failed: readonly WatchFailure[] }>;
  readonly release: (item: string) => Promise<void>;
  /** Watches a folder that was moved into a watched one with subfolders of its own, which inotify does not do by itself. */
  readonly adopt: (folder: string) => Promise<void>;
  /** Takes the paths that have been quiet long enough. */
  readonly due: (now: number) => readonly string[];
  /** When `due` will next have something, ms since 1970; undefined while nothing has happened. */
  readonly nextDue: () => number | undefined;
  /** Puts a path back, to be looked at again after the quiet time. */
  readonly requeue: (path: string, now: number) => void;
  readonly close: () => Promise<void>;
};

export type WatchFailure = { readonly folder: string; readonly reason: string };

export type WatcherSettings = {
  readonly files: Files;
  readonly clock: () => number;
  /** Called when there is something new to wait for. */
  readonly onEvent: () => void;
  readonly onError: (folder: string, error: Error) => void;
  /** Replaces the watcher library in tests. */
  readonly subscribe?: typeof subscribeWithParcel;
};

/** Writing in several steps counts as one change when the steps are closer than this, in ms. */
const quietMs = 300;
/** A file that is written without pause is looked at this often, in ms. */
const patienceMs = 5_000;
const maxAdopted = 64;
/** After a failure (too many watches, say) a folder is not tried again for this long, ms: the try walks its whole tree. */
const retryMs = 900_000;

type Watch = {
  readonly folder: string;
  readonly deep: boolean;
  /** Device and inode: a folder replaced by another of the same name needs a new watch. */
  readonly identity: string;
  readonly subscription: AsyncSubscription;
  readonly users: Set<string>;
};

/** Watches with inotify, one watch a folder below each root. */
export function createWatcher(settings: WatcherSettings): Watcher {
  const { files, clock, onEvent, onError, subscribe = subscribeWithParcel } = settings;
  const failures = new Map<string, { readonly at: number; readonly reason: string }>();
  const watches: Watch[] = [];
  const dirty = new Map<string, { readonly first: number; readonly last: number }>();

  const mark = (path: string, now: number) => {
    dirty.set(path, { first: dirty.get(path)?.first ?? now, last: now });
  };

  const onEvents = (folder: string) => (error: Error | null, events: Event[]) => {
    if (error !== null) onError(folder, error);
    const now = clock();
    // A name that is not valid UTF-8 arrives mangled: its folder is looked through instead.
    for (const { path } of events) mark(/\ufffd|\\x/.test(path) ? `${parentOf(path)}/` : path, now);
    if (dirty.size > 0) onEvent();
  };

  const identify = async (folder: string) => {
    const stats = await files.lstat(folder);
    return `${stats.dev}:${stats.ino}`;
  };

  const open = async (folder: string, deep: boolean, user: string) => {
    const identity = await identify(folder);
    const ignore = deep ? ['/proc', '/sys', '/dev'] : [/\//];
    const subscription = await subscribe(folder, onEvents(folder), { ignore, backend: 'inotify' });
    watches.push({ folder, deep, identity, subscription, users: new Set([user]) });
  };

  const reaches = (watch: Watch, { folder, deep }: { folder: string; deep: boolean }) =>
    (watch.folder === folder && (watch.deep || !deep)) || (watch.deep && isBelow(folder, watch.folder));

  const release = async (user: string) => {
    for (const watch of watches.filter(({ users }) => users.delete(user) && users.size === 0)) {
      watches.splice(watches.indexOf(watch), 1);
      await watch.subscription.unsubscribe().catch(() => undefined);
    }
  };

  const isCurrent = async (watch: Watch) => {
    const now = await identify(watch.folder).catch(() => undefined);
    return now === watch.identity;
  };

  const watch: Watcher['watch'] = async (item, roots) => {
    const failed: WatchFailure[] = [];
    let renewed = false;
    const kept = new Set<Watch>();
    for (const root of roots) {
      const known = watches.find((each) => reaches(each, root));
      if (known !== undefined && (await isCurrent(known))) {
        known.users.add(item);
        kept.add(known);
        continue;
      }
      const failure = failures.get(root.folder);
      if (failure !== undefined && clock() - failure.at < retryMs) {
        failed.push({ folder: root.folder, reason: failure.reason });
        continue;
      }
      renewed = true;
      if (known !== undefined) await drop(known);
      try {
        await open(root.folder, root.deep, item);
        const opened = watches.at(-1);
        if (opened !== undefined) kept.add(opened);
        failures.delete(root.folder);
      } catch (error) {
        const reason = error instanceof Error ? error.message : codeOf(error);
        failed.push({ folder: root.folder, reason });
        failures.set(root.folder, { at: clock(), reason });
      }
    }
    for (const each of watches) {
      if (!kept.has(each)) each.users.delete(item);
    }
    for (const each of watches.filter(({ users }) => users.size === 0)) await drop(each);
    return { renewed, failed };
  };

  const drop = async (each: Watch) => {
    const at = watches.indexOf(each);
    if (at >= 0) watches.splice(at, 1);
    await each.subscription.unsubscribe().catch(() => undefined);
  };

  return {
    watch,
    release,
    adopt: async (folder) => {
      const user = `adopted ${folder}`;
      await release(user);
      const adopted = watches.filter(({ users }) => [...users].every((name) => name.startsWith('adopted ')));
      if (adopted.length >= maxAdopted && adopted[0] !== undefined) await drop(adopted[0]);
      await open(folder, true, user).catch((error: unknown) => {
        if (error instanceof Error) onError(folder, error);
      });
    },
    due: (now) => {
      const ready: string[] = [];
      for (const [path, { first, last }] of dirty) {
        if (now - last >= quietMs || now - first >= patienceMs) ready.push(path);
      }
      for (const path of ready) dirty.delete(path);
      return ready;
    },
    nextDue: () => {
      let next: number | undefined;
      for (const { first, last } of dirty.values()) {
        next = Math.min(next ?? Infinity, last + quietMs, first + patienceMs);
      }
      return next;
    },
    requeue: mark,
    close: async () => {
      await Promise.all(watches.splice(0).map(({ subscription }) => subscription.unsubscribe().catch(() => undefined)));
    },
  };
}
