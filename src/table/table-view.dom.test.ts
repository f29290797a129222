import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { placeColumn } from './columns';
import { noChoices, readChoices, writeChoices } from './table-view';

beforeEach(() => localStorage.clear());

test('choices last, table by table, and a reset leaves nothing behind', () => {
  const choices = {
    ...noChoices,
    columnVisibility: { os: false },
    columnSizing: { name: 240 },
    density: 'compact',
  } as const;
  writeChoices('servers', choices);
  expect(readChoices('servers')).toEqual(choices);
  expect(readChoices('changes')).toEqual(noChoices);
  writeChoices('servers', noChoices);
  expect(localStorage).toHaveLength(0);
});

test('a damaged part is forgotten, the others stay', () => {
  localStorage.setItem(
    'fim-table-servers',
    JSON.stringify({ columnSizing: { name: -5 }, columnOrder: 'x', density: 'huge', columnVisibility: { os: false } }),
  );
  expect(readChoices('servers')).toEqual({ ...noChoices, columnVisibility: { os: false } });
});

test('whatever lies in the storage, a table opens', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      localStorage.setItem('fim-table-servers', text);
      expect(Object.keys(readChoices('servers'))).toEqual(Object.keys(noChoices));
    }),
  );
});

test('a column moves next to another and nothing is lost', () => {
  expect(placeColumn(['a', 'b', 'c'], 'a', 'c', 'before')).toEqual(['b', 'a', 'c']);
  expect(placeColumn(['a', 'b', 'c'], 'c', 'a', 'after')).toEqual(['a', 'c', 'b']);
  expect(placeColumn(['a', 'b', 'c'], 'b', 'b', 'after')).toEqual(['a', 'b', 'c']);
  expect(placeColumn(['a', 'b', 'c'], 'b', 'gone', 'after')).toEqual(['a', 'b', 'c']);
});
