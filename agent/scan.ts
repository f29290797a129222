import { type Entity, kindOf } from './entity';
import { codeOf, type Files, isGone } from './files';
import { covers, isPseudo, matchesLeaf, type Root, type WatchedItem } from './items';
import { observe } from './observe';
import { isBelow, joinPath } from './path-text';

/** What a scan finds at one path. */
export type Finding =
  | { readonly kind: 'entity'; readonly entity: Entity; readonly unreadable?: string; readonly unsettled?: boolean }
  /** A folder whose entries could be listed. */
  | { readonly kind: 'listed'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

export type Lookup = (path: string) => Entity | undefined;

const chunkSize = 64;
/** How long a scan keeps the thread to itself, ms. */
const turnMs = 20;

/** Lets timers, the network and the watcher have their turn once the last turn is long enough ago. */
export function createTurns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < turnMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}

type Task = {
  readonly path: string;
  readonly root: Root;
  /** Reached by a link: counts whatever its name. */ readonly linked: boolean;
};

/**
 * Everything an item reaches, in chunks of some 64 entities so that the caller can do other work in between. A path is
 * found once, however many links lead to it. Content is hashed only where `before` cannot vouch for it.
 */
export async function* scanItem(
  files: Files,
  item: WatchedItem,
  roots: readonly Root[],
  before: Lookup,
): AsyncGenerator<readonly Finding[]> {
  const seen = new Set<string>();
  const listed = new Set<string>();
  const folders = roots.map((root) => ({ folder: root.folder, root }));
  let tasks: Task[] = [];
  const takeTurns = createTurns();

  const runTasks = async (): Promise<readonly Finding[]> => {
    const chunk = tasks.splice(0, chunkSize).filter(({ path }) => {
      const fresh = !seen.has(path) && !isPseudo(path);
      seen.add(path);
      return fresh;
    });
    const findings: Finding[] = [];
    for (const task of chunk) {
      findings.push(...(await runTask(task)));
      await takeTurns();
    }
    return findings;
  };

  const runTask = async ({ path, root, linked }: Task): Promise<Finding[]> => {
    const wanted = linked || covers(root, path);
    if (!wanted) {
      await descendUnwanted(path, root);
      return [];
    }
    const observation = await observe(files, path, before(path));
    if (observation.kind === 'gone') return [];
    if (observation.kind === 'unreadable') return [{ kind: 'unreadable', path, reason: observation.reason }];
    const { entity, unreadable, unsettled } = observation;
    if (entity.kind === 'link') {
      if (item.links === 'Ignore') return [];
      if (item.links === 'Follow') await follow(path, root, true);
    }
    if (entity.kind === 'folder') {
      if (root.deep) folders.push({ folder: path, root });
      if (!root.folders) return [];
    }
    return [{ kind: 'entity', entity, unreadable, unsettled }];
  };

  /** Below a recursive wildcard, a folder's name need not match for its files to. */
  const descendUnwanted = async (path: string, root: Root) => {
    const stats = await files.lstat(path).catch(() => undefined);
    if (stats === undefined) return;
    const kind = kindOf(stats);
    if (kind === 'folder') folders.push({ folder: path, root });
    if (kind === 'link' && item.links === 'Follow') await follow(path, root, false);
  };

  const follow = async (link: string, root: Root, wanted: boolean) => {
    const target = await files.realPath(link).catch(() => undefined);
    // A link to a folder above the root would pull in everything.
    if (target === undefined || isPseudo(target) || target === root.folder || isBelow(root.folder, target)) return;
    if (wanted) tasks.push({ path: target, root, linked: true });
    else if (root.deep && (await files.lstat(target).catch(() => undefined))?.isDirectory()) {
      folders.push({ folder: target, root });
    }
  };

  for (;;) {
    if (tasks.length > 0) {
      const findings = await runTasks();
      if (findings.length > 0) yield findings;
      continue;
    }
    const next = folders.pop();
    if (next === undefined) return;
    const key = `${next.root.deep} ${String(next.root.leaf ?? '')} ${next.folder}`;
    if (listed.has(key) || isPseudo(next.folder)) continue;
    listed.add(key);
    // Below a followed folder the root's own place no longer bounds what is covered.
    const root = next.folder === next.root.folder ? next.root : { ...next.root, folder: next.folder };
    if (typeof root.leaf === 'string') {
      tasks = [{ path: joinPath(root.folder, root.leaf), root, linked: false }];
      continue;
    }
    try {
      const names = await files.names(next.folder);
      const wanted = root.deep ? names : names.filter((name) => matchesLeaf(root, name));
      tasks = wanted.map((name) => ({ path: joinPath(next.folder, name), root, linked: false }));
      yield [{ kind: 'listed', path: next.folder }];
    } catch (error) {
      if (!isGone(error)) yield [{ kind: 'unreadable', path: next.folder, reason: codeOf(error) }];
    }
  }
}
