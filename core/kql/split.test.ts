import { describe, expect, it } from 'vitest';
import { builtInTables } from '../fim/tables';
import { compile } from './compile';
import { describePlan } from './describe-plan';
import type { Plan } from './plan';
import { pushedOperators, split } from './split';

const now = Date.UTC(2026, 10, 22, 12) * 1000;
type CanPush = (node: Plan) => boolean;
const all: CanPush = () => true;
const none: CanPush = () => false;
const only =
  (...ops: Plan['op'][]) =>
  (node: Plan) =>
    ops.includes(node.op);

const allButRegex: CanPush = (node) => node.op !== 'where' || !describePlan(node).startsWith('where matches');

const splitQuery = (text: string, canPush: (node: Plan) => boolean): Plan => {
  const result = compile(text, { tables: builtInTables, now, timespan: { from: now - 1e6 } });
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return split(result.query.plan, canPush);
};
const lines = (text: string, canPush: CanPush = all) => describePlan(splitQuery(text, canPush)).split('\n');

describe('split', () => {
  it('pushes the whole chain where the store can, reading only the columns used', () => {
    expect(lines('Operation | where Solution == "x" | summarize n = count() by Computer | top 3 by n')).toEqual([
      'remote',
      '  top 3 n desc nulls last, Computer asc nulls first',
      '    summarize n=count() by Computer',
      '      where and(>=(TimeGenerated, datetime(2026-11-22T11:59:59.0000000Z)), ==(Solution, "x"))',
      '        project Computer, Solution, TimeGenerated',
      '          scan Operation',
    ]);
  });

  it('leaves only scans remote when nothing can be pushed', () => {
    const plan = splitQuery('Operation | where Solution == "x" | take 5', none);
    expect(describePlan(plan)).toMatch(/remote\n\s+scan Operation$/);
    expect(pushedOperators(plan)).toEqual([]);
  });

  it('gives the store the conditions it can run and keeps the others', () => {
    const found = lines(
      'Operation | where Detail matches regex "a+" and Solution == "x" | project Computer',
      allButRegex,
    );
    expect(found[0]).toBe('project Computer');
    expect(found[1]).toBe('  where matches regex(Detail, "a+")');
    expect(found[2]).toBe('    remote');
    expect(found[3]).toContain('where and(>=(TimeGenerated');
    expect(found[3]).not.toContain('matches');
  });

  it('moves conditions below extend and sort, but not below a row number', () => {
    const moved = lines(
      'Operation | extend x = 1 | sort by Computer | where Solution == "x"',
      only('where', 'project'),
    );
    expect(moved.findIndex((line) => line.includes('==(Solution'))).toBeGreaterThan(
      moved.findIndex((line) => line.includes('x=1')),
    );
    const kept = lines('Operation | sort by Computer | extend n = row_number() | where Solution == "x"');
    expect(kept.findIndex((line) => line.includes('==(Solution'))).toBeLessThan(
      kept.findIndex((line) => line.includes('row_number')),
    );
  });

  it('turns sort and take into top', () => {
    expect(lines('Operation | sort by Computer asc, Detail | take 7 | project Computer')[1]).toBe('  project Computer');
    expect(lines('Operation | sort by Computer asc, Detail | take 7 | project Computer')[2]).toBe(
      '    top 7 Computer asc nulls first, Detail desc nulls last',
    );
  });

  it('reads no more than the page that a condition on row numbers asks for', () => {
    const paged = (condition: string) =>
      lines(`Operation | sort by Computer asc | extend n = row_number() | where ${condition} | project n`).find(
        (line) => line.includes('Computer asc'),
      );
    expect(paged('n > 600 and n <= 900')?.trim()).toBe('top 300 after 600 Computer asc nulls first');
    expect(paged('n between (11 .. 20) and Detail != "x"')?.trim()).toBe('top 10 after 10 Computer asc nulls first');
    expect(
      lines('Operation | sort by Computer | extend n = row_number() | where n < 9 | project Computer').join(),
    ).not.toContain('row_number');
    expect(paged('5 > n')?.trim()).toBe('top 4 after 0 Computer asc nulls first');
    expect(paged('n > 600')?.trim()).toBe('sort Computer asc nulls first');
    expect(paged('n > 600 or n < 3')?.trim()).toBe('sort Computer asc nulls first');
    expect(
      lines('Operation | sort by Computer asc | extend n = row_number(), p = prev(Detail) | where n < 3').join(),
    ).not.toContain('top');
  });

  it('tells groups that tie by their keys, so that no store has to keep an order', () => {
    const found = lines('Operation | summarize n = count() by Computer, Solution | top 3 by n', all);
    expect(found.join('\n')).toContain('top 3 n desc nulls last, Computer asc nulls first, Solution asc nulls first');
    const unordered = splitQuery('Operation | summarize n = count() by Computer', all);
    expect(unordered).toMatchObject({ op: 'remote', prefix: { op: 'summarize', unordered: true } });
    const counted = splitQuery('union Operation, (Operation | distinct Computer | count) | take 9', all);
    expect(JSON.stringify(counted)).toContain('"unordered":true');
    const taken = splitQuery('Operation | summarize n = count() by Computer | take 3', all);
    expect(JSON.stringify(taken)).not.toContain('unordered');
    const listed = splitQuery('Operation | summarize by Computer | summarize make_list(Computer)', only('summarize'));
    expect(JSON.stringify(listed.columns)).toContain('list_Computer');
    expect(JSON.stringify(listed)).not.toContain('"unordered":true,"input"');
  });

  it('drops values of arg_max that nobody reads', () => {
    const found = lines('Operation | summarize arg_max(TimeGenerated, *) by Computer | project Computer, Detail').join(
      '\n',
    );
    expect(found).toContain('summarize TimeGenerated, Detail=arg_max(TimeGenerated, Detail) by Computer');
    expect(found).toContain('project Computer, Detail, TimeGenerated');
  });

  it('cuts each side of a join and of a union', () => {
    const plan = splitQuery(
      'Heartbeat | join (Operation | where Detail == "d") on Computer | project OSType, Detail',
      only('where', 'project'),
    );
    expect(describePlan(plan).match(/remote/g)).toHaveLength(2);
    expect(plan.columns.map((of) => of.name)).toEqual(['OSType', 'Detail']);
    const union = splitQuery('union Heartbeat, Operation | where Computer == "a" | project Computer', all);
    expect(describePlan(union).match(/==\(Computer, "a"\)/g)).toHaveLength(2);
  });

  it('keeps the columns of the result, in order', () => {
    const plan = splitQuery('Operation | where Solution == "x"', all);
    expect(plan.columns).toEqual(builtInTables.find((table) => table.name === 'Operation')?.columns);
  });

  it('counts rows without columns', () => {
    expect(lines('Operation | count', only('where', 'project')).at(-2)?.trim()).toBe('project TimeGenerated');
  });
});
