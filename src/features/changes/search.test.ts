import { expect, it } from 'vitest';
import { decodeSearch, encodeSearch } from '../../url-state';
import { changesSearch, isFiltered } from './search';

const decode = (text: string) => decodeSearch(changesSearch, new URLSearchParams(text));

it('reads filters the dashboard links to', () =>
  expect(decode('category=Added&type=Files&server=a&server=b')).toEqual({
    q: '',
    type: ['Files'],
    category: ['Added'],
    server: ['a', 'b'],
    sort: 'newest',
  }));

it('opens a damaged link as the plain list', () =>
  expect(isFiltered(decode('category=Nonsense&type=&sort=sideways&q='))).toBe(false));

it('writes and reads back any view', () => {
  const view = { q: 'a&b=c', type: [], category: ['Added', 'Removed'], server: ['x y'], sort: 'oldest' } as const;
  const text = encodeSearch(changesSearch, new URLSearchParams('range=P1D'), {
    ...view,
    type: [...view.type],
    category: [...view.category],
    server: [...view.server],
  }).toString();
  expect(decode(text)).toEqual(view);
  expect(text).toContain('range=P1D');
});
