import { expect, it } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import { changeFilterSearch } from '../../filters/change-filter';
import { decodeSearch } from '../../url-state';
import { facetValues, facetsQuery, isFolder, parentFolder } from './facets';
import type { Reading } from './use-changes';

const list: Reading['list'] = {
  filter: decodeSearch(changeFilterSearch, new URLSearchParams('type=Files&category=!Added&server=a"b&q=x')),
  sort: 'newest',
};
const reading: Reading = {
  asked: list,
  list,
  flaps: [],
  hidden: 0,
  tooMany: false,
  range: { start: 0, end: 1 },
  buckets: [],
  snapshot: '2026-11-22T13:04:05.1234567Z',
  first: { rows: [] },
  partial: undefined,
};

const queriesOf = (folder: string) =>
  facetsQuery('w', reading, { serverSearch: 'x"', rows: 10, folder }).queryKey[2] as readonly { query: string }[];

it.each(['', '/etc/', 'C:\\"x\\'])('facets are KQL inside of %s', (folder) => {
  for (const { query } of queriesOf(folder)) {
    const result = compile(query, { tables: builtInTables, now: 0 });
    expect(result.ok ? [] : result.diagnostics).toEqual([]);
  }
});

it('each facet counts without its own terms, with those of the others', () => {
  const [type = '', category = ''] = queriesOf('').map(({ query }) => query);
  expect(type).not.toContain('ConfigChangeType in ("Files")\n');
  expect(type).toContain('ChangeCategory !in ("Added")');
  expect(category).not.toContain('!in ("Added")');
  expect(category).toContain('ConfigChangeType in ("Files")\n');
});

it('a chosen value without rows stays, so that it can be taken off', () =>
  expect(facetValues([{ Value: 'a', Label: 'A', Count: 2 }], ['a', 'gone'])).toEqual([
    { value: 'a', label: 'A', count: 2 },
    { value: 'gone', label: 'gone', count: 0 },
  ]));

it.each([
  ['/etc/ssh/', '/etc/'],
  ['/etc/', ''],
  ['C:\\Windows\\', 'C:\\'],
  ['C:\\', ''],
])('up from %s', (folder, parent) => {
  expect(parentFolder(folder)).toBe(parent);
  expect(isFolder(folder)).toBe(true);
});
