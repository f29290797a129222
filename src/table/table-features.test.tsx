import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useRef, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ColumnMenu } from './column-menu';
import type { TableColumn } from './columns';
import { useRowSelection } from './row-selection';
import { SelectionSummary } from './selection-summary';
import { useTableView } from './use-table-view';
import { VirtualTable, type VirtualTableHandle } from './virtual-table';

// There is no layout in this DOM: the scroller is given the height of twenty rows.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640);
  // Nor are there animations: menus come and go at once. Other files in the same environment take them away too.
  Reflect.deleteProperty(Element.prototype, 'animate');
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
});

type Item = { readonly id: string; readonly kind: string };
const show = (id: 'id' | 'kind', header: string): TableColumn<Item> => ({
  id,
  header,
  size: 100,
  show: (item, _, isHovered) => <span title={isHovered ? `all of ${item[id]}` : undefined}>{item[id]}</span>,
});
const columns = [
  { ...show('id', 'Name'), enableHiding: false },
  show('kind', 'Kind [of row]'),
  { ...show('kind', 'Again'), id: 'again', meta: { optional: true } },
];
const rowKey = ({ id }: Item) => id;

type Options = { readonly total?: number; readonly loaded?: number };
const spies = {
  onCopy: vi.fn<(rows: readonly Item[]) => void>(),
  onOpen: vi.fn<(index: number) => void>(),
  onEscape: vi.fn<() => void>(),
  apply: vi.fn<(text: string) => void>(),
};
const Page = ({ total = 50, loaded = total }: Options) => {
  const view = useTableView('things', columns);
  const selection = useRowSelection<Item>();
  const [active, setActive] = useState(-1);
  const table = useRef<VirtualTableHandle>(null);
  return (
    <>
      <ColumnMenu view={view} />
      <SelectionSummary selection={selection} onEnd={() => table.current?.focus()}>
        <button type="button">Copy them</button>
      </SelectionSummary>
      <VirtualTable
        label="Things"
        handle={table}
        view={view}
        total={total}
        rowAt={(index) => (index < loaded ? { id: `row ${index}`, kind: index % 2 ? 'odd' : 'even' } : undefined)}
        rowKey={rowKey}
        rowLabel={rowKey}
        active={active}
        onActive={setActive}
        onOpen={spies.onOpen}
        onEscape={spies.onEscape}
        selection={selection}
        onCopy={spies.onCopy}
        rowActions={({ id }) => [{ label: `Show ${id}`, onSelect: () => spies.apply(`show ${id}`) }]}
        termOf={({ kind }, column) =>
          column === 'kind' ? { text: `Kind ${kind}`, apply: (side) => spies.apply(`${side} ${kind}`) } : undefined
        }
      />
    </>
  );
};

const setUp = (options: Options = {}) => {
  vi.clearAllMocks();
  render(<Page {...options} />);
  const scroller = screen.getByRole('region', { name: 'Things' });
  return {
    press: (...keys: string[]) => {
      for (const text of keys) {
        const parts = text.split('+');
        fireEvent.keyDown(scroller, {
          key: parts.at(-1),
          shiftKey: parts.includes('Shift'),
          ctrlKey: parts.includes('Ctrl'),
        });
      }
    },
    row: (name: string) => {
      const row = screen.getByText(name).closest<HTMLElement>('[role="row"]');
      if (!row) throw new Error(`no row ${name}`);
      return row;
    },
  };
};
const selected = () =>
  screen
    .queryAllByRole('checkbox', { checked: true })
    .map((box) => box.getAttribute('aria-label')?.replace('Select ', ''));
const tracks = () => screen.getByRole('table').style.gridTemplateColumns;
/** Position of the row at the upper edge of the view. */
const topRow = () => {
  const { scrollTop } = screen.getByRole('region', { name: 'Things' });
  const rows = screen.getAllByRole('row').filter(({ style }) => style.top !== '');
  const distance = ({ style }: HTMLElement) => Math.abs(Number.parseFloat(style.top) - scrollTop);
  return [...rows].sort((a, b) => distance(a) - distance(b))[0]?.getAttribute('aria-rowindex');
};
const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent);

test('x selects rows, Shift stretches and shrinks a range from there, Esc ends it', () => {
  const { press } = setUp();
  press('j', 'x', 'Shift+J', 'Shift+J');
  expect(selected()).toEqual(['row 0', 'row 1', 'row 2']);
  press('Shift+K');
  expect(selected()).toEqual(['row 0', 'row 1']);
  // Moved away without Shift: another range is added.
  press('j', 'j', 'Shift+ArrowDown');
  expect(selected()).toEqual(['row 0', 'row 1', 'row 3', 'row 4']);
  press('x');
  expect(selected()).toEqual(['row 0', 'row 1', 'row 3']);
  expect(screen.getAllByRole('status').at(-1)?.textContent).toContain('3 selected');
  press('Escape');
  expect(selected()).toEqual([]);
  expect(spies.onEscape).not.toHaveBeenCalled();
  press('Escape');
  expect(spies.onEscape).toHaveBeenCalledOnce();
});

test.each(['Copy them', 'Clear selection'])('Esc on "%s" ends the selection, and the table has the focus', (name) => {
  const { press } = setUp();
  press('j', 'x');
  const button = screen.getByRole('button', { name });
  button.focus();
  fireEvent.keyDown(button, { key: 'Escape' });
  expect(selected()).toEqual([]);
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Things' }));
  expect(spies.onEscape).not.toHaveBeenCalled();
});

