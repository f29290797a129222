import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '#core/contract/errors';
import type { Json } from '#core/kql/vector';
import type { RunState } from '../run-state';
import { Results } from './results';

// The DOM of the tests cancels animations with an error that nobody handles; without them the library shows things at once.
Reflect.deleteProperty(Element.prototype, 'animate');
// The charts' library takes a while to load.
configure({ asyncUtilTimeout: 15_000 });

const copied = vi.fn<(text: string) => Promise<void>>().mockResolvedValue();

// There is no layout in this DOM: the scroller is given the height of twenty rows.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: copied } });
  localStorage.clear();
  copied.mockClear();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const show = (run: RunState, address = '/?tz=utc', onShowError?: () => void) => {
  const element = (
    <FluentProvider theme={webLightTheme}>
      <Results run={run} customerId="w" onShowError={onShowError} />
    </FluentProvider>
  );
  const router = createMemoryRouter([{ path: '/', element }], { initialEntries: [address] });
  render(<RouterProvider router={router} />);
  return router;
};

const done = (types: Readonly<Record<string, string>>, rows: Json[][], more: object = {}): RunState => ({
  state: 'done',
  text: 'T',
  timespan: undefined,
  table: { name: 'PrimaryResult', columns: Object.entries(types).map(([name, type]) => ({ name, type })), rows },
  durationMs: 420,
  warnings: [],
  ...more,
});

const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent);
/** Texts of the rows in view, without their tools. */
const shown = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .filter((cell) => cell.dataset['column'] !== undefined)
        .map((cell) => cell.textContent),
    );

it('tells the time of a running query and cancels it', () => {
  const cancel = vi.fn<() => void>();
  show({ state: 'running', text: 'T', startedAt: Date.now() - 3000, cancel });
  expect(screen.getByText(/^3\.\d s$/)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(cancel).toHaveBeenCalledOnce();
});

it('says why a query failed, leads to the place and asks again', () => {
  const retry = vi.fn<() => void>();
  const onShowError = vi.fn<() => void>();
  const inner = { code: 'SEM0100', message: "No column 'Computr'", line: 2, pos: 9 };
  const error = new ApiError('Invalid', {
    status: 400,
    code: 'BadArgumentError',
    correlationId: 'c-1',
    innererror: inner,
  });
  show({ state: 'failed', text: 'T', offset: 0, error, retry }, '/', onShowError);
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain("No column 'Computr'");
  expect(alert.textContent).toContain('c-1');
  fireEvent.click(within(alert).getByRole('button', { name: 'Go to line 2, column 9' }));
  fireEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
  expect([onShowError.mock.calls.length, retry.mock.calls.length]).toEqual([1, 1]);
});

it('shows every type as what it is, and null apart from an empty text', () => {
  const types = { t: 'datetime', n: 'long', r: 'real', b: 'bool', d: 'dynamic', s: 'string', z: 'timespan' };
  show(
    done(types, [
      ['2026-11-20T12:00:00.1234567Z', 1234567, 'NaN', true, '{"a":1}', '', '1.02:03:04'],
      [null, null, 1.5, null, null, 'a\u202eb', null],
    ]),
  );
  expect(heads().slice(1, 3)).toEqual(['t [UTC]', 'n']);
  expect(shown()).toEqual([
    ['2026-11-20 12:00:00.1234567', '1,234,567', 'NaN', 'true', '{"a":1}', 'empty text', '1.02:03:04'],
    ['null', 'null', '1.5', 'null', 'null', 'a\\u202Eb', 'null'],
  ]);
  expect(screen.getByText('2026-11-20 12:00:00.1234567').title).toContain('2026-11-20T12:00:00.1234567Z');
});

it('hides columns without any value until they are asked for', () => {
  show(done({ a: 'string', b: 'string', c: 'long' }, [['x', '', null]]));
  expect(heads()).not.toContain('b');
  fireEvent.click(screen.getByRole('switch', { name: 'Empty columns (2)' }));
  expect(heads()).toEqual(expect.arrayContaining(['a', 'b', 'c']));
});

const names = () => shown().map(([name]) => name);
const people = done({ Name: 'string', Age: 'long' }, [
  ['Cid', 30],
  ['Ann', 9],
  ['Bob', 30],
]);

it('sorts by a head: up, down, and back to the order of the result', () => {
  const router = show(people);
  fireEvent.click(screen.getByRole('button', { name: 'Age' }));
  expect(names()).toEqual(['Ann', 'Cid', 'Bob']);
  fireEvent.click(screen.getByRole('button', { name: 'Age' }));
  expect(names()).toEqual(['Cid', 'Bob', 'Ann']);
  expect(router.state.location.search).toContain('sort=Age+desc');
  fireEvent.click(screen.getByRole('button', { name: 'Age' }));
  expect(names()).toEqual(['Cid', 'Ann', 'Bob']);
});

it('narrows by filters of the address and lets go of them', () => {
  show(people, '/?where=from:Age:10&where=lacks:Name:bob&tz=utc');
  expect(names()).toEqual(['Cid']);
  expect(screen.getByText('1 of 3 rows')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: /Name does not contain bob/ }));
  expect(names()).toEqual(['Cid', 'Bob']);
});

it('says so when no row fits, and offers to clear the filters', () => {
  show(people, '/?where=is:Name:Nobody');
  fireEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
  expect(shown()).toHaveLength(3);
});

