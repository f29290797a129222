import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { categories, changeTypes } from '../ui/change-words';
import { type ChangeFilter, noTerms } from './change-filter';
import { changesQueryOf } from './filter-from-kql';
import { filteredChanges } from './filter-kql';
import { termText } from './terms';

const none: ChangeFilter = { ...noTerms, all: false };

const word = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() === text && !text.startsWith('!'));
const terms = fc.uniqueArray(fc.record({ value: word, exclude: fc.boolean() }), {
  maxLength: 3,
  selector: ({ value }) => value,
});
const texts = terms.map((list) => list.toSorted((a, b) => Number(a.exclude) - Number(b.exclude)).map(termText));
const oneSide = fc
  .record({ values: fc.uniqueArray(word, { maxLength: 3 }), exclude: fc.boolean() })
  .map(({ values, exclude }) => values.map((value) => termText({ value, exclude })));

test('whatever the Changes page is filtered by comes back from its query as the same filter', () => {
  const filters = fc.record({
    q: fc.oneof(fc.constant(''), word),
    type: fc.constantFrom<string[][]>([], ['Files'], ['Registry']),
    category: fc.constantFrom<string[][]>([], ['Modified'], ['Modified', 'Removed'], ['Added']),
    server: oneSide,
    path: texts,
    entity: texts,
    field: texts,
    all: fc.constant(false),
  });
  fc.assert(
    fc.property(filters, (filter) => {
      expect(changesQueryOf(filteredChanges(filter))?.filter).toEqual(filter);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('with everything counted, types are named where they are not all', () => {
  expect(changesQueryOf('ConfigurationChange')?.filter).toEqual({ ...none, all: true });
  expect(changesQueryOf('ConfigurationChange | where ConfigChangeType == "Software"')?.filter).toEqual({
    ...none,
    all: true,
    type: ['Software'],
  });
  const all: ChangeFilter = { ...none, all: true, q: 'ssh', type: ['Files', 'Daemons'] };
  expect(changesQueryOf(filteredChanges(all))?.filter).toEqual(all);
});

test('conditions as a person writes them', () => {
  const query = changesQueryOf(`
    // what the web servers' files did
    ConfigurationChange
    | where ConfigChangeType in ('Files') and ChangeCategory != "Removed"
    | where SourceComputerId in ("a", "b") and SourceComputerId != "b"
    | order by TimeGenerated asc
    | render table`);
  expect(query).toEqual({
    filter: { ...none, type: ['Files'], category: ['Modified', 'Added'], server: ['a'] },
    range: undefined,
    sort: 'oldest',
  });
});

const range = (where: string) => changesQueryOf(`ConfigurationChange | where ${where}`)?.range?.text;

test('times that the page can say', () => {
  expect(range('TimeGenerated between (ago(14d) .. now())')).toBe('P14D');
  expect(range('TimeGenerated >= datetime(2026-11-01) and TimeGenerated < datetime(2026-11-02)')).toBe(
    '2026-11-01T00:00:00Z/2026-11-02T00:00:00Z',
  );
});

test.each([
  ['open at its end', '| where TimeGenerated > ago(7d)'],
  ['half a range', '| where TimeGenerated >= datetime(2026-11-01)'],
  ['a name, which several servers may have', '| where Computer == "web-01"'],
  ['half of what a path filter looks at', '| where FileSystemPath startswith "/etc"'],
  ['a different operator', '| where FileSystemPath has "ssh"'],
  ['case ignored', '| where ConfigChangeType =~ "files"'],
  ['a value nobody has', '| where ChangeCategory == "modified"'],
  ['nothing left', '| where ChangeCategory == "Added" and ChangeCategory == "Removed"'],
  ['a value that looks excluded', '| where SourceComputerId == "!a"'],
  ['a choice between conditions', '| where ChangeCategory == "Added" or ConfigChangeType == "Files"'],
  ['more than filters', '| where ConfigChangeType == "Files" | summarize count()'],
  ['some rows', '| take 10'],
  ['another order', '| sort by Computer'],
  ['other columns', '| project TimeGenerated'],
])('%s is not offered', (_, rest) => {
  expect(changesQueryOf(`ConfigurationChange ${rest}`)).toBeUndefined();
});

test.each(['Heartbeat', 'let x = 1; ConfigurationChange', 'ConfigurationChange | where', '', 'Configuration*'])(
  '%s is no list of changes',
  (text) => {
    expect(changesQueryOf(text)).toBeUndefined();
  },
);

test('every category and type is one the page knows', () => {
  for (const category of categories)
    expect(changesQueryOf(`ConfigurationChange | where ChangeCategory == "${category}"`)?.filter.category).toEqual([
      category,
    ]);
  for (const type of changeTypes)
    expect(changesQueryOf(`ConfigurationChange | where ConfigChangeType == "${type}"`)?.filter.type).toEqual([type]);
});
