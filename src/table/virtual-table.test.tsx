import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TableColumn } from './columns';
import { useTableView } from './use-table-view';
import { VirtualTable } from './virtual-table';

// There is no layout in this DOM: the scroller is given the height of twenty rows.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

type Item = { readonly id: string };
const columns: readonly TableColumn<Item>[] = [
  {
    id: 'name',
    header: 'Name',
    enableSorting: true,
    meta: { grow: 1 },
    show: ({ id }) => id,
  },
];

const renderTable = (
  total: number,
  rowAt: (index: number) => Item | undefined = (index) => ({ id: `row ${index}` }),
) => {
  const spies = {
    onActive: vi.fn<(index: number) => void>(),
    onOpen: vi.fn<(index: number) => void>(),
    onView: vi.fn<(first: number, last: number, atTop: boolean) => void>(),
    onSort: vi.fn<(id: string) => void>(),
  };
  const Table = ({ active }: { readonly active: number }) => (
    <VirtualTable
      label="Things"
      view={useTableView('things', columns)}
      total={total}
      rowAt={rowAt}
      rowKey={(item) => item.id}
      rowLabel={(item) => item.id}
      sort={{ id: 'name', desc: true }}
      active={active}
      empty={<p>Nothing here</p>}
      {...spies}
    />
  );
  const view = render(<Table active={-1} />);
  return { ...spies, setActive: (active: number) => view.rerender(<Table active={active} />) };
};

it('tells how long a list is and holds only the rows in view', () => {
  const { onView } = renderTable(1_000_000);
  expect(screen.getByRole('table', { name: 'Things' }).getAttribute('aria-rowcount')).toBe('1000001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  expect(screen.getAllByRole('row')[1]?.getAttribute('aria-rowindex')).toBe('2');
  expect(onView).toHaveBeenCalledWith(0, expect.any(Number), true);
});

it('shows rows that are on their way as such', () => {
  renderTable(3, () => undefined);
  expect(screen.getAllByText('Loading')).toHaveLength(3);
});

it('draws and speaks a row that comes later, and nothing around it', () => {
  const rows: Item[] = [];
  const listeners = new Set<() => void>();
  const arrivals = {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    version: () => rows.length,
  };
  const drawn = vi.fn<() => void>();
  const Table = () => {
    drawn();
    return (
      <VirtualTable
        label="Things"
        view={useTableView('things', columns)}
        total={1}
        rowAt={(index) => rows[index]}
        arrivals={arrivals}
        rowKey={(item) => item.id}
        rowLabel={(item) => item.id}
        active={0}
        onActive={vi.fn<() => void>()}
        onOpen={vi.fn<() => void>()}
      />
    );
  };
  render(<Table />);
  expect(screen.getByRole('status').textContent).toBe('');
  const before = drawn.mock.calls.length;
  act(() => {
    rows.push({ id: 'late' });
    for (const listener of listeners) listener();
  });
  expect(screen.getByRole('cell', { name: 'late' })).toBeDefined();
  expect(screen.getByRole('status').textContent).toBe('Row 1 of 1: late');
  expect(drawn.mock.calls.length).toBe(before);
});

it('is walked by keyboard and opens the active row', () => {
  const { onActive, onOpen, setActive } = renderTable(100);
  const scroller = screen.getByRole('region', { name: 'Things' });
  fireEvent.keyDown(scroller, { key: 'j' });
  expect(onActive).toHaveBeenLastCalledWith(0);
  setActive(0);
  fireEvent.keyDown(scroller, { key: 'j' });
  expect(onActive).toHaveBeenLastCalledWith(1);
  fireEvent.keyDown(scroller, { key: 'Enter' });
  expect(onOpen).toHaveBeenLastCalledWith(0);
  expect(screen.getByRole('status').textContent).toBe('Row 1 of 100: row 0');
});

it('leaves keys with a modifier to the browser', () => {
  const { onActive } = renderTable(100);
  fireEvent.keyDown(screen.getByRole('region', { name: 'Things' }), { key: 'j', ctrlKey: true });
  expect(onActive).not.toHaveBeenCalled();
});

it('says its order and asks for another', () => {
  const { onSort } = renderTable(3);
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
  fireEvent.click(screen.getByRole('button', { name: 'Name' }));
  expect(onSort).toHaveBeenCalledWith('name');
});

it('says why it is empty', () => {
  renderTable(0);
  expect(screen.getByText('Nothing here')).toBeDefined();
});

const order = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => Number(row.getAttribute('aria-rowindex')));

it('while scrolling, elements go over to the rows that come; at rest they stand in the order of the rows again', () => {
  vi.useFakeTimers();
  renderTable(1_000_000);
  const scroller = screen.getByRole('region', { name: 'Things' });
  const before = new Set(screen.getAllByRole('row'));
  act(() => {
    scroller.scrollTop = 600;
    fireEvent.scroll(scroller);
  });
  expect(screen.getAllByRole('row').every((row) => before.has(row))).toBe(true);
  const moved = order();
  expect(moved).not.toEqual(order().toSorted((a, b) => a - b));
  act(() => vi.advanceTimersByTime(1000));
  expect(order()).toEqual(moved.toSorted((a, b) => a - b));
  vi.useRealTimers();
});
