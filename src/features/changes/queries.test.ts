import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { batchFromRows } from '#core/kql/batch';
import { compile } from '#core/kql/compile';
import { execute } from '#core/kql/execute/execute';
import { ingestionTimeColumn } from '#core/kql/schema';
import type { Json } from '#core/kql/vector';
import { wireRows } from '#core/kql/wire';
import { type ChangeList, changeKql, histogramKql, listSpec, newRowsKql, pageKql } from './queries';
import { placeKql } from './place';
import { noTerms } from '../../filters/change-filter';
import { type Segment, cutSegments, sliceSegments } from './segments';

const problems = (kql: string) => {
  const result = compile(kql, { tables: builtInTables, now: 0 });
  return result.ok ? [] : result.diagnostics;
};

const plain: ChangeList = {
  filter: { ...noTerms, type: [], category: [], server: [], path: [], entity: [], field: [], all: false },
  sort: 'newest',
};
const everything: ChangeList = {
  filter: { ...plain.filter, q: 'x | "y\\', type: ['Files'], server: ['id-1', '!id"2'], path: ['/etc/'], all: true },
  sort: '-server',
};
const segment: Segment = { from: 0, to: 5_000_001, start: 0, count: 300, skip: 300, kind: 'slice' };
const snapshot = '2026-11-22T13:04:05.1234567Z';

describe('queries of the Changes tab', () => {
  it.each([
    ['histogram', histogramKql(everything, 605_405)],
    ['finer histogram', histogramKql(plain, 1, { from: 0, to: 10, snapshot })],
    ['page', pageKql(plain, { ...segment, kind: 'whole', skip: 0 }, snapshot)],
    ['slice', pageKql(everything, segment, undefined)],
    ['place in an order by a column', placeKql(everything, { RowId_CF: 'a:1', TimeGenerated: snapshot }, snapshot)],
    ['new rows', newRowsKql(everything, snapshot)],
    ['place', placeKql(everything, { RowId_CF: 'a:1', TimeGenerated: snapshot }, snapshot)],
    ['one change', changeKql({ RowId_CF: 'a:1', TimeGenerated: snapshot })],
    ['one change without an id', changeKql({ SourceComputerId: 'x', Name: 'a"b', TimeGenerated: snapshot })],
  ])('are KQL: %s', (_, kql) => expect(problems(kql)).toEqual([]));

  it('stay KQL whatever a person searches for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (q) => {
        expect(problems(histogramKql({ ...plain, filter: { ...plain.filter, q } }, 1000))).toEqual([]);
      }),
    );
  });

  it('never ask for more rows than a page', () => {
    expect(pageKql(plain, { ...segment, kind: 'whole' }, snapshot)).toContain('take 300');
    expect(pageKql(plain, segment, snapshot)).toContain('where Position > 300 and Position <= 600');
  });

  it('count what the page counts, unless narrowed', () => {
    expect(newRowsKql(plain, undefined)).toContain('ConfigChangeType in ("Files", "Registry")');
    expect(newRowsKql({ ...plain, filter: { ...plain.filter, type: ['Registry'] } }, undefined)).toContain(
      'ConfigChangeType in ("Registry")',
    );
  });
});

/** Rows of one scan of a collector that gives no ids: one moment, one server, half of them about one file. */
const moment = '2026-11-22T13:04:05.1234567Z';
const rowsOfOneScan = Array.from(
  { length: 700 },
  (_, index): Readonly<Record<string, Json>> => ({
    TimeGenerated: moment,
    SourceComputerId: `server ${index % 3}`,
    ConfigChangeType: 'Files',
    ChangeCategory: index % 2 === 0 ? 'Modified' : 'Added',
    FileSystemPath: index % 2 === 0 ? '/etc/one' : `/etc/${index}`,
    FileContentChecksum: String(index),
    // Some, as from a second collector, have an id.
    ...(index % 7 === 0 && {
      RowId_CF: `b:${index}`,
      TimeGenerated: '2026-11-22T13:04:05.5Z',
      Computer: `B${index % 2}`,
    }),
  }),
);

/** What a page's query finds in a store that keeps no order: each question meets the rows in another one. */
const found = async (kql: string, turn: number): Promise<Json[][]> => {
  const result = compile(kql, { tables: builtInTables, now: 0 });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('; '));
  const rows = [...rowsOfOneScan.slice(turn), ...rowsOfOneScan.slice(0, turn)];
  const scan = async function* () {
    const columns = [...(builtInTables.find(({ name }) => name === 'ConfigurationChange')?.columns ?? [])];
    yield batchFromRows([...columns, ingestionTimeColumn], rows);
  };
  const answer: Json[][] = [];
  for await (const batch of execute(result.query.plan, { now: 0, scan })) answer.push(...wireRows(batch));
  return answer;
};

describe('pages of rows without ids', () => {
  const from = Date.parse('2026-11-22T13:04:05Z') * 1000;
  const bucket = { from, to: from + 1_000_000, count: rowsOfOneScan.length };
  it.each([
    ['newest', cutSegments([bucket])],
    ['category', sliceSegments([bucket])],
  ] as const)('hold each row once, whatever order the store has: by %s', async (sort, segments) => {
    expect(segments.length).toBeGreaterThan(1);
    const pages = await Promise.all(
      segments.map((page, index) => found(pageKql({ ...plain, sort }, page, undefined), 101 * index)),
    );
    const checksums = pages.flat().map((row) => row[Object.keys(listSpec).indexOf('FileContentChecksum')]);
    expect(checksums).toHaveLength(rowsOfOneScan.length);
    expect(new Set(checksums).size).toBe(rowsOfOneScan.length);
  });
});

describe('the place of a change', () => {
  const from = Date.parse('2026-11-22T13:04:05Z') * 1000;
  const whole: Segment = { from, to: from + 1_000_000, start: 0, skip: 0, count: 1_000, kind: 'slice' };
  it.each(['server', '-server', 'entity', '-entity', 'category', '-type'] as const)(
    'is the number of rows above it in the list by %s',
    async (sort) => {
      const list = { ...plain, sort };
      const rows = (await found(pageKql(list, whole, undefined), 0)).map((row) =>
        Object.fromEntries(Object.keys(listSpec).map((name, index) => [name, row[index] ?? null])),
      );
      expect(rows).toHaveLength(rowsOfOneScan.length);
      for (const place of [0, 1, 300, 301, 650, 699]) {
        const cells = rows[place] ?? {};
        expect(await found(placeKql(list, cells, undefined), place)).toEqual([[place, 1]]);
      }
    },
  );
});
