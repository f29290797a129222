import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { ApiError } from '#core/contract/errors';
import { batchFromRows } from '#core/kql/batch';
import { compile } from '#core/kql/compile';
import { execute } from '#core/kql/execute/execute';
import type { TableSchema } from '#core/kql/schema';
import { wireRows } from '#core/kql/wire';
import type { ExportFormat, ExportRow } from './export-source';
import type { Answer } from './pager';
import { type ExportRun, type Progress, runExport } from './run-export';

const now = Date.UTC(2026, 10, 20, 12) * 1000;
const arrival = { name: '$IngestionTime', type: 'datetime' } as const;
const table: TableSchema = {
  name: 'ConfigurationChange',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'RowId_CF', type: 'string' },
    { name: 'Computer', type: 'string' },
    { name: 'Size', type: 'long' },
  ],
};

type Stored = Readonly<Record<string, string | number>>;
const rowAt = (index: number, arrived = '2026-11-20T11:00:00Z'): Stored => ({
  TimeGenerated: new Date(Date.UTC(2026, 10, 19) + Math.floor(index / 3) * 1000).toISOString(),
  RowId_CF: `epoch:${String(index).padStart(6, '0')}`,
  Computer: `=web-${index}`,
  Size: index,
  $IngestionTime: arrived,
});
const manyRows = (count: number) => Array.from({ length: count }, (_, index) => rowAt(index));

async function* one<T>(value: T) {
  yield value;
}

/** The query API over rows, by the real engine. */
const answering =
  (rows: readonly Stored[]): ExportRun['ask'] =>
  async (kql) => {
    const compiled = compile(kql, { tables: [table], now });
    if (!compiled.ok) throw new ApiError(compiled.diagnostics[0]?.message ?? '', { status: 400, code: 'Bad' });
    const stored = batchFromRows([...table.columns, arrival], rows);
    const found: ExportRow[] = [];
    for await (const batch of execute(compiled.query.plan, { now, scan: () => one(stored) }))
      found.push(...wireRows(batch));
    return { columns: compiled.query.plan.columns, rows: found };
  };

const exporting = (ask: ExportRun['ask'], format: ExportFormat, given: Partial<ExportRun> & { kql?: string } = {}) => {
  const pieces: Uint8Array[] = [];
  const seen: Progress[] = [];
  let closed = false;
  const {
    kql = 'ConfigurationChange | project Computer, Size',
    limit,
    ...rest
  } = {
    limit: given.sink?.limit,
    ...given,
  };
  const outcome = runExport({
    source: { customerId: 'c', kql, timespan: 'P7D', fileName: 'f', displayedColumns: ['Size', 'Computer'] },
    format,
    ask,
    tables: async () => [table],
    signal: new AbortController().signal,
    onProgress: (progress) => seen.push(progress),
    onStop: async (error) => {
      throw error;
    },
    wait: async () => {},
    exportedAt: '2026-11-20T12:00:00Z',
    ...rest,
    sink: {
      limit,
      write: async (bytes) => void pieces.push(bytes),
      close: async () => {
        closed = true;
        return undefined;
      },
      abort: async () => {},
    },
  });
  return { outcome, seen, text: () => Buffer.concat(pieces).toString('utf8'), isClosed: () => closed };
};

const linesOf = (text: string) => Papa.parse<string[]>(text.slice(1).trimEnd(), { newline: '\r\n' }).data;

