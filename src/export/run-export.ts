import type { TableSchema } from '#core/kql/schema';
import { describeError, errorStatus, retryAfter } from '../api/errors';
import { excelRows } from './excel-limits';
import { exportPages } from './export-pages';
import { type ExportColumn, type ExportFormat, type ExportSource, fileKindOf } from './export-source';
import { type Piece, writeFile } from './file-writer';
import type { Answer, Page, Pages } from './pager';
import type { Sink } from './sink';

export type Progress = {
  readonly rows: number;
  /** How many there will be, where that is known. */
  readonly total: number | undefined;
  readonly bytes: number;
};

/** `missing`: which rows the file lacks and why; undefined where it has all. `notes`: what else its reader should know. */
export type Outcome = Progress & { readonly missing: string | undefined; readonly notes: readonly string[] };

export type ExportRun = {
  readonly source: ExportSource;
  readonly format: ExportFormat;
  readonly ask: (kql: string, timespan: string | undefined, signal: AbortSignal) => Promise<Answer>;
  readonly tables: (signal: AbortSignal) => Promise<readonly TableSchema[]>;
  readonly sink: Sink;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** A page could not be read, after several tries. Resolves to what the reader wants. */
  readonly onStop: (error: unknown) => Promise<'resume' | 'keep'>;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Rows the format holds; Excel's own limit where left out. */
  readonly sheetRows?: number;
  /** ISO 8601, now. */
  readonly exportedAt: string;
};

const tries = 4;
const longestPause = 60_000;

/** Whether asking again may help: no answer, a busy or a broken service. */
const mayPass = (error: unknown): boolean => {
  const status = errorStatus(error);
  return status !== undefined && (status === 0 || status === 429 || status >= 500);
};

const patience =
  ({ signal, wait }: Pick<ExportRun, 'signal' | 'wait'>) =>
  async <T>(attempt: () => Promise<T>): Promise<T> => {
    for (let failures = 1; ; failures++) {
      try {
        return await attempt();
      } catch (error) {
        if (signal.aborted || failures >= tries || !mayPass(error)) throw error;
        await wait(Math.min((retryAfter(error) ?? 2 ** (failures - 1)) * 1000, longestPause), signal);
      }
    }
  };

const count = (rows: number) => rows.toLocaleString('en-US');

/** Why a file ends before its query does. */
type Cut =
  | { readonly by: 'sheet'; readonly limit: number }
  | { readonly by: 'memory'; readonly limit: number }
  | { readonly by: 'query'; readonly reason: string }
  | { readonly by: 'reader'; readonly error: unknown };

const cutWords = (cut: Cut, rows: number, total: number | undefined): string => {
  const of = total === undefined ? count(rows) : `${count(rows)} of ${count(total)}`;
  switch (cut.by) {
    case 'sheet':
      return `Incomplete: ${of} rows. An Excel sheet holds ${count(cut.limit)} beside its head; CSV and JSON hold them all.`;
    case 'memory':
      return `Incomplete: ${of} rows. This browser keeps files up to ${count(cut.limit / 1e6)} MB; Chrome and Edge write larger ones straight to disk. Narrow the query to export the others.`;
    case 'query':
      return `Incomplete: ${of} rows, the most one query answers. Only queries that filter, extend and project a table are exported beyond that. ${cut.reason}`;
    case 'reader':
      return `Incomplete: ${of} rows. Then reading failed: ${describeError(cut.error).message}`;
  }
};

