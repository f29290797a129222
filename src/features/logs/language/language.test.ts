// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { print } from '#core/kql/print';
import { parse } from '#core/kql/parser';
import type { WorkspaceSchema } from '../workspace-schema';
import { createAnswers } from './answers';
import * as engine from './engine-word';
import type { Completions, Fault, Help } from './protocol';
import { loadKusto } from './testing/load-kusto';

const schema: WorkspaceSchema = {
  tables: [
    {
      name: 'ConfigurationChange',
      description: 'Changes of servers',
      columns: [
        { name: 'TimeGenerated', type: 'datetime', description: 'When it was noticed' },
        { name: 'Computer', type: 'string' },
        { name: 'FileSystemPath', type: 'string' },
        { name: 'Actor_CF', type: 'string' },
        { name: 'Detail_CF', type: 'dynamic' },
        { name: "it's odd", type: 'long' },
      ],
    },
    { name: 'Notes_CL', columns: [{ name: 'Reviewer_s', type: 'string' }] },
  ],
  functions: [
    { name: 'LastDay', parameters: '', body: 'ConfigurationChange | where TimeGenerated > ago(1d)' },
    {
      name: 'ChangesOf',
      displayName: 'Changes of a server',
      parameters: 'server: string, since: timespan = 1d',
      body: 'ConfigurationChange | where Computer == server and TimeGenerated > ago(since) | project Computer, FileSystemPath',
    },
    { name: 'Broken', parameters: ')(', body: 'print 1' },
  ],
};

const clock = () => Date.UTC(2026, 10, 20, 12);
const here = createAnswers(loadKusto(), schema, engine, true, clock);
const azure = createAnswers(loadKusto(), schema, engine, false, clock);

/** The text without its bar, and where that stood: where the cursor is. */
const cursor = (marked: string) => ({ text: marked.replace('¦', ''), position: marked.indexOf('¦') });

const completionsAt = (marked: string): Completions => {
  const answer = here.answer({ name: 'complete', ...cursor(marked) });
  if (answer.name !== 'complete') throw new Error(answer.name);
  return answer.value;
};
const labelsAt = (marked: string) => completionsAt(marked).entries.map(({ label }) => label);
const entryAt = (marked: string, label: string) => completionsAt(marked).entries.find((of) => of.label === label);

const helpAt = (marked: string): Help | undefined => {
  const answer = here.answer({ name: 'help', ...cursor(marked) });
  if (answer.name !== 'help') throw new Error(answer.name);
  return answer.value;
};

const faultsOf = (text: string, of = here): readonly Fault[] => {
  const answer = of.answer({ name: 'faults', text });
  if (answer.name !== 'faults') throw new Error(answer.name);
  return answer.value;
};
/** Each fault with the text it stands at. */
const faultTexts = (text: string, of = here) =>
  faultsOf(text, of).map(({ from, to, code, here: onlyHere }) => [text.slice(from, to), code, onlyHere ?? false]);

const format = (text: string): string => {
  const answer = here.answer({ name: 'format', text });
  if (answer.name !== 'format') throw new Error(answer.name);
  return answer.value;
};

describe('completion', () => {
  it('offers the columns of the table first, extra ones included, with their types', () => {
    const { from, entries } = completionsAt('ConfigurationChange | where ¦');
    expect(from).toBe(28);
    const columns = entries.filter(({ kind }) => kind === 'column').map(({ label, detail }) => `${label} ${detail}`);
    expect(columns).toContain('Computer string');
    expect(columns).toContain('Actor_CF string');
    expect(columns).toContain('TimeGenerated datetime');
    const byOrder = entries.toSorted((one, other) => one.order - other.order);
    expect(byOrder.slice(0, columns.length).every(({ kind }) => kind === 'column')).toBe(true);
  });

  it('offers what let has named, and columns that the query made', () => {
    expect(labelsAt('let xx = ConfigurationChange;\nx¦')).toContain('xx');
    expect(labelsAt('let since = ago(1d);\nConfigurationChange | where TimeGenerated > s¦')).toContain('since');
    expect(labelsAt('let recent = ConfigurationChange | where Computer has "a";\nrecent | project ¦')).toContain(
      'Computer',
    );
    expect(labelsAt('ConfigurationChange | extend Folder = 1 | where ¦')).toContain('Folder');
    expect(labelsAt('ConfigurationChange | project Computer | where ¦')).not.toContain('Actor_CF');
  });

  it('offers tables, custom ones and saved functions', () => {
    const labels = labelsAt('¦');
    expect(labels).toEqual(expect.arrayContaining(['ConfigurationChange', 'Notes_CL', 'LastDay']));
    expect(labelsAt('Notes_CL | project ¦')).toContain('Reviewer_s');
    expect(labelsAt('LastDay | project ¦')).toContain('Actor_CF');
  });

  it('knows saved functions with their parameters and what they give', () => {
    expect(entryAt('Ch¦', 'ChangesOf')).toMatchObject({
      kind: 'function',
      before: 'ChangesOf(',
      after: ')',
      detail: '(server, [since])',
      info: 'Saved in this workspace as Changes of a server.',
    });
    const columns = completionsAt('ChangesOf("web-01") | where ¦').entries.filter(({ kind }) => kind === 'column');
    expect(columns.map(({ label }) => label)).toEqual(['Computer', 'FileSystemPath']);
  });

  it('replaces the word that was begun, quotes odd names and puts the cursor between parentheses', () => {
    expect(completionsAt('ConfigurationChange | where Comp¦').from).toBe(28);
    expect(entryAt('ConfigurationChange | project ¦', "it's odd")?.before).toBe(`["it's odd"]`);
    expect(entryAt('ConfigurationChange | where ¦', 'strlen')).toMatchObject({ before: 'strlen(', after: ')' });
    expect(entryAt('ConfigurationChange | ¦', 'where')).toMatchObject({ before: 'where ', again: true });
    expect(entryAt('ConfigurationChange | ¦', 'count')).toMatchObject({ before: 'count', again: false });
  });

  it('says what a function does, and which ones the engine of this page lacks', () => {
    expect(entryAt('ConfigurationChange | where ¦', 'strlen')?.info).toMatch(/character|length/i);
    expect(entryAt('print ¦', 'series_outliers')?.detail).toBe('not supported here');
    expect(entryAt('ConfigurationChange | ¦', 'graph-match')?.detail ?? 'not supported here').toBe(
      'not supported here',
    );
  });

  it('keeps silent in texts and comments', () => {
    expect(labelsAt('ConfigurationChange | where Computer has "Comp¦"')).toEqual([]);
    expect(labelsAt('ConfigurationChange // Comp¦')).toEqual([]);
  });
});

