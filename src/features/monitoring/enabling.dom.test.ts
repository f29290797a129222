import { expect, test } from 'vitest';
import { recommendedLinuxItems } from '#core/fim/recommended-items';
import { type ItemState, applyItems } from './enabling';
import { checkedState, isApplied, recommendedItems } from './recommended';
import { toDataSource } from '#core/fim/data-source';

test('an item that fails is named, and the others are applied all the same', async () => {
  const states = new Map<string, ItemState>();
  const seventh = recommendedLinuxItems[6];
  await applyItems({
    items: recommendedLinuxItems,
    put: (item) => (item === seventh ? Promise.reject(new Error('no')) : Promise.resolve()),
    onChange: (name, state) => states.set(name, state),
    signal: new AbortController().signal,
  });
  const failed = [...states].filter(([, { state }]) => state === 'failed');
  expect(failed).toEqual([[seventh?.name, { state: 'failed', error: new Error('no') }]]);
  expect([...states.values()].filter(({ state }) => state === 'applied')).toHaveLength(17);
});

test('leaving the page starts nothing more', async () => {
  const controller = new AbortController();
  const put: string[] = [];
  await applyItems({
    items: recommendedLinuxItems,
    put: async ({ name }) => {
      put.push(name);
      controller.abort();
    },
    onChange: () => {},
    signal: controller.signal,
  });
  expect(put.length).toBeLessThanOrEqual(4);
});

test('an item counts as applied when it is stored as recommended, unknown properties and loose forms aside', () => {
  const [item] = recommendedItems;
  if (!item) throw new Error('no items');
  const { kind, properties } = toDataSource(item);
  const stored = (changes: object) => {
    const dataSource = {
      id: '',
      name: item.name.toUpperCase(),
      type: '',
      kind,
      properties: { ...properties, ...changes },
    };
    return [{ dataSource, entity: { ...item, ...changes } }];
  };
  expect(isApplied(item, stored({}))).toBe(true);
  expect(isApplied(item, stored({ enabled: false }))).toBe(false);
  expect(isApplied(item, [])).toBe(false);
});

test('a check box over several items is on, off or mixed', () => {
  expect(checkedState(['a', 'b'], new Set(['a', 'b', 'c']))).toBe(true);
  expect(checkedState(['a', 'b'], new Set(['b']))).toBe('mixed');
  expect(checkedState(['a', 'b'], new Set())).toBe(false);
});
