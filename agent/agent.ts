import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { type Client } from '#core/contract/client';
import { ApiError } from '#core/contract/errors';
import type { IngestedRow } from '#core/contract/ingestion';
import type { AgentHeartbeatDetail } from '#core/fim/agent-status';
import { readConfiguration, readImmutableId, type WorkspaceAddress } from './configuration';
import { createContents } from './contents';
import type { Files } from './files';
import { createInventory } from './inventory';
import { openLedger } from './ledger';
import type { TableName } from './ledger-record';
import type { Log } from './log';
import { type Machine, readMachine } from './machine';
import { createMonitor } from './monitor';
import { heartbeatRow, operationRow } from './rows';
import { createUploader, type SendOutcome } from './spool';
import { lockFolder } from './state-lock';
import { createWatcher, type WatcherSettings } from './watch';

export type AgentSettings = {
  readonly client: Client;
  readonly workspace: WorkspaceAddress;
  /** Folder of everything the agent remembers; made if it does not exist. */
  readonly stateFolder: string;
  readonly scanIntervalMs: number;
  readonly pollIntervalMs: number;
  readonly files: Files;
  readonly clock: () => number;
  readonly rng: () => number;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Replaces the watcher library in tests. */
  readonly subscribe?: WatcherSettings['subscribe'];
};

const heartbeatMs = 60_000;
const changeGapMs = 1_000;
/** How long a start waits for the server before it goes on with the items it had. */
const firstAnswerMs = 10_000;
/** Heartbeats kept for a server that is away: about a week of them. */
const maxHeartbeats = 10_000;

const lostJournal = {
  kind: 'lost',
  detail: "The agent's journal is gone. The baseline is made anew: changes since the last report are not known.",
};

/**
 * Watches this machine and reports to its workspace until the signal is given; then lets go of everything and resolves.
 * Throws when the state folder cannot be used.
 */
export async function runAgent(settings: AgentSettings): Promise<void> {
  const { client, workspace, stateFolder, files, clock, rng, log, signal } = settings;
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(stateFolder);
  try {
    // The journal comes first: an identity without one tells that it was lost.
    const { ledger, isFresh, problems } = await openLedger({ folder: stateFolder, newEpoch: randomUUID, clock });
    const machine = await readMachine(stateFolder);
    const isLost = isFresh && !machine.isNew && problems.length === 0;
    for (const problem of isLost ? [lostJournal] : problems) {
      log.warn(problem, 'the journal needed repair');
      if (problem.kind === 'torn') continue;
      const row = operationRow(machine, clock(), 'Error', 'journal', problem.detail);
      await ledger.commit({ rows: [{ table: 'Operation', row }] });
    }

    const send = createSender(client, workspace);
    const uploader = createUploader({
      ledger,
      send,
      refusedFolder: join(stateFolder, 'refused'),
      onRefused: async (table, reason, file) => {
        const detail = `The server refused a row of ${table} (${reason}). It was kept as ${file}.`;
        const row = operationRow(machine, clock(), 'Error', table, detail);
        await ledger.commit({ rows: [{ table: 'Operation', row }] });
      },
      clock,
      rng,
      log,
    });

    const watcher = createWatcher({
      files,
      clock,
      onEvent: () => monitor.wake(),
      onError: (folder, error) => log.warn({ folder, reason: error.message }, 'the watcher reports an error'),
      subscribe: settings.subscribe,
    });
    const monitor = createMonitor({
      ledger,
      machine,
      files,
      watcher,
      inventory: createInventory(ledger, machine),
      contents: createContents(ledger, machine, files, log),
      clock,
      log,
      scanIntervalMs: settings.scanIntervalMs,
      onProgress: () => {
        uploader.wake();
        heart.noticeChange(onHeartTrouble);
      },
    });

    const heart = createHeart(
      () => monitor.status(),
      machine,
      clock,
      async (row) => {
        if (ledger.spooledCount('Heartbeat') >= maxHeartbeats) return;
        await ledger.commit({ rows: [{ table: 'Heartbeat', row }] });
        uploader.wake();
      },
    );
    const onHeartTrouble = (error: unknown) => log.error({ error: String(error) }, 'heartbeat not spooled');

    log.info({ computer: machine.computer, entities: ledger.entityCount() }, 'agent started');
    const poll = async () => {
      let isAway = true;
      const resumeAt = clock() + firstAnswerMs;
      while (!signal.aborted) {
        const configuration = await readConfiguration(client, workspace, signal).catch((error: unknown) => {
          if (!signal.aborted && !isAway) log.warn({ error: String(error) }, 'the server does not answer');
          return undefined;
        });
        if (configuration !== undefined) {
          monitor.configure(configuration);
          if (isAway) uploader.retryNow();
        } else if (clock() >= resumeAt) monitor.resume();
        isAway = configuration === undefined;
        // Until the server answers for the first time it is asked often: it may be starting beside us.
        await pause(isAway ? Math.min(2_000, settings.pollIntervalMs) : settings.pollIntervalMs, signal);
      }
    };
    const beat = async () => {
      while (!signal.aborted) {
        await heart.beat().catch(onHeartTrouble);
        await pause(heartbeatMs, signal);
      }
    };

    await Promise.all([poll(), beat(), monitor.run(signal), uploader.run(signal)]);
    heart.stop();
    await watcher.close();
    await ledger.close();
    log.info({ spooled: ledger.spooledCount() }, 'agent stopped');
  } finally {
    await unlock();
  }
}

/** Beats every minute, and when the state shown is not the one last told: then at most once a second. */
function createHeart(
  status: () => AgentHeartbeatDetail,
  machine: Machine,
  clock: () => number,
  spool: (row: IngestedRow) => Promise<void>,
) {
  let shown = '';
  let beatAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const beat = async () => {
    const detail = status();
    shown = phaseOf(detail);
    beatAt = clock();
    await spool(heartbeatRow(machine, clock(), detail));
  };
  return {
    beat,
    noticeChange: (onError: (error: unknown) => void) => {
      if (timer !== undefined || phaseOf(status()) === shown) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          if (phaseOf(status()) !== shown) beat().catch(onError);
        },
        Math.max(0, beatAt + changeGapMs - clock()),
      );
    },
    stop: () => clearTimeout(timer),
  };
}

const phaseOf = ({ state, items, itemsReady }: { state: string; items: number; itemsReady: number }) =>
  `${state} ${items} ${itemsReady}`;

/** Sends rows through the ingestion endpoint of the workspace's data collection rule, which is looked up once. */
function createSender(client: Client, workspace: WorkspaceAddress) {
  let immutableId: string | undefined;
  return async (table: TableName, rows: readonly IngestedRow[], signal: AbortSignal): Promise<SendOutcome> => {
    try {
      immutableId ??= await readImmutableId(client, workspace, signal);
    } catch (error) {
      return { kind: 'later', reason: reasonOf(error) };
    }
    try {
      const stream = table.endsWith('_CL') ? `Custom-${table}` : `Microsoft-${table}`;
      await client.ingest({ params: { immutableId, stream }, body: rows, gzip: true, signal });
      return { kind: 'stored' };
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 0;
      if (status === 400 || status === 413) return { kind: 'refused', reason: reasonOf(error) };
      // The rule may have been made anew.
      if (status === 404) immutableId = undefined;
      return { kind: 'later', reason: reasonOf(error) };
    }
  };
}

const reasonOf = (error: unknown): string =>
  error instanceof ApiError ? `${error.status} ${error.code}: ${error.message}` : String(error);

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
