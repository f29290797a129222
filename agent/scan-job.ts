import { type Files, isGone } from './files';
import { covers, type Root, type WatchedItem } from './items';
import type { Ledger } from './ledger';
import { parentOf } from './path-text';
import type { Sighting, Sightings } from './reconcile';
import { createTurns, type Finding, scanItem } from './scan';

export type ScanPortion =
  | { readonly kind: 'findings'; readonly sightings: Sightings; readonly unsettled: readonly string[] }
  | { readonly kind: 'done' };

/** One pass over an item, taken in portions. */
export type Scan = {
  readonly item: WatchedItem;
  readonly next: () => Promise<ScanPortion>;
  /** What the pass did not come across although the baseline has it, looked at once more. */
  readonly finish: () => Promise<Sightings>;
  /** Starts over: the item's folders are others than when the pass began. */
  readonly restart: (roots: readonly Root[]) => void;
};

export type ScanSettings = {
  readonly files: Files;
  readonly ledger: Ledger;
  readonly item: WatchedItem;
  readonly roots: readonly Root[];
};

export function startScan({ files, ledger, item, roots: firstRoots }: ScanSettings): Scan {
  const via = [item.name];
  let roots = firstRoots;
  let seen = new Set<string>();
  let trouble = new Set<string>();
  const begin = () => scanItem(files, item, roots, (path) => ledger.entity(path)?.entity);
  let pass = begin();

  const collect = (findings: readonly Finding[]): ScanPortion => {
    const sightings: Sighting[] = [];
    const unreadable = new Map<string, string>();
    const readable: string[] = [];
    const unsettled: string[] = [];
    const isFirstPass = ledger.item(item.name)?.ready !== true;
    for (const finding of findings) {
      if (finding.kind === 'listed') {
        readable.push(finding.path);
        continue;
      }
      if (finding.kind === 'unreadable') {
        seen.add(finding.path);
        trouble.add(finding.path);
        unreadable.set(finding.path, finding.reason);
        continue;
      }
      const { entity } = finding;
      seen.add(entity.path);
      if (finding.unsettled && !isFirstPass) {
        unsettled.push(entity.path);
        continue;
      }
      if (finding.unreadable !== undefined) unreadable.set(entity.path, finding.unreadable);
      else if (entity.kind !== 'folder') readable.push(entity.path);
      sightings.push({ entity, via });
    }
    return { kind: 'findings', sightings: { seen: sightings, gone: [], unreadable, readable }, unsettled };
  };

  /** Below a folder that could not be listed, not having seen a path says nothing. */
  const isHidden = (path: string) => {
    for (let folder = parentOf(path); folder !== '/'; folder = parentOf(folder)) if (trouble.has(folder)) return true;
    return trouble.has('/');
  };

  const finish = async (): Promise<Sightings> => {
    const missed = [...ledger.entities()]
      .filter((tracked) => tracked.via.includes(item.name) && !seen.has(tracked.entity.path))
      .map(({ entity }) => entity.path)
      .filter((path) => !isHidden(path));
    const gone: string[] = [];
    const released: string[] = [];
    const takeTurns = createTurns();
    for (const path of [...missed, ...ledger.unreadable().keys()]) {
      await takeTurns();
      try {
        await files.lstat(path);
        // There, but no link leads to it any more. What lies under a root came during the pass: it stays.
        if (!roots.some((root) => covers(root, path))) released.push(path);
      } catch (error) {
        if (isGone(error)) gone.push(path);
      }
    }
    const kept = new Set(ledger.unreadable().keys());
    return {
      seen: [],
      gone,
      unreadable: new Map(),
      readable: gone,
      released: released.filter((path) => !kept.has(path)).map((path) => ({ path, item: item.name })),
    };
  };

  return {
    item,
    next: async () => {
      const portion = await pass.next();
      return portion.done ? { kind: 'done' } : collect(portion.value);
    },
    finish,
    restart: (changed) => {
      roots = changed;
      seen = new Set();
      trouble = new Set();
      pass = begin();
    },
  };
}