it('groups rows with their counts, and opens a group', () => {
  show(people, '/?group=Age');
  const group = screen.getByRole('button', { name: /Age: 30 2 rows/ });
  expect(screen.queryByText('Cid')).toBeNull();
  fireEvent.click(group);
  expect(screen.getByText('Cid')).toBeDefined();
  expect(screen.queryByText('Ann')).toBeNull();
  const scroller = screen.getByRole('region', { name: 'Results' });
  fireEvent.keyDown(scroller, { key: 'End' });
  fireEvent.keyDown(scroller, { key: 'Enter' });
  expect(screen.getByText('Ann')).toBeDefined();
});

it('copies one cell as it is, from the menu of the cell', async () => {
  show(done({ Name: 'string' }, [['=1+1\n\u202e']]));
  const cell = screen.getAllByRole('cell').find((one) => one.dataset['column'] === 'Name');
  if (!cell) throw new Error('a cell');
  fireEvent.contextMenu(cell);
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Copy Name' }));
  await waitFor(() => expect(copied).toHaveBeenCalledWith('=1+1\n\u202e'));
});

it('filters by the value of a property of an opened row', async () => {
  show(people);
  fireEvent.click(screen.getByText('Cid'));
  const values = await screen.findByRole('group', { name: /Values of row/ });
  fireEvent.click(within(values).getByRole('button', { name: 'Without rows with this Name' }));
  expect(await screen.findByText('2 of 3 rows')).toBeDefined();
  expect(screen.queryByText('Cid')).toBeNull();
});

it('opens a row as a list of its values by keyboard, dynamic ones as a tree', async () => {
  show(done({ Name: 'string', D: 'dynamic', Gone: 'string' }, [['x', '{"a":{"b":[1,2]}}', '']]));
  const scroller = screen.getByRole('region', { name: 'Results' });
  fireEvent.keyDown(scroller, { key: 'j' });
  fireEvent.keyDown(scroller, { key: 'Enter' });
  const values = await screen.findByRole('group', { name: /Values of row/ });
  expect(within(values).queryByText('Gone')).toBeNull();
  fireEvent.click(within(values).getByRole('button', { name: /^a/ }));
  fireEvent.click(within(values).getByRole('button', { name: /^b/ }));
  expect(within(values).getByText('2')).toBeDefined();
  fireEvent.click(within(values).getByRole('button', { name: 'Show 1 without a value' }));
  expect(within(values).getByText('Gone')).toBeDefined();
});

it('copies selected rows as a table, and says how many', async () => {
  show(people);
  const scroller = screen.getByRole('region', { name: 'Results' });
  fireEvent.keyDown(scroller, { key: 'j' });
  fireEvent.keyDown(scroller, { key: 'j', shiftKey: true });
  fireEvent.keyDown(scroller, { key: 'c', ctrlKey: true });
  await waitFor(() => expect(copied).toHaveBeenCalledWith('Name\tAge\nCid\t30\nAnn\t9'));
  expect(await screen.findByText('2 rows copied')).toBeDefined();
});

it('chooses among several tables, and shows warnings and a result without columns', () => {
  const tables = [
    { name: 'First', columns: [{ name: 'a', type: 'long' }], rows: [[1]] },
    { name: 'Second', columns: [{ name: 'b', type: 'long' }], rows: [[2]] },
  ];
  show(done({}, [], { table: tables[0], tables, warnings: ['Only a part.'] }));
  expect(screen.getByText('Only a part.')).toBeDefined();
  fireEvent.change(screen.getByRole('combobox', { name: 'Table of the result' }), { target: { value: '1' } });
  expect(heads()).toContain('b');
  cleanup();
  show(done({}, [[]]));
  expect(screen.getByText('No columns')).toBeDefined();
});

it('says what to widen when nothing was found', () => {
  show(done({ a: 'long' }, [], { timespan: 'PT1H' }));
  expect(screen.getByText(/wider range/)).toBeDefined();
});

it('draws the rows that fit the filters, as the address says, and puts other choices there', async () => {
  const router = show(people, '/?view=chart&where=from:Age:10&chart=bar&y=&x=Name&tz=utc');
  expect(
    await screen.findByRole('figure', { name: 'Bar chart: number of rows by Name; 1 series, 2 points' }),
  ).toBeDefined();
  expect(screen.getByText('Drawn from 2 of 3 rows')).toBeDefined();
  fireEvent.change(screen.getByRole('combobox', { name: 'Chart' }), { target: { value: 'pie' } });
  fireEvent.change(screen.getByRole('combobox', { name: 'Y axis' }), { target: { value: 'Age' } });
  fireEvent.click(screen.getByRole('button', { name: /Age is at least 10/ }));
  expect(await screen.findByRole('figure', { name: 'Pie chart: Age by Name; 1 series, 3 points' })).toBeDefined();
  expect(router.state.location.search).toBe('?view=chart&x=Name&tz=utc&chart=pie&y=Age');
});

it('keeps to the chart of the query where the address names columns the result lacks', async () => {
  show(people, '/?view=chart&x=Gone&y=Gone&split=Gone&chart=what');
  expect(await screen.findByRole('figure', { name: /^Column chart: Age by Name; / })).toBeDefined();
});

it('keeps half a million rows out of the page', () => {
  const rows = Array.from({ length: 500_000 }, (_, index): Json[] => [index]);
  show(done({ n: 'long' }, rows));
  expect(screen.getByRole('table', { name: 'Results' }).getAttribute('aria-rowcount')).toBe('500001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});