test('a filtered table is exported beyond any page, with its progress', async () => {
  const rows = manyRows(45_000);
  const { outcome, seen, text, isClosed } = exporting(answering(rows), 'csv');
  expect(await outcome).toMatchObject({ rows: 45_000, total: 45_000, missing: undefined, notes: [] });
  expect(isClosed()).toBe(true);
  const [head, ...lines] = linesOf(text());
  expect(head).toEqual(['Computer', 'Size']);
  expect(new Set(lines.map(([, size]) => size)).size).toBe(45_000);
  expect(lines[0]?.[0]).toMatch(/^'=web-/);
  const figures = seen.map((progress) => progress.rows);
  expect(figures).toEqual(figures.toSorted((a, b) => a - b));
  expect(new Set(figures).size).toBeGreaterThan(3);
});

test('displayed columns come in the reader’s order', async () => {
  const { outcome, text } = exporting(answering(manyRows(2)), 'csvDisplayed', { kql: 'ConfigurationChange' });
  await outcome;
  expect(linesOf(text())[0]).toEqual(['Size', 'Computer']);
});

test('rows that arrive meanwhile are left out, as they were not counted', async () => {
  const rows = manyRows(30_000);
  const stored = [...rows];
  const answer = answering(stored);
  let asked = 0;
  const { outcome, text } = exporting(async (kql, timespan, signal) => {
    if (++asked > 3) stored.push(rowAt(0, '2026-11-20T11:59:00Z'));
    return answering(stored)(kql, timespan, signal);
  }, 'csv');
  await outcome;
  expect(
    (await answer('ConfigurationChange | count', undefined, new AbortController().signal)).rows[0]?.[0],
  ).toBeGreaterThan(30_000);
  expect(linesOf(text())).toHaveLength(30_001);
});

const failing = (rows: readonly Stored[], isDown: (asked: number) => boolean) => {
  const answer = answering(rows);
  let asked = 0;
  const ask: ExportRun['ask'] = async (kql, timespan, signal): Promise<Answer> => {
    if (isDown(++asked)) throw new ApiError('The service cannot be reached.', { status: 0, code: 'NetworkError' });
    return answer(kql, timespan, signal);
  };
  return ask;
};

test('a page that fails once is asked for again', async () => {
  const { outcome, text } = exporting(
    failing(manyRows(50_000), (asked) => asked % 4 === 0),
    'csv',
  );
  expect(await outcome).toMatchObject({ rows: 50_000, missing: undefined });
  expect(new Set(linesOf(text()).map(([, size]) => size)).size).toBe(50_001);
});

test('a page that keeps failing stops the export; resumed, it misses nothing', async () => {
  let isDown = false;
  let asked = 0;
  const ask = failing(manyRows(50_000), () => ++asked > 5 && isDown);
  const stops: unknown[] = [];
  const { outcome, text } = exporting(ask, 'csv', {
    onProgress: ({ rows }) => {
      if (rows > 0 && stops.length === 0) isDown = true;
    },
    onStop: async (error) => {
      stops.push(error);
      isDown = false;
      return 'resume';
    },
  });
  expect(await outcome).toMatchObject({ rows: 50_000, missing: undefined });
  expect(stops).toHaveLength(1);
  expect(new Set(linesOf(text()).map(([, size]) => size)).size).toBe(50_001);
});

test('what came may be kept: the file and the outcome say how far it is', async () => {
  let isDown = false;
  const { outcome, text, isClosed } = exporting(
    failing(manyRows(50_000), () => isDown),
    'json',
    {
      onProgress: ({ rows }) => {
        isDown = rows > 0;
      },
      onStop: async () => 'keep',
    },
  );
  const { rows, missing } = await outcome;
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(50_000);
  expect(missing).toBe(
    `Incomplete: ${rows.toLocaleString('en-US')} of 50,000 rows. Then reading failed: The service cannot be reached.`,
  );
  expect(isClosed()).toBe(true);
  expect(JSON.parse(text())).toMatchObject({ complete: false, rowCount: rows, missing });
});

test('a query that cannot be paged is exported up to its limit, and says so', async () => {
  const kql = 'ConfigurationChange | summarize Size = max(Size) by Computer';
  const answer = answering(manyRows(30));
  const whole = exporting(answer, 'csv', { kql });
  expect(await whole.outcome).toMatchObject({ rows: 30, total: undefined, missing: undefined });
  const cut = exporting(
    async (...asked) => {
      const reply = await answer(...asked);
      return asked[0] === kql ? { ...reply, rows: reply.rows.slice(0, 10), partial: 'more than 10 records' } : reply;
    },
    'csv',
    { kql },
  );
  const { missing } = await cut.outcome;
  expect(missing).toMatch(/^Incomplete: 10 rows, the most one query answers.*more than 10 records$/);
  expect(linesOf(cut.text()).at(-1)?.[0]).toBe(missing);
});

test('a full sheet and a full memory end the file with what it lacks', async () => {
  const sheet = exporting(answering(manyRows(9_000)), 'excel', { sheetRows: 5_000 });
  expect(await sheet.outcome).toMatchObject({
    rows: 5_000,
    missing: 'Incomplete: 5,000 of 9,000 rows. An Excel sheet holds 5,000 beside its head; CSV and JSON hold them all.',
  });
  const exact = exporting(answering(manyRows(5_000)), 'excel', { sheetRows: 5_000 });
  expect(await exact.outcome).toMatchObject({ rows: 5_000, missing: undefined });
  const { write, close, abort } = { write: async () => {}, close: async () => undefined, abort: async () => {} };
  const memory = exporting(answering(manyRows(60_000)), 'csv', { sink: { limit: 100_000, write, close, abort } });
  const { rows, missing } = await memory.outcome;
  expect(rows).toBeLessThan(60_000);
  expect(missing).toMatch(/of 60,000 rows\. This browser keeps files up to/);
  expect(linesOf(memory.text())).toHaveLength(rows + 2);
});

test('a cancelled export ends at once and leaves its file open to be thrown away', async () => {
  const stop = new AbortController();
  const { outcome, isClosed } = exporting(answering(manyRows(50_000)), 'csv', {
    signal: stop.signal,
    onProgress: ({ rows }) => {
      if (rows > 0) stop.abort();
    },
  });
  await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
  expect(isClosed()).toBe(false);
});

test('an export of nothing is a file without rows', async () => {
  const { outcome, text } = exporting(answering([]), 'csv');
  expect(await outcome).toMatchObject({ rows: 0, total: 0, missing: undefined });
  expect(text()).toBe('\ufeffComputer,Size\r\n');
});
