import { expect, test } from 'vitest';
import { type QueryTabs, activeTab, addTab, closeTab, editTab, openText, reopenTab, tabsOf } from './query-tabs';

const fresh = (): QueryTabs => tabsOf('/subscriptions/none').get();
const texts = ({ tabs }: QueryTabs) => tabs.map(({ text }) => text);

test('a query opens in the blank tab in front, then in tabs of its own', () => {
  const one = openText(fresh(), 'Heartbeat', { title: 'Beats' });
  expect(texts(one)).toEqual(['Heartbeat']);
  expect(activeTab(one).title).toBe('Beats');
  const two = openText(one, 'Operation');
  expect(texts(two)).toEqual(['Heartbeat', 'Operation']);
  expect(activeTab(two)).toMatchObject({ text: 'Operation', title: 'Query 2' });
});

test('a query that is open already comes to the front', () => {
  const open = openText(openText(fresh(), 'Heartbeat'), 'Operation');
  const again = openText(open, 'Heartbeat');
  expect(texts(again)).toEqual(['Heartbeat', 'Operation']);
  expect(activeTab(again).text).toBe('Heartbeat');
});

test('closing shows the neighbour, and what was closed comes back', () => {
  const three = openText(openText(openText(fresh(), 'a'), 'b'), 'c');
  const second = three.tabs[1]?.id ?? '';
  const without = closeTab({ ...three, active: second }, second);
  expect(texts(without)).toEqual(['a', 'c']);
  expect(activeTab(without).text).toBe('c');
  const back = reopenTab(without);
  expect(texts(back)).toEqual(['a', 'c', 'b']);
  expect(activeTab(back).text).toBe('b');
  expect(back.closed).toEqual([]);
});

test('the last tab leaves a blank one, and blank tabs leave nothing to reopen', () => {
  const none = closeTab(fresh(), '1');
  expect(texts(none)).toEqual(['']);
  expect(none.closed).toEqual([]);
});

test('a new tab never takes the number of one that may come back', () => {
  const open = openText(fresh(), 'a');
  const closed = closeTab(addTab(open, { text: 'b' }), '2');
  expect(addTab(closed, {}).tabs.map(({ id }) => id)).toEqual(['1', '3']);
});

test('a text belongs to its tab alone', () => {
  const two = addTab(openText(fresh(), 'a'), { text: 'b' });
  expect(texts(editTab(two, { text: 'c' }, '1'))).toEqual(['c', 'b']);
});