test('who clears the selection goes on in the table', () => {
  const { press } = setUp();
  press('j', 'x');
  fireEvent.click(screen.getByRole('button', { name: 'Clear selection' }));
  expect(selected()).toEqual([]);
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Things' }));
});

test('check boxes and Shift with a click select without opening the row', () => {
  const { row } = setUp();
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select row 2' }));
  fireEvent.click(row('row 5'), { shiftKey: true });
  expect(selected()).toEqual(['row 2', 'row 3', 'row 4', 'row 5']);
  expect(spies.onOpen).not.toHaveBeenCalled();
  fireEvent.click(row('row 7'));
  expect(spies.onOpen).toHaveBeenCalledWith(7);
});

test('"all" means the rows that are loaded, and says how many are not', () => {
  setUp({ total: 1000, loaded: 30 });
  const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select all loaded rows' });
  fireEvent.click(all);
  expect(screen.getByText('30', { selector: '.numbers' }).parentElement?.textContent).toBe('30 selected');
  expect(all.indeterminate).toBe(true);
  expect(screen.getByText(/970 rows that are not loaded yet are not selected/)).toBeDefined();
  fireEvent.click(all);
  expect(selected()).toEqual([]);
});

test('Ctrl+C copies the selection, or the active row', () => {
  const { press } = setUp();
  press('Ctrl+c');
  expect(spies.onCopy).not.toHaveBeenCalled();
  press('j', 'Ctrl+c');
  expect(spies.onCopy).toHaveBeenLastCalledWith([{ id: 'row 0', kind: 'even' }]);
  press('j', 'x', 'Shift+J', 'Ctrl+c');
  expect(spies.onCopy.mock.lastCall?.[0].map(rowKey)).toEqual(['row 1', 'row 2']);
});

test('a row’s menu has its actions and its filters, by keyboard and by button', () => {
  const { press } = setUp();
  press('Shift+F10');
  expect(screen.queryByRole('menu')).toBeNull();
  press('j', 'j', 'Shift+F10');
  const items = within(screen.getByRole('menu')).getAllByRole('menuitem');
  expect(items.map((item) => item.textContent)).toEqual(['Show row 1', 'Only Kind odd', 'Without Kind odd']);
  fireEvent.click(screen.getByRole('menuitem', { name: 'Without Kind odd' }));
  expect(spies.apply).toHaveBeenLastCalledWith('exclude odd');
  expect(screen.queryByRole('menu')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Actions for row 4' }));
  fireEvent.click(screen.getByRole('menuitem', { name: 'Show row 4' }));
  expect(spies.apply).toHaveBeenLastCalledWith('show row 4');
  expect(spies.onOpen).not.toHaveBeenCalled();
});

test('the cell under the pointer offers its filter, cells without one do not', () => {
  const { row } = setUp();
  const cells = within(row('row 2')).getAllByRole('cell');
  fireEvent.pointerOver(cells[1] ?? row('row 2'));
  expect(screen.queryByRole('button', { name: /^Only/ })).toBeNull();
  fireEvent.pointerOver(cells[2] ?? row('row 2'));
  // What only a pointer reads is there for that cell alone.
  expect(
    [...document.querySelectorAll('[role="cell"] [title^="all of"]')].map(({ textContent }) => textContent),
  ).toEqual(['even']);
  fireEvent.click(screen.getByRole('button', { name: 'Only Kind even' }));
  expect(spies.apply).toHaveBeenLastCalledWith('include even');
  expect(spies.onOpen).not.toHaveBeenCalled();
});

test('columns are shown, hidden, moved and sized, and are remembered', () => {
  setUp();
  expect(heads()).toEqual(['', 'Name', 'Kind [of row]', 'Actions']);
  fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
  fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Again' }));
  expect(screen.getByRole('menuitemcheckbox', { name: 'Name' }).getAttribute('aria-disabled')).toBe('true');
  expect(heads()).toEqual(['', 'Name', 'Kind [of row]', 'Again', 'Actions']);
  fireEvent.keyDown(screen.getByRole('button', { name: 'Kind [of row]' }), {
    key: 'ArrowLeft',
    ctrlKey: true,
    shiftKey: true,
  });
  fireEvent.keyDown(screen.getByRole('button', { name: 'Again' }), { key: 'ArrowRight', shiftKey: true });
  const sized = tracks();
  cleanup();
  setUp();
  expect(heads()).toEqual(['', 'Kind [of row]', 'Name', 'Again', 'Actions']);
  expect(tracks()).toBe(sized);
  fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
  fireEvent.click(screen.getByRole('menuitem', { name: 'Reset table' }));
  expect(heads()).toEqual(['', 'Name', 'Kind [of row]', 'Actions']);
  expect(tracks()).not.toBe(sized);
});

test('rows of another height keep the reader’s place, also far down a million rows', () => {
  const { press } = setUp({ total: 1_000_000 });
  press('End');
  const before = topRow();
  expect(Number(before)).toBeGreaterThan(999_970);
  fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
  fireEvent.click(screen.getByRole('menuitemradio', { name: 'Comfortable' }));
  expect(topRow()).toBe(before);
});
