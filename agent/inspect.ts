import type { Entity } from './entity';
import { codeOf, type Files, isGone } from './files';
import { covers, isPseudo, type Root } from './items';
import type { Ledger } from './ledger';
import type { ItemState } from './ledger-record';
import { observe } from './observe';
import { isBelow, joinPath, leafOf, parentOf } from './path-text';
import type { Sighting } from './reconcile';
import { createTurns } from './scan';

export type Inspection = {
  readonly seen: readonly Sighting[];
  readonly gone: readonly string[];
  readonly unreadable: ReadonlyMap<string, string>;
  readonly readable: readonly string[];
  /** Files that were being written while they were read: look again later instead of reporting a half-way state. */
  readonly unsettled: readonly string[];
  /** Folders that came with subfolders in them, which the watcher may have missed. */
  readonly newTrees: readonly string[];
};

export type InspectContext = {
  readonly files: Files;
  readonly ledger: Ledger;
  readonly rootsOf: (item: string) => readonly Root[];
  /** True to accept a file that is still being written as it is. */
  readonly impatient: (path: string) => boolean;
};

/** Looks at the paths a watcher named, and at what follows from them: new subtrees, link targets, vanished folders. */
export async function inspect(context: InspectContext, paths: readonly string[]): Promise<Inspection> {
  const { files, ledger } = context;
  const seen = new Map<string, Sighting>();
  const goneFiles: string[] = [];
  const goneTrees = new Set<string>();
  const unreadable = new Map<string, string>();
  const readable: string[] = [];
  const unsettled: string[] = [];
  const newTrees: string[] = [];
  const queue: { readonly path: string; readonly via: readonly string[] }[] = [];
  const visited = new Set<string>();
  /** Inodes of files that have other names, which the watcher does not tell. */
  const shared = new Set<number>();

  for (const path of paths) {
    // A trailing slash asks for the names in a folder that are not valid UTF-8.
    if (!path.endsWith('/') || path === '/') queue.push({ path, via: [] });
    else for (const each of await oddNames(context, path.slice(0, -1))) queue.push({ path: each, via: [] });
  }

  const takeTurns = createTurns();
  // The queue grows while it is walked.
  for (const { path, via: linkedBy } of withOtherNames()) {
    await takeTurns();
    if (visited.has(path) || isPseudo(path)) continue;
    visited.add(path);
    const before = ledger.entity(path);
    const covering = ledger.items().filter((state) => reaches(context, state, path));
    const parents = before === undefined && linkedBy.length === 0 && covering.length === 0;
    // Nothing follows this path itself, but a recursive wildcard may reach into it.
    const passing =
      parents &&
      ledger
        .items()
        .some(({ item }) => context.rootsOf(item.name).some((root) => root.deep && isBelow(path, root.folder)));
    if (parents && !passing) {
      vanished(path, await exists(files, path));
      continue;
    }
    const observation = await observe(files, path, before?.entity);
    if (observation.kind === 'unreadable') {
      unreadable.set(path, observation.reason);
      continue;
    }
    if (observation.kind === 'gone') {
      vanished(path, false);
      continue;
    }
    const { entity } = observation;
    const items = covering.filter(({ item }) =>
      context.rootsOf(item.name).some((root) => covers(root, path, entity.kind)),
    );
    const via = [...new Set([...linkedBy, ...wantedBy(items, entity)])];
    if (entity.kind === 'folder') await enter(path, before?.entity);
    else if (before?.entity.kind === 'folder') goneTrees.add(path);
    if (entity.kind === 'link') {
      const followers = items.filter(({ item }) => item.links === 'Follow').map(({ item }) => item.name);
      const target = followers.length > 0 ? await files.realPath(path).catch(() => undefined) : undefined;
      // A link to a root or above it would pull in everything.
      const isAbove = items.some(({ item }) =>
        context.rootsOf(item.name).some(({ folder }) => target === folder || isBelow(folder, target ?? '')),
      );
      if (target !== undefined && !isAbove && ledger.entity(target) === undefined) {
        queue.push({ path: target, via: followers });
      }
    }
    if (via.length === 0 && before === undefined) continue;
    if (observation.unsettled && !context.impatient(path)) {
      unsettled.push(path);
      continue;
    }
    if (observation.unreadable !== undefined) unreadable.set(path, observation.unreadable);
    else if (entity.kind !== 'folder') readable.push(path);
    seen.set(path, { entity, via });
    if (entity.kind === 'file' && observation.names > 1) shared.add(entity.inode);
  }
  const gone = goneTrees.size === 0 ? [] : [...ledger.entities()].map(({ entity }) => entity.path).filter(isInTrees);
  return { seen: [...seen.values()], gone: [...goneFiles, ...gone], unreadable, readable, unsettled, newTrees };

  /** The queue, and after it the other names in the baseline of the files that were seen. */
  function* withOtherNames() {
    yield* queue;
    if (shared.size === 0) return;
    for (const { entity, via } of ledger.entities()) {
      if (entity.kind === 'file' && shared.has(entity.inode)) yield { path: entity.path, via };
    }
  }

  function vanished(path: string, isThere: boolean): void {
    if (isThere) return;
    readable.push(path);
    if (ledger.entity(path)?.entity.kind === 'file') goneFiles.push(path);
    // What is no entity itself may have been a folder with entities below it.
    else goneTrees.add(path);
  }

  function isInTrees(path: string): boolean {
    for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (goneTrees.has(path.slice(0, at))) return true;
    }
    return false;
  }

  async function enter(folder: string, before: Entity | undefined): Promise<void> {
    const deep = ledger
      .items()
      .some(({ item }) =>
        context
          .rootsOf(item.name)
          .some((root) => root.deep && (folder === root.folder || isBelow(folder, root.folder))),
      );
    if (!deep || before?.kind === 'folder') return;
    try {
      const names = await files.names(folder);
      for (const name of names) queue.push({ path: joinPath(folder, name), via: [] });
      if (names.length > 0) newTrees.push(folder);
    } catch (error) {
      if (!isGone(error)) unreadable.set(folder, codeOf(error));
    }
  }
}

const reaches = ({ rootsOf }: InspectContext, { item }: ItemState, path: string) =>
  rootsOf(item.name).some((root) => covers(root, path));

const wantedBy = (items: readonly ItemState[], entity: Entity) =>
  items.filter(({ item }) => entity.kind !== 'link' || item.links !== 'Ignore').map(({ item }) => item.name);

const exists = (files: Files, path: string) =>
  files.lstat(path).then(
    () => true,
    (error: unknown) => !isGone(error),
  );

async function oddNames({ files, ledger }: InspectContext, folder: string): Promise<readonly string[]> {
  const names = await files.names(folder).catch(() => []);
  const known = [...ledger.entities()].map(({ entity }) => entity.path).filter((path) => parentOf(path) === folder);
  const paths = new Set([...names.map((name) => joinPath(folder, name)), ...known]);
  return [...paths].filter((path) => leafOf(path).includes('\\x'));
}
