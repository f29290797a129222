import { expect, test } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import { compile } from '#core/kql/compile';
import { execute } from '#core/kql/execute/execute';
import type { TableSchema } from '#core/kql/schema';
import { wireRows } from '#core/kql/wire';
import { answerOf, type Answer, type Ask, pagesOf, type Pages } from './pager';
import { planPaging } from './paging-plan';

const now = Date.UTC(2026, 10, 20, 12) * 1000;
const keyed: TableSchema = {
  name: 'ConfigurationChange',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'RowId_CF', type: 'string' },
    { name: 'Computer', type: 'string' },
  ],
};
const unkeyed: TableSchema = { ...keyed, columns: keyed.columns.filter(({ name }) => name !== 'RowId_CF') };

/** Rows at these moments (100 ns each), as many as said. */
const rowsAt = (counts: readonly number[]) =>
  counts.flatMap((count, moment) =>
    Array.from({ length: count }, (_, index) => ({
      TimeGenerated: `2026-11-20T10:00:00.${String(moment).padStart(7, '0')}Z`,
      RowId_CF: `epoch:${String(index).padStart(4, '0')}`,
      Computer: `${moment}/${index}`,
    })),
  );

async function* one<T>(value: T) {
  yield value;
}

/** Answers queries from rows with the real engine; `most`: rows of an answer before it is cut off. */
const asking = (table: TableSchema, rows: readonly Record<string, string>[], most = Infinity): Ask => {
  const stored = batchFromRows(table.columns, rows);
  return async (kql) => {
    const compiled = compile(kql, { tables: [table], now });
    if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.message);
    const found: unknown[][] = [];
    for await (const batch of execute(compiled.query.plan, { now, scan: () => one(stored) }))
      found.push(...wireRows(batch));
    const columns = compiled.query.plan.columns;
    return found.length > most
      ? { columns, rows: found.slice(0, most), partial: 'too many' }
      : { columns, rows: found };
  };
};

const signal = new AbortController().signal;

const allOf = async (pages: Pages): Promise<readonly Answer[]> => {
  const found: Answer[] = [];
  for (let page = await pages(signal); page; page = await pages(signal)) found.push(page);
  return found;
};

const paged = (table: TableSchema, ask: Ask, size: number, kql = 'ConfigurationChange | project Computer') => {
  const plan = planPaging(kql, { tables: [table], now });
  if (!plan) throw new Error('not paged');
  return pagesOf(ask, plan, size);
};

const computers = (pages: readonly Answer[]) => pages.flatMap(({ rows }) => rows.map(([computer]) => String(computer)));

test.each([
  ['rows of their own time', Array.from({ length: 23 }, () => 1)],
  ['pages that end exactly at a moment', [5, 5, 5]],
  ['moments across the ends of pages', [1, 3, 4, 2, 5, 3, 1]],
  ['a moment of more rows than a page', [2, 17, 3]],
  ['nothing but one moment', [31]],
  ['one row', [1]],
  ['no rows', []],
])('%s: each once, newest first', async (_, counts) => {
  const rows = rowsAt(counts);
  const pages = await allOf(paged(keyed, asking(keyed, rows), 5));
  const newestFirst = rows
    .toSorted((a, b) => b.TimeGenerated.localeCompare(a.TimeGenerated) || b.RowId_CF.localeCompare(a.RowId_CF))
    .map(({ Computer }) => Computer);
  expect(computers(pages)).toEqual(newestFirst);
  expect(pages.every(({ columns }) => columns.map(({ name }) => name).join() === 'Computer')).toBe(true);
});

test('oldest first where the query says so', async () => {
  const rows = rowsAt([2, 7, 1, 4]);
  const kql = 'ConfigurationChange | order by TimeGenerated asc | project Computer';
  const moments = computers(await allOf(paged(keyed, asking(keyed, rows), 3, kql))).map((text) => text.split('/')[0]);
  expect(moments).toEqual(rows.map(({ Computer }) => Computer.split('/')[0]));
});

test('without row ids a crowded moment is read at once', async () => {
  const rows = rowsAt([2, 17, 3]);
  expect(computers(await allOf(paged(unkeyed, asking(unkeyed, rows), 4))).toSorted()).toEqual(
    rows.map(({ Computer }) => Computer).toSorted(),
  );
});

test('an answer that is cut off is asked for again with fewer rows', async () => {
  const rows = rowsAt([3, 9, 1, 1, 1, 6]);
  const found = computers(await allOf(paged(keyed, asking(keyed, rows, 3), 50)));
  expect(found).toHaveLength(rows.length);
  expect(new Set(found).size).toBe(rows.length);
});

test('one row larger than an answer ends with its reason', async () => {
  await expect(allOf(paged(keyed, asking(keyed, rowsAt([1]), 0), 4))).rejects.toThrow('too large');
});

test('after a failing page it goes on where it was', async () => {
  const rows = rowsAt([3, 9, 1, 4, 6, 12, 1]);
  const answer = asking(keyed, rows);
  let asked = 0;
  const pages = paged(
    keyed,
    (kql, aborted) => (++asked % 3 === 0 ? Promise.reject(new Error('down')) : answer(kql, aborted)),
    5,
  );
  const found: Answer[] = [];
  let failures = 0;
  for (;;) {
    const page = await pages(signal).catch(() => 'failed' as const);
    if (page === undefined) break;
    if (page === 'failed') failures++;
    else found.push(page);
  }
  expect(failures).toBeGreaterThan(2);
  expect(computers(found)).toHaveLength(rows.length);
  expect(new Set(computers(found)).size).toBe(rows.length);
});

test('any other query is asked once, and says when it was cut off', async () => {
  const rows = rowsAt([2500]);
  const kql = 'ConfigurationChange | order by Computer asc | project Computer';
  const pages = await allOf(answerOf(asking(keyed, rows, 2400), kql));
  expect(computers(pages)).toHaveLength(2400);
  expect(pages.map(({ partial }) => partial)).toEqual([...pages.slice(1).map(() => undefined), 'too many']);
  const empty = await allOf(answerOf(asking(keyed, []), kql));
  expect(empty.map((page) => [page.columns.length, page.rows.length])).toEqual([[1, 0]]);
});
