import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import type { WorkspaceRow } from './row';
import { WorkspaceTable } from './workspace-table';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const row = (at: number): WorkspaceRow => ({
  workspace: {
    id: `/w/${at}`,
    workspaceName: `w-${at}`,
    subscriptionId: 's',
    resourceGroup: 'g',
    customerId: `c-${at}`,
    location: 'eastus',
  },
  subscription: 'Contoso',
  state: 'enabled',
  counts: undefined,
});
const rows = Array.from({ length: 500 }, (_, at) => row(at));

const show = () =>
  render(
    <MemoryRouter>
      <WorkspaceTable
        ref={null}
        rows={rows}
        loading={false}
        search={{ q: '', sort: 'name', dir: 'asc', subscription: [], location: [], status: [] }}
        zone="utc"
        onRetry={() => {}}
        onSort={() => {}}
      />
    </MemoryRouter>,
  );

/** Puts so many rows above the view. */
const scrollTo = (first: number) => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, -first * 32, 0, 0));
  act(() => void document.dispatchEvent(new Event('scroll')));
};
// By title: names of hundreds of links by role take seconds.
const link = (name: string) => screen.getByTitle(name);
const places = () =>
  [...document.querySelectorAll('tr')]
    .map((one) => Number(one.getAttribute('aria-rowindex')))
    .filter((index) => index > 0);

test('the row with the focus stays while a long list is scrolled away from it, in its place among the others', () => {
  show();
  act(() => link('w-7').focus());
  for (const first of [300, 480, 0]) {
    scrollTo(first);
    expect(document.activeElement).toBe(link('w-7'));
    expect(places()).toEqual(places().toSorted((a, b) => a - b));
  }
  scrollTo(300);
  act(() => link('w-310').focus());
  expect(screen.queryByTitle('w-7')).toBeNull();
});

test('every row of a long list says which it is, the head too', () => {
  show();
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('501');
  expect(places().slice(0, 3)).toEqual([1, 2, 3]);
});

const press = (key: string) => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key });
  return document.activeElement?.textContent;
};

test('j and k, like the arrows, go from workspace to workspace', () => {
  show();
  act(() => link('w-3').focus());
  expect([press('j'), press('ArrowDown'), press('k'), press('ArrowUp')]).toEqual(['w-4', 'w-5', 'w-4', 'w-3']);
});
