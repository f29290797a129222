import type { AgentHeartbeatDetail } from '#core/fim/agent-status';
import type { Configuration } from './configuration';
import type { Files } from './files';
import { inspect } from './inspect';
import { createItemFolders } from './item-folders';
import { compareItems, isReached, scopeOf, type WatchedItem } from './items';
import type { Contents } from './contents';
import type { Inventory } from './inventory';
import type { Ledger } from './ledger';
import type { LedgerChange } from './ledger-record';
import type { Log } from './log';
import type { Machine } from './machine';
import { forgetItem, reconcile, type Sightings } from './reconcile';
import { operationRow } from './rows';
import { type Scan, startScan } from './scan-job';
import type { Watcher } from './watch';

export type MonitorSettings = {
  readonly ledger: Ledger;
  readonly machine: Machine;
  readonly files: Files;
  readonly watcher: Watcher;
  readonly inventory: Inventory;
  readonly contents: Contents;
  readonly clock: () => number;
  readonly log: Log;
  /** Time between the end of a full scan and the start of the next, ms. */
  readonly scanIntervalMs: number;
  /** Rows were spooled, or the state shown in heartbeats has changed. */
  readonly onProgress: () => void;
};

/**
 * Keeps the baseline true to the disk. One loop does one small thing at a time (a changed configuration, files the
 * watcher named, a portion of a scan), so nothing here needs a lock and a change is seen soon even during a long scan.
 */
export type Monitor = {
  /** What the server wants; taken up by the loop. Also looks whether watched folders have come, gone or been replaced. */
  readonly configure: (configuration: Configuration) => void;
  /** Goes on with the items of the last run, for when the server does not answer. */
  readonly resume: () => void;
  readonly wake: () => void;
  readonly status: () => AgentHeartbeatDetail;
  readonly run: (signal: AbortSignal) => Promise<void>;
};

const maxRetries = 5;

