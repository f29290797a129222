import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestedRow } from '#core/contract/ingestion';
import type { Ledger } from './ledger';
import { type TableName, tables } from './ledger-record';
import type { Log } from './log';

/** How an upload of rows ended. */
export type SendOutcome =
  | { readonly kind: 'stored' }
  /** The server will never take these rows as they are. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The server is away, busy or not ready: the same rows again later. */
  | { readonly kind: 'later'; readonly reason: string };

export type UploaderSettings = {
  readonly ledger: Ledger;
  readonly send: (table: TableName, rows: readonly IngestedRow[], signal: AbortSignal) => Promise<SendOutcome>;
  /** Folder for rows the server refused. */
  readonly refusedFolder: string;
  readonly onRefused: (table: TableName, reason: string, file: string) => Promise<void>;
  readonly clock: () => number;
  /** Uniform in [0, 1): spreads the retries of many agents. */
  readonly rng: () => number;
  readonly log: Log;
};

export type Uploader = {
  /** There is something new to send. */
  readonly wake: () => void;
  /** The server has answered: no need to wait out a delay. */
  readonly retryNow: () => void;
  readonly run: (signal: AbortSignal) => Promise<void>;
};

const maxRows = 1_000;
const firstDelayMs = 500;
const maxDelayMs = 30_000;

/**
 * Sends the spool, oldest rows first within each table, until told to stop. Rows leave the spool when the server has them.
 * A refused batch is cut down until the one row that spoils it is alone; that row is set aside in a file.
 */
export function createUploader(settings: UploaderSettings): Uploader {
  const { ledger, send, log } = settings;
  let wakeUp: (() => void) | undefined;
  let endDelay: (() => void) | undefined;
  let batchSize = maxRows;
  let refusals = 0;

  const sleep = (ms: number | undefined, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      if (ms === undefined) wakeUp = done;
      endDelay = done;
      if (signal.aborted) done();
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });

  const setAside = async (table: TableName, rows: readonly string[], reason: string) => {
    await mkdir(settings.refusedFolder, { recursive: true, mode: 0o700 });
    const file = join(settings.refusedFolder, `${table}.${settings.clock()}.${(refusals += 1)}.json`);
    await writeFile(file, `[${rows.join(',\n')}]\n`, { mode: 0o600 });
    log.error({ table, reason, file, rows: rows.length }, 'the server refused rows for good: set aside');
    await ledger.commit({ acknowledged: { [table]: rows.length } });
    // A refused report of a refusal would go on for ever.
    if (table !== 'Operation') await settings.onRefused(table, reason, file);
  };

  /** Sends one batch; returns why not, when it has to be sent again later. */
  const sendBatch = async (table: TableName, signal: AbortSignal): Promise<string | undefined> => {
    const rows = ledger.spooled(table, batchSize);
    const outcome = await send(
      table,
      rows.map((row): IngestedRow => JSON.parse(row)),
      signal,
    );
    switch (outcome.kind) {
      case 'stored':
        // Should this record be lost, the rows go out again, and the server drops them by their ids.
        await ledger.commit({ acknowledged: { [table]: rows.length } }, { durable: false });
        batchSize = Math.min(maxRows, batchSize * 2);
        return undefined;
      case 'refused':
        if (rows.length > 1) batchSize = Math.ceil(rows.length / 2);
        else await setAside(table, rows, outcome.reason);
        return undefined;
      case 'later':
        return outcome.reason;
    }
  };

  const run = async (signal: AbortSignal) => {
    let delay = firstDelayMs;
    while (!signal.aborted) {
      const table = tables.find((each) => ledger.spooledCount(each) > 0);
      if (table === undefined) {
        await sleep(undefined, signal);
        continue;
      }
      const trouble = await sendBatch(table, signal).catch((error: unknown) => String(error));
      if (trouble === undefined) {
        delay = firstDelayMs;
        continue;
      }
      if (signal.aborted) return;
      log.warn({ table, reason: trouble, retryMs: delay }, 'upload failed: will try again');
      await sleep(delay * (0.75 + settings.rng() / 2), signal);
      delay = Math.min(maxDelayMs, delay * 2);
    }
  };

  return { wake: () => wakeUp?.(), retryNow: () => endDelay?.(), run };
}
