import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import { type ChangeList, changeKql, histogramKql, newRowsKql, pageKql, placeKql } from './queries';
import { noTerms } from '../../filters/change-filter';
import type { Segment } from './segments';

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
