import { type TableSchema, columnTypes } from '#core/kql/schema';
import { client } from '../api/client';
import { askWorkspace } from './ask';
import { showExport } from './current-export';
import type { ExportFormat, ExportSource } from './export-source';
import { workerWriter } from './file-writer';
import { type Progress, runExport } from './run-export';
import type { Sink } from './sink';

/** How often the figures on screen change, ms. */
const progressStep = 100;

const schemaOf = async (customerId: string, signal: AbortSignal): Promise<readonly TableSchema[]> => {
  const { tables } = await client.getMetadata({ params: { workspaceId: customerId }, signal });
  return tables.map(({ name, columns }) => ({
    name,
    columns: columns.flatMap((column) => {
      const type = columnTypes.find((known) => known === column.type);
      return type ? [{ name: column.name, type }] : [];
    }),
  }));
};

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** The browser asks before it closes a page with an unfinished export. */
const holdPage = (event: BeforeUnloadEvent) => event.preventDefault();

/** Exports to an open sink and shows how it goes. Never rejects: what fails is shown. */
export const startExport = async (
  source: ExportSource,
  format: ExportFormat,
  { sink, fileName }: { readonly sink: Sink; readonly fileName: string },
): Promise<void> => {
  const stop = new AbortController();
  const { signal } = stop;
  const cancel = () => stop.abort();
  const writer = workerWriter();
  let progress: Progress = { rows: 0, total: undefined, bytes: 0 };
  let isNew = false;
  let isStopped = false;
  const show = () => showExport({ state: 'running', fileName, ...progress, cancel });
  show();
  const ticker = setInterval(() => {
    // While the reader decides, the last bytes may still be on their way to the disk.
    if (isNew && !isStopped) show();
    isNew = false;
  }, progressStep);
  addEventListener('beforeunload', holdPage);
  try {
    const outcome = await runExport({
      source,
      format,
      ask: (kql, timespan, asked) => askWorkspace(source, kql, timespan, asked),
      tables: (asked) => schemaOf(source.customerId, asked),
      writer,
      sink,
      signal,
      wait: pause,
      exportedAt: new Date().toISOString(),
      onProgress: (next) => {
        progress = next;
        isNew = true;
      },
      onStop: (error) =>
        new Promise((resolve, reject) => {
          isStopped = true;
          const decide = (decision: 'resume' | 'keep') => () => {
            isStopped = false;
            show();
            resolve(decision);
          };
          signal.addEventListener('abort', () => reject(signal.reason));
          showExport({
            state: 'stopped',
            fileName,
            ...progress,
            error,
            resume: decide('resume'),
            keep: decide('keep'),
            cancel,
          });
        }),
    });
    showExport({ state: 'done', fileName, ...outcome });
  } catch (error) {
    await sink.abort().catch(() => {});
    showExport(signal.aborted ? undefined : { state: 'failed', fileName, error });
  } finally {
    clearInterval(ticker);
    removeEventListener('beforeunload', holdPage);
    writer.dispose();
  }
};