describe('help', () => {
  it('tells types of columns, parameters of functions, and what they do', () => {
    expect(helpAt('ConfigurationChange | where Com¦puter has "a"')).toMatchObject({
      from: 28,
      to: 36,
      declaration: 'Computer: string',
    });
    expect(helpAt('ConfigurationChange | where Time¦Generated > ago(1d)')?.summary).toBe('When it was noticed');
    const strlen = helpAt('print str¦len("a")');
    expect(strlen?.declaration).toContain('strlen(');
    expect(strlen?.summary).toMatch(/./);
    expect(helpAt('ConfigurationChange | summa¦rize count()')?.summary).toMatch(/group/);
    expect(helpAt('Configuration¦Change')).toMatchObject({
      declaration: 'ConfigurationChange: table of 6 columns',
      summary: 'Changes of servers',
    });
  });

  it('tells the parameters of a saved function', () => {
    const help = helpAt('Changes¦Of("web-01")');
    expect(help?.declaration).toBe('ChangesOf(server: string, since: timespan = 1d): table(Computer, FileSystemPath)');
    expect(help?.summary).toBe('Saved in this workspace as Changes of a server.');
  });

  it('has none for blanks and unknown names', () => {
    expect(helpAt('ConfigurationChange ¦ | take 1')).toBeUndefined();
    expect(helpAt('ConfigurationChange | where Comp¦utr == 1')).toBeUndefined();
  });
});

describe('faults', () => {
  it('stand at what is wrong, with the code', () => {
    expect(faultTexts('ConfigurationChange | where Computr == "a"')).toEqual([['Computr', 'KS142', false]]);
    expect(faultTexts('ConfigurationChange | where Computer == "a"')).toEqual([]);
    expect(faultTexts('ConfigurationChange | where Actor_CF == "a" and Detail_CF.x == 1')).toEqual([]);
  });

  it('name what only our engine refuses, where queries run on it', () => {
    expect(faultTexts('print series_outliers(dynamic([1]))')).toEqual([['series_outliers', 'SEM0300', true]]);
    expect(faultTexts('print series_outliers(dynamic([1]))', azure)).toEqual([]);
    expect(faultTexts('workspace("other").ConfigurationChange | count', azure)).toEqual([]);
    expect(faultTexts('workspace("other").Elsewhere_CL | count', azure)).toEqual([]);
    expect(faultTexts('workspace("other").ConfigurationChange | count')).toMatchObject([
      ['workspace', 'SEM0300', true],
    ]);
  });

  it('are none where a saved function is called as it is meant to be, and stand at what is wrong', () => {
    expect(faultTexts('ChangesOf("web-01", 2d) | where FileSystemPath has "etc"')).toEqual([]);
    expect(faultTexts('LastDay | count')).toEqual([]);
    expect(faultTexts('ChangesOf("web-01") | where Actor_CF == "a"').map(([text]) => text)).toEqual(['Actor_CF']);
    expect(faultTexts('ChangesOf() | count')).toHaveLength(1);
  });

  it('say each thing once', () => {
    expect(faultTexts('Nothing | where x == 1')).toHaveLength(1);
    expect(faultTexts('ConfigurationChange | where')).toHaveLength(1);
    expect(faultTexts('ConfigurationChange | where strlne(Computer) > 1')).toHaveLength(1);
  });

  it('come from both where both know something else', () => {
    expect(
      faultTexts('let a = print series_outliers(dynamic([1]));\nConfigurationChange | where Computr == "a"').map(
        ([, code]) => code,
      ),
    ).toEqual(['SEM0300', 'KS142']);
  });
});

describe('format', () => {
  const long =
    'let d = 1d;ConfigurationChange|where TimeGenerated>ago(d) and Computer in ("a",\'b\')|summarize n=count() by Computer,bin(TimeGenerated,1h)|order by n desc // last\n|render timechart';

  it('breaks lines before operators and means the same', () => {
    const text = format(long);
    expect(text).toContain('\n| where TimeGenerated > ago(d)');
    expect(text).toContain('// last');
    const [before, after] = [parse(long), parse(text)];
    if (!before.ok || !after.ok) throw new Error('does not parse');
    expect(print(after.query)).toBe(print(before.query));
  });

  it('changes nothing the second time', () => {
    expect(format(format(long))).toBe(format(long));
  });
});
