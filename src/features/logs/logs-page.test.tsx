import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { RouterProvider, createMemoryRouter } from 'react-router';
import { beforeEach, expect, test, vi } from 'vitest';
import { openTestEngine } from '#engine/testing/world';
import { client } from '../../api/client';
import type { Workspace } from '../../api/workspaces';
import { paths } from '../../paths';
import { preparePages, showInWorkspace, testWorkspace } from '../../testing/page-test';
import { Component as LogsPage } from './logs-page';

/** The page against the engine, whose answers a test can hold back, spoil or refuse. */

let engine: Awaited<ReturnType<typeof openTestEngine>>;
/** What happens to a query on its way: it passes where nothing is said. */
let onQuery: (request: Request, answer: () => Promise<Response>) => Promise<Response>;
let isReader: boolean;
/** Each test has a workspace of its own: open queries are kept by workspace. */
let workspace: Workspace;
let count = 0;

preparePages({ rows: 20 });

class SilentWorker extends EventTarget {
  postMessage = () => {};
  terminate = () => {};
}

beforeEach(async () => {
  engine = await openTestEngine();
  isReader = false;
  onQuery = (_, answer) => answer();
  count += 1;
  workspace = { ...testWorkspace, id: `${testWorkspace.id}-${count}` };
  vi.stubGlobal('Worker', SilentWorker);
  vi.stubGlobal('fetch', (request: Request) => {
    const send = isReader ? engine.sendAsReader : engine.send;
    const answer = () => send(request);
    return new URL(request.url).pathname.endsWith('/query') ? onQuery(request, answer) : answer();
  });
});

const show = (search: string) => {
  const router = createMemoryRouter(
    [{ path: '/workspaces/:subscriptionId/:resourceGroup/:workspaceName/logs', Component: LogsPage }],
    { initialEntries: [`${paths.logs(workspace)}?tz=utc${search}`] },
  );
  showInWorkspace(<RouterProvider router={router} />, workspace);
  return router;
};
const editor = () => screen.getByRole('textbox', { name: 'Query' });
const query = (text: string) => `&query=${encodeURIComponent(text)}`;
const press = (name: string) => fireEvent.click(screen.getAllByRole('button', { name })[0] ?? document.body);

test('a cancelled query says so, and its late answer does not show', async () => {
  const held: (() => void)[] = [];
  let signal: AbortSignal | undefined;
  onQuery = async (request, answer) => {
    signal = request.signal;
    await new Promise<void>((resolve) => held.push(resolve));
    return answer();
  };
  const router = show(`${query('print Late = 7')}&run=true`);
  await screen.findByText('Running the query');
  press('Cancel');
  expect(signal?.aborted).toBe(true);
  expect(await screen.findByText('Cancelled')).toBeDefined();
  for (const release of held) release();
  // Asked later, so that its answer is read after the late one.
  onQuery = (_, answer) => answer();
  await client.query({ params: { workspaceId: workspace.customerId }, body: { query: 'print 1' } });
  expect(screen.queryByText('Late')).toBeNull();
  expect(router.state.location.search).not.toContain('run=true');
  press('Run again');
  expect(await screen.findByRole('columnheader', { name: 'Late' })).toBeDefined();
});

test('a reader runs queries, and may neither save nor delete them', async () => {
  isReader = true;
  show(`${query('print Answer = 42')}&run=true`);
  expect(await screen.findByRole('columnheader', { name: 'Answer' })).toBeDefined();
  const save = screen.getByRole('button', { name: 'Save' });
  await waitFor(() =>
    expect(save.title).toBe('Saving queries needs the role Owner or Contributor. You may read only.'),
  );
  expect(save.getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(save);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test.each([
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'The service cannot be reached.'],
  [
    'a sign-in that ran out',
    () =>
      Promise.resolve(Response.json({ error: { code: 'Unauthorized', message: 'Sign in again.' } }, { status: 401 })),
    'Sign in again.',
  ],
  ['a server on its way down', () => Promise.resolve(new Response('<html>', { status: 502 })), 'The service answered'],
])('%s while a query runs is said, and the text stays and can be run again', async (_, fail, message) => {
  onQuery = fail;
  show(`${query('print Answer = 42')}&run=true`);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain(message);
  expect(editor().textContent).toContain('print Answer = 42');
  onQuery = (_request, answer) => answer();
  fireEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('columnheader', { name: 'Answer' })).toBeDefined();
});

test('a text too long for an address stays with its tab, and no link is offered for it', async () => {
  const hashes = Array.from({ length: 400 }, (_, at) => `\n"${Math.sin(at + 1)}${Math.cos(at + 1)}"`);
  const text = `print Found = "x" in (${hashes.join(', ')})`;
  const router = show(`${query(text)}&run=true`);
  expect(await screen.findByRole('columnheader', { name: 'Found' })).toBeDefined();
  expect(router.state.location.search.length).toBeLessThan(8_000);
  press('Copy link');
  expect(await screen.findByText(/too long for a link/)).toBeDefined();
  cleanup();
  show('');
  expect(editor().textContent).toContain(hashes[3]?.trim());
});

test('what the browser will not keep is said, and what it kept in another form is not taken for queries', async () => {
  const full = {
    getItem: () => null,
    clear: () => {},
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  vi.stubGlobal('localStorage', full);
  vi.stubGlobal('sessionStorage', { ...full, getItem: () => '{"tabs":[{"id":1}],"active":"9"}' });
  show(query('print Kept = 1'));
  expect(editor().textContent).toContain('print Kept = 1');
  expect(await screen.findByText(/cannot keep the open queries/)).toBeDefined();
});

test('a damaged link is said to be damaged, and the open queries show instead', async () => {
  show('&queryz=AAAA&run=true');
  expect(await screen.findByText(/The query of this link is damaged/)).toBeDefined();
  expect(screen.getByText('Not run yet')).toBeDefined();
});

test('each tab keeps how its result was looked at', async () => {
  const router = show(`${query('print Answer = 42')}&run=true&where=from%3AAnswer%3A10&sort=Answer+desc`);
  expect(await screen.findByRole('columnheader', { name: /Answer/ })).toBeDefined();
  press('New query');
  await waitFor(() => expect(router.state.location.search).not.toContain('where='));
  fireEvent.click(screen.getByRole('button', { name: 'Query 1' }));
  await waitFor(() => expect(router.state.location.search).toContain('where=from%3AAnswer%3A10&sort=Answer+desc'));
  expect(screen.getByRole('button', { name: /Answer is at least 10/ })).toBeDefined();
});

test('Power BI is given the range as it was chosen, so that each refresh reads the newest rows', async () => {
  show(`${query('print Now = 1')}&range=P3D&run=true`);
  await screen.findByRole('columnheader', { name: 'Now' });
  press('Export');
  fireEvent.click(await screen.findByRole('menuitem', { name: /^Power BI/ }));
  const text = await screen.findByRole('region', { name: 'M query' }, { timeout: 10_000 });
  expect(text.textContent).toContain('#"timespan"="P3D"');
});
