import { expect, test } from 'vitest';
import {
  forgetChanges,
  keepDocuments,
  keepHistory,
  keepRole,
  readDocuments,
  readHistory,
  readRole,
  readSettings,
  type TabStorage,
} from './settings';

function memory(): TabStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const now = Date.UTC(2026, 10, 22);

test('seed, moment and scale of the URL hold for the tab', () => {
  const tab = memory();
  const given = readSettings('?demoSeed=7&demoNow=2026-05-01T12:00:00Z&scenario=million', tab, now);
  expect(given).toEqual({ seed: 7, now: Date.UTC(2026, 4, 1, 12), still: true, scale: 'million' });
  expect(readSettings('?range=P1D', tab, now + 1000)).toEqual(given);
});

test('without them the fleet ends now and goes on living', () => {
  expect(readSettings('', memory(), now)).toMatchObject({ now, still: false, scale: 'default' });
  expect(readSettings('?demoNow=soon&demoSeed=x', memory(), now)).toMatchObject({ now, still: false });
});

test('changed documents and the role last until the demo is reset', () => {
  const tab = memory();
  keepDocuments(tab, { '/subscriptions/a': { name: 'a' }, '/subscriptions/b': null });
  keepRole(tab, 'reader');
  keepHistory(tab, [{ workspace: 'w', cells: { Name: 'a' } }]);
  expect(readHistory(tab)).toEqual([{ workspace: 'w', cells: { Name: 'a' } }]);
  expect(readDocuments(tab)).toEqual({ '/subscriptions/a': { name: 'a' }, '/subscriptions/b': null });
  expect(readRole(tab)).toBe('reader');
  forgetChanges(tab);
  expect(readDocuments(tab)).toEqual({});
  expect(readHistory(tab)).toEqual([]);
  expect(readRole(tab)).toBe('owner');
});
