import { expect, it } from 'vitest';
import { decodeSearch } from '../../url-state';
import { changesSearch, nextSort, sortColumn } from './search';

const decode = (text: string) => decodeSearch(changesSearch, new URLSearchParams(text));

it('opens a damaged link as the plain list', () =>
  expect(decode('sort=sideways&flaps=maybe')).toEqual({ sort: 'newest', flaps: '', hash: '' }));

it('reads an order by a column and its direction', () => {
  expect(sortColumn(decode('sort=-server').sort)).toEqual({ column: 'server', desc: true });
  expect(sortColumn(decode('sort=oldest').sort)).toBeUndefined();
});

it('turns an order round on the second click on the same head, and begins anew on another', () => {
  expect(nextSort('newest', 'time')).toBe('oldest');
  expect(nextSort('newest', 'server')).toBe('server');
  expect(nextSort('server', 'server')).toBe('-server');
  expect(nextSort('-server', 'category')).toBe('category');
  expect(nextSort('-server', 'time')).toBe('newest');
  expect(nextSort('newest', 'fields')).toBeUndefined();
});
