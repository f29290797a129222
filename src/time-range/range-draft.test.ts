import { expect, test } from 'vitest';
import { absoluteRange, timeRangeOf } from './range';
import {
  type RangeDraft,
  beyondRetention,
  draftOf,
  inZone,
  momentText,
  rangeOfDraft,
  readMomentText,
} from './range-draft';

const now = Date.UTC(2026, 10, 22, 13, 4, 5);
const shown = { start: now - 7 * 86_400_000, end: now };
const week = draftOf(timeRangeOf('P7D'), 'utc', shown);
const custom = (from: string, to: string): RangeDraft => ({ ...week, choice: 'absolute', from, to });

test.each([
  ['2026-11-01', Date.UTC(2026, 10, 1)],
  ['2026-11-01 13:05', Date.UTC(2026, 10, 1, 13, 5)],
  [' 2026-11-01T13:05:06.789Z ', Date.UTC(2026, 10, 1, 13, 5, 6)],
  ['2026-1-2 3:04', Date.UTC(2026, 0, 2, 3, 4)],
])('%j is understood', (text, ms) => {
  expect(readMomentText(text, 'utc')).toBe(ms);
});

test.each([
  '',
  'yesterday',
  '2026-02-30',
  '2026-13-01',
  '2026-11-01 24:00',
  '2026-11-01 12:60',
  '11/01/2026',
  '2026-11-01 1',
])('%j is not', (text) => {
  expect(readMomentText(text, 'utc')).toBeUndefined();
});

test('a moment that is pasted with Z means UTC whatever the zone', () => {
  expect(readMomentText('2026-11-01 13:05Z', 'browser')).toBe(Date.UTC(2026, 10, 1, 13, 5));
});

test('the form opens on what the page shows and means the same until something is changed', () => {
  for (const text of ['P7D', 'PT30M', 'PT90M', 'P14D', '2026-11-01T00:00:00Z/2026-11-02T00:00:30Z']) {
    expect(rangeOfDraft(draftOf(timeRangeOf(text), 'utc', shown), now).range?.text).toBe(text);
  }
  expect(draftOf(timeRangeOf('P14D'), 'utc', shown)).toMatchObject({ choice: 'relative', count: '14', unit: 'days' });
  // Whoever turns to a custom range starts from the times on screen.
  expect(week).toMatchObject({ choice: 'P7D', from: '2026-11-15 13:04', to: '2026-11-22 13:04' });
});

test.each([
  [{ count: '36', unit: 'hours' }, 'PT36H'],
  [{ count: '2', unit: 'days' }, 'P2D'],
  [{ count: '90', unit: 'seconds' }, 'PT90S'],
] as const)('a relative range of %o', (patch, text) => {
  expect(rangeOfDraft({ ...week, choice: 'relative', ...patch }, now).range?.text).toBe(text);
});

test.each(['', '0', '-1', '1.5', 'x', '367'])('%j days are refused', (count) => {
  const { range, errors } = rangeOfDraft({ ...week, choice: 'relative', count, unit: 'days' }, now);
  expect(range).toBeUndefined();
  expect(errors.count).toBeDefined();
});

test('a custom range needs two readable times in order, none of them in the future', () => {
  expect(rangeOfDraft(custom('2026-11-01', '2026-11-02 12:00'), now).range?.text).toBe(
    '2026-11-01T00:00:00Z/2026-11-02T12:00:00Z',
  );
  expect(Object.keys(rangeOfDraft(custom('x', ''), now).errors)).toEqual(['from', 'to']);
  expect(rangeOfDraft(custom('2026-11-02', '2026-11-01'), now).errors.to).toMatch(/after the start/);
  expect(rangeOfDraft(custom('2026-11-02', '2026-11-02'), now).errors.to).toMatch(/after the start/);
  expect(rangeOfDraft(custom('2026-11-22 13:05', '2026-11-22 14:00'), now).errors.from).toMatch(/future/);
  expect(rangeOfDraft(custom('2026-11-22', '2026-11-22 14:00'), now).errors.to).toMatch(/future/);
  expect(rangeOfDraft(custom('2025-01-01', '2026-11-01'), now).errors.from).toMatch(/366 days/);
});

test('another zone shows the same moments on its clock', () => {
  const noon = Date.UTC(2026, 10, 1, 12);
  const draft = custom(momentText(noon, 'utc'), 'not yet');
  const moved = inZone(draft, 'browser');
  expect(moved).toMatchObject({ from: momentText(noon, 'browser'), to: 'not yet', zone: 'browser' });
  expect(inZone(moved, 'utc')).toEqual(draft);
});

test('what retention has removed is said, and only then', () => {
  expect(beyondRetention(timeRangeOf('P90D'), 30, now)).toMatch(/30 days/);
  expect(beyondRetention(timeRangeOf('P30D'), 30, now)).toBeUndefined();
  const old = absoluteRange({ start: now - 40 * 86_400_000, end: now - 39 * 86_400_000 });
  expect(beyondRetention(old, 30, now)).toMatch(/30 days/);
  expect(beyondRetention(old, undefined, now)).toBeUndefined();
});
