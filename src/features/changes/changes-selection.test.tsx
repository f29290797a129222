import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { openTestEngine } from '#engine/testing/world';
import { ingestRows, preparePages, showRoutes } from '../../testing/page-test';
import { Component as ChangesTab } from './changes-tab';

preparePages({ rows: 20 });

beforeEach(async () => {
  const engine = await openTestEngine();
  vi.stubGlobal('fetch', (request: Request) => engine.send(request));
  await ingestRows(
    engine,
    'ConfigurationChange',
    ['/etc/passwd', '/etc/group', '/etc/hosts'].map((path, minute) => ({
      TimeGenerated: `2026-11-20T10:0${minute}:00Z`,
      RowId_CF: `agent:${minute}`,
      Computer: `web-0${minute}`,
      SourceComputerId: `web-0${minute}`,
      ConfigChangeType: 'Files',
      ChangeCategory: minute === 0 ? 'Added' : 'Modified',
      FileSystemPath: path,
    })),
  );
});

const day = '2026-11-20T00:00:00Z/2026-11-21T00:00:00Z';
const address = (search: Readonly<Record<string, string>>) =>
  `/?${new URLSearchParams({ tz: 'utc', range: day, ...search }).toString()}`;
const selectAll = () => fireEvent.click(screen.getByRole('checkbox', { name: 'Select all loaded rows' }));
const isSelected = (count: number) =>
  screen.queryByText((_, element) => element?.tagName === 'SPAN' && element.textContent === `${count} selected`);

const open = async () => {
  const router = showRoutes([{ path: '/', Component: ChangesTab }], address({}));
  await screen.findByRole('checkbox', { name: /passwd/ });
  selectAll();
  expect(isSelected(3)).not.toBeNull();
  return (search: Readonly<Record<string, string>>) => act(() => router.navigate(address(search)));
};

test.each([
  ['filter', { category: 'Modified' }],
  ['search', { q: 'hosts' }],
  ['range', { range: '2026-11-20T10:01:00Z/2026-11-21T00:00:00Z' }],
  ['fold', { flaps: 'collapse' }],
])('another %s ends the selection, and says so', async (_, search) => {
  const goTo = await open();
  await goTo(search);
  expect(isSelected(3)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Clear selection' })).toBeNull();
  expect(await screen.findByText('Selection cleared')).toBeDefined();
  expect(screen.queryAllByRole('checkbox', { checked: true, name: /^Select/ })).toEqual([]);
});

test('rows stay selected while they are only put into another order', async () => {
  const goTo = await open();
  await goTo({ sort: 'server' });
  expect(isSelected(3)).not.toBeNull();
  expect(screen.queryByText('Selection cleared')).toBeNull();
});
