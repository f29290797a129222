import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { openTestEngine } from '#engine/testing/world';
import { ingestRows, preparePages, showRoutes } from '../../testing/page-test';
import { Component as ServersTab } from './servers-tab';

preparePages({ rows: 20 });

beforeEach(async () => {
  const engine = await openTestEngine();
  vi.stubGlobal('fetch', (request: Request) => engine.send(request));
  const names = ['web-1', 'web-2', 'db-1'];
  await ingestRows(
    engine,
    'Heartbeat',
    names.map((name) => ({ TimeGenerated: '2026-11-20T10:00:00Z', Computer: name, SourceComputerId: name })),
  );
});

const address = (find: string) =>
  `/?${new URLSearchParams({ tz: 'utc', range: '2026-11-20T00:00:00Z/2026-11-21T00:00:00Z', find }).toString()}`;
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const says = (words: string) =>
  screen.queryByText((_, element) => element?.tagName === 'SPAN' && element.textContent === words);

test('servers that a search hides stay selected, and the count and the box over all say so', async () => {
  const router = showRoutes([{ path: '/', Component: ServersTab }], address(''));
  fireEvent.click(await screen.findByRole('checkbox', { name: /web-1/ }));
  fireEvent.click(box('Select web-2, 0 changes'));
  expect(says('2 selected')).not.toBeNull();
  await act(() => router.navigate(address('db')));
  expect(says('2 selected, 2 not shown')).not.toBeNull();
  const all = box('Select all loaded rows');
  expect([all.checked, all.indeterminate]).toEqual([false, true]);
  await act(() => router.navigate(address('web-1')));
  expect(says('2 selected, 1 not shown')).not.toBeNull();
  expect(box('Select all loaded rows').checked).toBe(true);
});
