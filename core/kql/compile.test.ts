import { describe, expect, it } from 'vitest';
import { builtInTables } from '../fim/tables';
import { compile } from './compile';
import { describePlan } from './describe-plan';

const now = Date.UTC(2026, 10, 22, 12) * 1000;

const compiled = (text: string, timespan?: { from?: number; to?: number }) => {
  const result = compile(text, { tables: builtInTables, now, timespan });
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.query;
};

const plan = (text: string) => describePlan(compiled(text).plan).split('\n');
const columns = (text: string) => compiled(text).plan.columns.map(({ name, type }) => `${name}:${type}`);
const problem = (text: string) => {
  const result = compile(text, { tables: builtInTables, now });
  return result.ok ? undefined : result.diagnostics[0];
};

describe('compile', () => {
  it('folds ago() and datetime arithmetic into constants a store can compare', () => {
    expect(plan('Heartbeat | where TimeGenerated > ago(1d) - 2 * 30m')[0]).toBe(
      'where >(TimeGenerated, datetime(2026-11-21T11:00:00.0000000Z))',
    );
  });

  it('puts the time range of the request right above each stored table', () => {
    const query = compiled('Heartbeat | where Computer == "a" | union Operation', { from: now - 10, to: now });
    const lines = describePlan(query.plan).split('\n');
    expect(lines.filter((line) => line.includes('where and(>=(TimeGenerated'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('scan'))).toHaveLength(2);
    expect(query.tables).toEqual(['Heartbeat', 'Operation']);
  });

  it('names columns as Kusto does', () => {
    expect(
      columns('Heartbeat | summarize count(), dcount(Computer), max(TimeGenerated) by bin(TimeGenerated, 1h), OSType'),
    ).toEqual([
      'TimeGenerated:datetime',
      'OSType:string',
      'count_:long',
      'dcount_Computer:long',
      'max_TimeGenerated:datetime',
    ]);
    expect(
      columns('Heartbeat | project tolower(Computer), strlen(Computer), tostring(Detail_CF.state), Detail_CF["items"]'),
    ).toEqual(['Column1:string', 'strlen_Computer:long', 'Detail_CF_state:string', 'Detail_CF_items:dynamic']);
    expect(columns('print 1, x = 2, now()')).toEqual(['print_0:long', 'x:long', 'print_2:datetime']);
  });

  it('lays arg_max(x, *) out as keys, maximum and the rest in table order', () => {
    const found = columns(
      'Operation | project Detail, Computer, TimeGenerated, Solution | summarize arg_max(TimeGenerated, *) by Computer',
    );
    expect(found).toEqual(['Computer:string', 'TimeGenerated:datetime', 'Detail:string', 'Solution:string']);
  });

  it('suffixes right columns of a join until they are free', () => {
    const left = 'print k = 1, v = 2, v1 = 3';
    expect(columns(`${left} | join kind=inner (print k = 1, v = 5) on k`)).toEqual([
      'k:long',
      'v:long',
      'v1:long',
      'k1:long',
      'v2:long',
    ]);
  });

  it('keeps the arrival time in scope until a projection, and out of the result', () => {
    const query = compiled('Heartbeat | where ingestion_time() > ago(1h) | sort by ingestion_time()');
    expect(query.plan.columns.map((of) => of.name)).not.toContain('$IngestionTime');
    expect(describePlan(query.plan)).toContain('where >($IngestionTime,');
    expect(problem('Heartbeat | project Computer | where ingestion_time() > ago(1h)')?.code).toBe('SEM0204');
  });

  it('reports line, column and length of a name that is not there', () => {
    expect(problem('Heartbeat\n| where OSType == "x"\n  and Computr == 1')).toMatchObject({
      code: 'SEM0100',
      kind: 'semantic',
      line: 3,
      position: 7,
      start: 38,
      length: 7,
    });
  });

  it('reports line, column and token of a syntax error', () => {
    expect(problem('Heartbeat\n| where (OSType == "x" | take 5')).toMatchObject({
      code: 'SYN0002',
      kind: 'syntax',
      line: 2,
      position: 24,
    });
    expect(problem('Heartbeat | take 5 5')).toMatchObject({ code: 'SYN0002', token: '5', position: 20 });
  });

  it('takes render as a note beside the plan', () => {
    expect(compiled('Heartbeat | count | render timechart with (title="T", ysplit=axes)').render).toEqual({
      visualization: 'timechart',
      properties: { title: 'T', ysplit: 'axes' },
    });
    expect(problem('Heartbeat | render table | take 1')?.message).toContain('last operator');
  });

  it('stops queries that explode: nesting, chains, and lets that double', () => {
    const doubling = Array.from({ length: 30 }, (_, at) => `let t${at + 1} = union t${at}, t${at};`).join('\n');
    expect(problem(`let t0 = print 1;\n${doubling}\nt30`)?.code).toMatch(/SEM0301|SYN0002/);
    const squares = Array.from({ length: 40 }, (_, at) => `let f${at + 1} = (x: long) { f${at}(x) + f${at}(x) };`);
    expect(problem(`let f0 = (x: long) { x + 1 };\n${squares.join('\n')}\nprint f40(1)`)?.code).toBe('SEM0301');
    expect(problem(`print ${'('.repeat(5000)}1${')'.repeat(5000)}`)?.message).toContain('nested');
    expect(problem(`print ${'dynamic('.repeat(5000)}1${')'.repeat(5000)}`)?.message).toContain('nested');
    expect(problem(`print dynamic(${'['.repeat(5000)}${']'.repeat(5000)})`)?.code).toBe('SYN0002');
    expect(problem(`print ${'1 + '.repeat(5000)}1`)?.message).toContain('chained');
    expect(problem(`Heartbeat${' | take 1'.repeat(5000)}`)?.message).toContain('operators');
    expect(problem(`Heartbeat | where ${'OSType == "x" or '.repeat(2000)}true`)).toBeUndefined();
  });

  it('treats names of JavaScript as plain names', () => {
    expect(problem('print x = constructor')?.code).toBe('SEM0100');
    expect(problem('print x = __proto__(1)')?.code).toBe('SEM0260');
    expect(problem('print x = toString(1)')?.code).toBe('SEM0260');
    expect(columns('print constructor = 1 | extend hasOwnProperty = constructor')).toEqual([
      'constructor:long',
      'hasOwnProperty:long',
    ]);
  });
});