/** Pages one ahead of the writer. A failing page waits for the reader's decision; `keep` ends the rows there. */
const readAhead = (pages: Pages, { signal, onStop }: ExportRun, patiently: <T>(of: () => Promise<T>) => Promise<T>) => {
  const fetchPage = () => patiently(() => pages(signal));
  let ahead: Promise<Page | undefined> | undefined;
  const ended: { cut?: Cut } = {};
  const take = async (): Promise<Page | undefined> => {
    for (;;) {
      const coming = ahead ?? fetchPage();
      ahead = undefined;
      try {
        const page = await coming;
        if (!page) return undefined;
        if (page.partial !== undefined) ended.cut = { by: 'query', reason: page.partial };
        ahead = fetchPage();
        // Its failure is met when the page is wanted.
        ahead.catch(() => {});
        return page;
      } catch (error) {
        if (signal.aborted) throw error;
        if ((await onStop(error)) === 'resume') continue;
        ended.cut = { by: 'reader', error };
        return undefined;
      }
    }
  };
  return { take, ended };
};

/** The columns to write and where they stand in a row; all of them where none are named. */
const chosenColumns = (columns: readonly ExportColumn[], names: readonly string[] | undefined) => {
  const indexes = names
    ?.map((name) => columns.findIndex((column) => column.name === name))
    .filter((index) => index >= 0);
  return indexes
    ? { columns: indexes.flatMap((index) => columns[index] ?? []), indexes }
    : { columns, indexes: undefined };
};

/**
 * Exports a query's rows to a file; gives the file itself where it is not on disk. Rejects with the API's error or the sink's, and with the signal's reason once it is aborted; the
 * sink is then to be aborted by the caller.
 */
export const runExport = async (run: ExportRun): Promise<Outcome & { readonly file: Blob | undefined }> => {
  const { source, format, sink, signal, sheetRows = excelRows } = run;
  const asDisplayed = format === 'csvDisplayed';
  const kql = asDisplayed ? (source.displayedKql ?? source.kql) : source.kql;
  const patiently = patience(run);
  const { pages, total } = await exportPages({
    kql,
    source,
    ask: run.ask,
    tables: run.tables,
    signal,
    patiently,
  });
  const { take, ended } = readAhead(pages, run, patiently);

  let rows = 0;
  let bytes = 0;
  const report = () => run.onProgress({ rows, total, bytes });
  report();

  const first = await take();
  const names = asDisplayed && source.displayedKql === undefined ? source.displayedColumns : undefined;
  const { columns, indexes } = chosenColumns(first?.columns ?? [], names);
  const most = format === 'excel' ? sheetRows : Infinity;
  let missing: string | undefined;
  let isOver = first === undefined;
  let waiting = first?.rows;

  const end = (cut: Cut | undefined): Piece => {
    isOver = true;
    missing = cut && cutWords(cut, rows, total);
    return { ending: { count: rows, missing } };
  };
  const next = async (): Promise<Piece> => {
    signal.throwIfAborted();
    const found = waiting ?? (isOver ? undefined : (await take())?.rows);
    waiting = undefined;
    if (!found) return end(ended.cut);
    if (found.length > 0 && rows >= most) return end({ by: 'sheet', limit: sheetRows });
    if (found.length > 0 && sink.limit !== undefined && bytes >= sink.limit)
      return end({ by: 'memory', limit: sink.limit });
    const room = most - rows;
    const some = found.length > room ? found.slice(0, room) : found;
    if (some.length < found.length) waiting = found.slice(some.length);
    rows += some.length;
    report();
    return { rows: indexes ? some.map((row) => indexes.map((index) => row[index])) : some };
  };
  const store = async (piece: Uint8Array<ArrayBuffer>) => {
    signal.throwIfAborted();
    await sink.write(piece);
    bytes += piece.byteLength;
    report();
  };

  const facts = { kql, timespan: source.timespan, exportedAt: run.exportedAt };
  const cutTexts = await writeFile({ kind: fileKindOf(format), columns, facts }, next, store);
  signal.throwIfAborted();
  const file = await sink.close();
  const notes: string[] = [];
  if (cutTexts > 0)
    notes.push(`${count(cutTexts)} texts were longer than an Excel cell (32,767 characters) and end there.`);
  if (missing === undefined && total !== undefined && rows < total)
    notes.push(`${count(total)} rows were counted at the start, ${count(rows)} were there to read.`);
  return { rows, total, bytes, missing, notes, file };
};
