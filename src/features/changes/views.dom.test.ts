import { expect, it } from 'vitest';
import { savedSearchCategories } from '../../api/saved-searches';
import { viewOf, viewsAmong } from './views';

it('a view is filters, range and order, not the page it was saved on', () => {
  expect(viewOf('?hash=abc&sort=server&x=1&q=ssh&category=!Added&range=P1D')).toBe(
    '?range=P1D&q=ssh&category=%21Added&sort=server',
  );
  expect(viewOf('?q=a&range=P1D')).toBe(viewOf('?range=P1D&q=a'));
});

it('only views of this tab are offered, without what does not belong to a view', () => {
  const search = { id: '1', etag: undefined, displayName: 'n', query: 'x', view: '?q=a&evil=1' };
  const changesView = { ...search, category: savedSearchCategories.changesView };
  expect(viewsAmong([{ ...search, category: 'Other' }, { ...changesView, view: undefined }, changesView])).toEqual([
    { ...changesView, view: '?q=a' },
  ]);
});