export function createMonitor(settings: MonitorSettings): Monitor {
  const { ledger, machine, files, watcher, clock, log } = settings;
  const impatience = new Map<string, number>();
  /** Size up to which each item's contents were asked for. */
  const contentBytes = new Map<string, number>();
  let pending: Configuration | undefined;
  let state: 'starting' | 'enabled' | 'paused' | 'disabled' = 'starting';
  let jobs: Scan[] = [];
  let nextScan = 0;
  /** When the scan under way began. */
  let scanBegan = 0;
  let wakeUp: (() => void) | undefined;

  const impatient = (path: string) => (impatience.get(path) ?? 0) >= maxRetries;

  const context = () => ({ ledger, machine, files, now: clock(), rootsOf: folders.of });

  const commit = async (change: LedgerChange, durable = true) => {
    await ledger.commit(change, { durable });
    settings.onProgress();
  };

  const operation = (
    ...args: Parameters<typeof operationRow> extends [unknown, unknown, ...infer Rest] ? Rest : never
  ) => ({ table: 'Operation', row: operationRow(machine, clock(), ...args) }) as const;

  const take = async (sightings: Sightings) => {
    const change = await reconcile(context(), sightings);
    // Without rows there is only baseline to write: if that is lost, it is found again.
    if (change === undefined) return;
    await commit(change, (change.rows?.length ?? 0) > 0);
    settings.contents.add((change.put ?? []).map(({ entity }) => entity.path));
  };

  const folders = createItemFolders({
    files,
    watcher,
    onUnreadable: ({ path }, reason) =>
      take({ seen: [], gone: [], unreadable: new Map([[path, reason]]), readable: [] }),
    onUnwatched: async ({ name }, folder, reason) => {
      log.warn({ folder, reason }, 'cannot watch: changes show at the next scan');
      const detail = `${folder} cannot be watched (${reason}). Its changes are found by the scheduled scan.`;
      await commit({ rows: [operation('Error', name, detail, { path: folder, reason })] });
    },
  });

  const removeItem = async (item: WatchedItem, reason: string) => {
    jobs = jobs.filter((job) => job.item.name !== item.name);
    await folders.release(item.name);
    const rows = [operation('Scope changed', item.name, `${item.path} ${reason}. No change rows were made.`)];
    const others = folders.all();
    const readable = [...ledger.unreadable().keys()].filter((path) => !isReached(others, path));
    await commit({ ...forgetItem(ledger, item.name), rows, readable });
  };

  const applyItems = async (wanted: readonly WatchedItem[]) => {
    for (const { item } of ledger.items()) {
      const now = wanted.find(({ name }) => name === item.name);
      if (now === undefined) await removeItem(item, 'is no longer monitored');
      else if (scopeOf(now) !== scopeOf(item)) await removeItem(item, `is now monitored as ${now.path}`);
    }
    const putItems = wanted
      .filter(({ name, group, maxContentBytes }) => {
        const known = ledger.item(name)?.item;
        return known?.group !== group || known.maxContentBytes !== maxContentBytes;
      })
      .map((item) => ({ item, ready: ledger.item(item.name)?.ready ?? false }));
    if (putItems.length > 0) await commit({ putItems });
    // What was asked for before a restart, or is from now on, may not have been kept yet.
    for (const { name, maxContentBytes } of wanted) {
      if (maxContentBytes > (contentBytes.get(name) ?? 0)) settings.contents.addItem(name);
      contentBytes.set(name, maxContentBytes);
    }
    await refresh();
  };

  /** Resolves and watches every item's folders, and scans those that are new. */
  const refresh = async () => {
    for (const { item, ready } of ledger.items().toSorted((a, b) => compareItems(a.item, b.item))) {
      const found = await folders.renew(item);
      // Without its folders a baseline would be empty, and everything in them an addition later on.
      if (found === 'unknown') continue;
      const isRenewed = found === 'renewed';
      const isScanned = jobs.some((job) => job.item.name === item.name);
      if (!isScanned && (isRenewed || !ready)) await enqueue(item);
      else if (isRenewed) for (const job of jobs) if (job.item.name === item.name) job.restart(folders.of(item.name));
    }
  };

  const enqueue = async (item: WatchedItem) => {
    const isReady = ledger.item(item.name)?.ready === true;
    if (!isReady) {
      await commit({ rows: [operation('Baselining', item.name, `First look at ${item.path} has begun.`)] });
    }
    if (jobs.length === 0) scanBegan = clock();
    jobs.push(startScan({ files, ledger, item, roots: folders.of(item.name) }));
    jobs.sort((a, b) => rank(a) - rank(b) || compareItems(a.item, b.item));
  };

  const rank = ({ item }: Scan) => (ledger.item(item.name)?.ready === true ? 1 : 0);

  const applyConfiguration = async (configuration: Configuration) => {
    const before = state;
    state = configuration.kind;
    switch (configuration.kind) {
      case 'enabled':
        await applyItems(configuration.items);
        break;
      case 'paused':
        jobs = [];
        break;
      case 'disabled':
        for (const { item } of ledger.items()) await removeItem(item, 'rests: file integrity monitoring is off');
        break;
    }
    if (before !== state) {
      log.info({ state }, 'configuration taken up');
      if (state === 'enabled' && before === 'paused') nextScan = 0;
      settings.onProgress();
    }
  };

  /** One portion of the first waiting scan. */
  const advance = async (job: Scan) => {
    const { item } = job;
    const portion = await job.next();
    if (portion.kind === 'findings') {
      await take(portion.sightings);
      for (const path of portion.unsettled) watcher.requeue(path, clock());
      return;
    }
    jobs = jobs.filter((each) => each !== job);
    await take(await job.finish());
    const isFirst = ledger.item(item.name)?.ready === false;
    if (isFirst) {
      const count = [...ledger.entities()].filter(({ via }) => via.includes(item.name)).length;
      const detail = `The baseline of ${item.path} is complete: ${count} files and folders.`;
      await commit({
        putItems: [{ item, ready: true }],
        rows: [operation('Baseline ready', item.name, detail, { files: count })],
      });
      settings.inventory.addItem(item.name);
      log.info({ item: item.name, path: item.path, entities: count }, 'baseline ready');
    }
    if (jobs.length === 0) {
      nextScan = clock() + settings.scanIntervalMs;
      await commit({ lastScan: scanBegan }, false);
      log.debug({ entities: ledger.entityCount() }, 'scan complete');
    }
  };

  const look = async (paths: readonly string[]) => {
    const found = await inspect({ files, ledger, rootsOf: folders.of, impatient }, paths);
    await take(found);
    for (const path of paths) impatience.delete(path);
    for (const path of found.unsettled) {
      impatience.set(path, (impatience.get(path) ?? 0) + 1);
      watcher.requeue(path, clock());
    }
    for (const folder of found.newTrees) await watcher.adopt(folder);
  };

  /** Does the most urgent thing; false when there is nothing to do now. */
  const step = async (): Promise<boolean> => {
    if (pending !== undefined) {
      const configuration = pending;
      pending = undefined;
      await applyConfiguration(configuration);
      return true;
    }
    if (state !== 'enabled') return false;
    const due = watcher.due(clock());
    if (due.length > 0) {
      await look(due);
      return true;
    }
    const [job] = jobs;
    if (job !== undefined) {
      await advance(job);
      return true;
    }
    // A clock that was set back must not put the scan off.
    const isScanDue = clock() >= nextScan || nextScan - clock() > settings.scanIntervalMs;
    if (isScanDue && ledger.items().length > 0) {
      await refresh();
      for (const { item } of ledger.items()) {
        if (folders.areKnown(item.name) && !jobs.some((each) => each.item.name === item.name)) await enqueue(item);
      }
      return true;
    }
    if (await settings.contents.step(clock())) {
      settings.onProgress();
      return true;
    }
    const spooled = await settings.inventory.step(clock());
    if (spooled) settings.onProgress();
    return spooled;
  };

  const wait = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const isActive = state === 'enabled' && ledger.items().length > 0;
      const soonest = isActive ? Math.min(watcher.nextDue() ?? Infinity, nextScan) : Infinity;
      const next = Math.min(soonest, clock() + 5_000);
      const timer = setTimeout(done, Math.max(10, next - clock()));
      signal.addEventListener('abort', done, { once: true });
      wakeUp = done;
      if (signal.aborted) done();
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });

  const run = async (signal: AbortSignal) => {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (!(await step())) await wait(signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        log.error({ error: String(error), failures }, 'a step of the monitor failed');
        jobs = [];
        nextScan = clock() + Math.min(60_000, 1_000 * 2 ** failures);
        await wait(signal);
      }
    }
  };

  const status = () => {
    const lastScan = ledger.lastScan();
    const isReadyAll = ledger.items().every(({ ready }) => ready);
    const active = isReadyAll ? 'watching' : 'baselining';
    return {
      state: state === 'enabled' ? active : state === 'starting' ? 'starting' : 'disabled',
      items: ledger.items().length,
      itemsReady: ledger.items().filter(({ ready }) => ready).length,
      entities: ledger.entityCount(),
      unreadable: ledger.unreadable().size,
      spooled: ledger.spooledCount(),
      ...(lastScan !== undefined && { lastScan: new Date(lastScan).toISOString() }),
    } satisfies AgentHeartbeatDetail;
  };

  const wake = () => wakeUp?.();
  return {
    configure: (configuration) => {
      pending = configuration;
      wake();
    },
    resume: () => {
      if (state !== 'starting' || ledger.items().length === 0) return;
      pending ??= { kind: 'enabled', items: ledger.items().map(({ item }) => item) };
      wake();
    },
    wake,
    status,
    run,
  };
}
