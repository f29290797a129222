import { describe, expect, test } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { pageKql } from './page-kql';
import { planPaging } from './paging-plan';

const now = Date.UTC(2026, 10, 20, 12) * 1000;
const plan = (kql: string) => planPaging(kql, { tables: builtInTables, now });

test.each([
  ['a table', 'ConfigurationChange'],
  ['filters', 'ConfigurationChange | where ConfigChangeType == "Files" | where Size > 5'],
  ['its own order, newest first', 'ConfigurationChange | order by TimeGenerated desc, RowId_CF desc'],
  ['an order under a projection', 'ConfigurationChange | sort by TimeGenerated | project Computer'],
  ['extend and project-away', 'Heartbeat | extend a = strcat(Computer, "x") | project-away Computer'],
  ['project-rename', 'ConfigurationChange | project-rename When = TimeGenerated'],
  ['project-keep', 'ConfigurationChange | project-keep Comp*'],
  ['project-reorder', 'ConfigurationChange | project-reorder Computer, *'],
  ['a let', 'let wanted = "web"; let T = ConfigurationChange | where Computer has wanted; T | project Computer'],
  ['a let that is the table', 'let T = ConfigurationChange; T | where Size > 1'],
  ['a chart', 'ConfigurationChange | project TimeGenerated, Size | render timechart'],
  ['a comment at the end', 'ConfigurationChange | where Size > 1 // | take 5'],
  ['an empty statement at the end', 'ConfigurationChange | where Size > 1;'],
])('%s is read in pages', (_, kql) => {
  expect(plan(kql)).toMatchObject({ table: kql.includes('Heartbeat') ? 'Heartbeat' : 'ConfigurationChange' });
});

test.each([
  ['take', 'ConfigurationChange | take 5'],
  ['top', 'ConfigurationChange | top 5 by TimeGenerated'],
  ['summarize', 'ConfigurationChange | summarize count() by Computer'],
  ['distinct', 'ConfigurationChange | distinct Computer'],
  ['another order', 'ConfigurationChange | order by Computer asc'],
  [
    'an order by a column only called so',
    'ConfigurationChange | extend TimeGenerated = DateModified | order by TimeGenerated',
  ],
  ['a join', 'ConfigurationChange | join kind=inner Heartbeat on Computer'],
  ['a union', 'union ConfigurationChange, Heartbeat'],
  ['a filter by another query', 'ConfigurationChange | where Computer in ((Heartbeat | project Computer))'],
  [
    'a value of another query',
    'ConfigurationChange | where Size > toscalar(ConfigurationChange | summarize max(Size))',
  ],
  ['row numbers', 'ConfigurationChange | serialize n = row_number()'],
  ['chance', 'ConfigurationChange | where rand() < 0.5'],
  ['no stored table', 'print x = 1'],
  ['what does not compile', 'ConfigurationChange | where Nothing == 1'],
])('%s is not', (_, kql) => {
  expect(plan(kql)).toBeUndefined();
});

describe('a paged query', () => {
  test('brings the keys along where the query drops them, and only there', () => {
    expect(plan('ConfigurationChange | project Computer')).toMatchObject({
      kql: 'ConfigurationChange\n| extend ExportKey1 = TimeGenerated, ExportKey2 = RowId_CF | project Computer, ExportKey1, ExportKey2',
      time: 'ExportKey1',
      rowId: 'ExportKey2',
      added: ['ExportKey1', 'ExportKey2'],
    });
    expect(plan('ConfigurationChange | where Size > 1')).toMatchObject({ time: 'TimeGenerated', added: [] });
    expect(plan('ConfigurationChange | project-rename ["When it was"] = TimeGenerated')).toMatchObject({
      time: 'When it was',
      added: [],
    });
  });

  test('is not misled by a column that takes the key’s name', () => {
    expect(plan('ConfigurationChange | extend TimeGenerated = DateModified')).toMatchObject({
      time: 'ExportKey1',
      added: ['ExportKey1', 'ExportKey2'],
    });
  });

  test('means the same moment on every page, and only rows that had arrived', () => {
    const paged = planPaging('ConfigurationChange | where TimeGenerated between (ago(1d) .. now())', {
      tables: builtInTables,
      now,
      snapshot: '2026-11-20T11:59:59.1234567Z',
    });
    expect(paged?.kql).toBe(
      'ConfigurationChange\n| where ingestion_time() <= datetime(2026-11-20T11:59:59.1234567Z) ' +
        '| where TimeGenerated between ((datetime(2026-11-20T12:00:00Z) - (1d)) .. datetime(2026-11-20T12:00:00Z))',
    );
  });

  test('follows the order of the query', () => {
    const oldest = plan('ConfigurationChange | order by TimeGenerated asc');
    expect(oldest?.descending).toBe(false);
    expect(oldest && pageKql(oldest, { rows: 10, from: '2026-11-20T12:00:00Z' })).toBe(
      'ConfigurationChange\n| where TimeGenerated >= datetime(2026-11-20T12:00:00Z)\n| order by TimeGenerated asc, RowId_CF desc\n| take 10',
    );
  });

  test('works on tables without row ids, as Azure’s own are', () => {
    const tables = [
      {
        name: 'ConfigurationChange',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'Computer', type: 'string' },
        ],
      },
    ] as const;
    const paged = planPaging('ConfigurationChange | project Computer', { tables, now });
    expect(paged).toMatchObject({ rowId: undefined, added: ['ExportKey1'] });
  });
});
