import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Source, askAhead, endAhead, startedAt } from './api/ahead';
import { askForList } from '#core/fim/ask-for-list';
import { queryClient } from './api/query-client';
import { Component as WorkspacesPage } from './features/workspaces/workspaces-page';
import { replayKeys } from './first-input';
import { showList } from './first-list';

const subscription = (id: string, displayName: string) => ({
  id: `/subscriptions/${id}`,
  subscriptionId: id,
  displayName,
  state: 'Enabled',
});
const idOf = (subscriptionId: string, name: string) =>
  `/subscriptions/${subscriptionId}/resourcegroups/rg/providers/microsoft.operationalinsights/workspaces/${name}`;
const workspace = (subscriptionId: string, name: string, location: string, customerId: string) => ({
  id: idOf(subscriptionId, name),
  name,
  type: 'Microsoft.OperationalInsights/workspaces',
  location,
  properties: { customerId },
});
const solution = (subscriptionId: string, name: string, provisioningState: string) => ({
  id: `${idOf(subscriptionId, name)}/solution`,
  name: `ChangeTracking(${name})`,
  type: 'Microsoft.OperationsManagement/solutions',
  location: 'eastus',
  // Azure writes ids in other cases than other APIs do.
  properties: { workspaceResourceId: idOf(subscriptionId, name).toUpperCase(), provisioningState },
});

const subscriptions = [subscription('s1', 'One & <b>only</b>'), subscription('s2', 'Two')];
const workspaces: Record<string, readonly object[]> = {
  s1: [
    workspace('s1', 'fleet-10', 'eastus', 'c-10'),
    workspace('s1', 'fleet-9', 'westeurope', 'c-9'),
    workspace('s1', '\u202Egnp.exe', 'somewhere', 'c-odd'),
    workspace('s1', 'new', 'eastus2', 'c-new'),
  ],
  s2: [workspace('s2', 'plain', 'local', 'c-plain'), workspace('s2', 'quiet', 'eastus', 'c-quiet')],
};
const at = (hoursAgo: number) => new Date(startedAt - hoursAgo * 3_600_000).toISOString();
const answer = (id: string, servers: number, slots: readonly (readonly [string, number])[]) => ({
  id,
  status: 200,
  body: {
    tables: [
      {
        name: 'PrimaryResult',
        columns: [
          { name: 'Slot', type: 'datetime' },
          { name: 'Value', type: 'long' },
        ],
        rows: [...slots, [null, servers]],
      },
    ],
  },
});
const responses = [
  answer('c-10', 1234, [
    [at(2), 12_345],
    [at(50), 3],
  ]),
  answer('c-9', 0, []),
  answer('c-odd', 7, [[at(100), 999]]),
  answer('c-new', 1, []),
  answer('c-plain', 2, [[at(1), 5]]),
  { id: 'c-quiet', status: 204 },
];

const bodies: readonly (readonly [RegExp, (subscriptionId: string) => object])[] = [
  [/^\/subscriptions$/, () => ({ value: subscriptions })],
  [/workspaces$/, (id) => ({ value: workspaces[id] })],
  [
    /solutions$/,
    (id) => ({
      value: id === 's1' ? [solution('s1', 'fleet-10', 'Succeeded'), solution('s1', 'new', 'Creating')] : [],
    }),
  ],
  [
    /VirtualMachines$/,
    (id) => ({
      id: 'p',
      name: 'VirtualMachines',
      type: 'Microsoft.Security/pricings',
      properties: { pricingTier: id === 's1' ? 'Standard' : 'Free' },
    }),
  ],
  [/batch$/, () => ({ responses })],
];
const send = async (request: Request) => {
  const { pathname } = new URL(request.url);
  const body = bodies.find(([pattern]) => pattern.test(pathname))?.[1](pathname.split('/')[2] ?? '');
  return body
    ? Response.json(body)
    : Response.json({ error: { code: 'NotFound', message: pathname } }, { status: 404 });
};

const tableHtml = () => {
  const table = screen.getByRole('table', { name: 'Workspaces' });
  table.removeAttribute('aria-busy');
  // Nothing sorts before the app is there.
  for (const button of table.querySelectorAll('button')) button.disabled = false;
  // A mark of the router's own.
  for (const link of table.querySelectorAll('a')) link.removeAttribute('data-discover');
  return table.outerHTML;
};

const ignore = () => {};

beforeEach(() => {
  vi.stubGlobal('fetch', send);
  document.body.innerHTML = '<div id="root"><div class="boot"></div></div>';
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  endAhead();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  document.body.innerHTML = '';
});

/** The app's own list in place of the one that was shown before it. */
const showApp = () => {
  document.body.innerHTML = '';
  render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter>
        <WorkspacesPage />
      </MemoryRouter>
    </QueryClientProvider>,
  );
};

const askList = (by: Source['send']) =>
  askForList((path, body) => askAhead({ send: by, hasAnswers: false }, path, body), startedAt);

test('the list shown before the app is the one that the app shows', async () => {
  await showList(await askList(send), startedAt);
  const first = tableHtml();
  showApp();
  await screen.findByText('Enabling');
  await screen.findByText('12.3K');
  expect(first).toBe(tableHtml());
  expect(first).toContain('12.3K');
  expect(first.indexOf('fleet-9')).toBeLessThan(first.indexOf('fleet-10'));
});

test('a long list is the same in both, too: a part of its rows, and room for the others', async () => {
  const many = Array.from({ length: 300 }, (_, at) => workspace('s2', `many-${at}`, 'eastus', `c-${at}`));
  const sendMany = async (request: Request) =>
    /s2.*workspaces$/.test(new URL(request.url).pathname) ? Response.json({ value: many }) : send(request);
  vi.stubGlobal('fetch', sendMany);
  await showList(await askList(sendMany), startedAt);
  const first = screen.getByRole('table', { name: 'Workspaces' });
  const rows = [...first.querySelectorAll('tbody tr')].map((row) => row.getAttribute('aria-rowindex'));
  const room = first.querySelector('tbody tr:last-child')?.outerHTML;
  showApp();
  await screen.findByRole('link', { name: 'many-2' });
  const table = screen.getByRole('table', { name: 'Workspaces' });
  expect(table.getAttribute('aria-rowcount')).toBe('305');
  expect(first.getAttribute('aria-rowcount')).toBe('305');
  expect(rows).toEqual([...table.querySelectorAll('tbody tr')].map((row) => row.getAttribute('aria-rowindex')));
  expect(room).toBe(table.querySelector('tbody tr:last-child')?.outerHTML);
});

test('a workspace whose counts failed waits for the app to say so', async () => {
  const failing = { ...answer('c-10', 1, []), status: 500 };
  const answers = await askList(async (request) =>
    request.url.endsWith('batch') ? Response.json({ responses: [failing] }) : send(request),
  );
  await showList(answers, startedAt);
  const [changes, servers] =
    screen.getByRole('link', { name: 'fleet-10' }).closest('tr')?.querySelectorAll('td[data-numeric]') ?? [];
  expect(changes?.textContent).toBe('');
  expect(servers?.textContent).toBe('');
});

test('names come first, and numbers that come after the app has started are left to it', async () => {
  let app: () => void = ignore;
  const held = new Promise<void>((resolve) => {
    app = resolve;
  });
  const answers = await askList(async (request) =>
    request.url.endsWith('batch') ? held.then(() => send(request)) : send(request),
  );
  const shown = showList(answers, startedAt);
  expect((await screen.findByRole('link', { name: 'fleet-9' })).getAttribute('href')).toBe(
    '/workspaces/s1/rg/fleet-9/servers',
  );
  expect(tableHtml()).not.toContain('12.3K');
  document.querySelector('#root')?.replaceChildren('the app');
  app();
  await shown;
  expect(document.body.textContent).toBe('the app');
});

test('a list without workspaces is left to the app', async () => {
  await showList({ subscriptions: [], batches: [] }, startedAt);
  expect(document.querySelector('.boot')).not.toBeNull();
});

test.each([
  ['', '#/workspaces'],
  ['#/', '#/workspaces'],
  ['#/workspaces/', '#/workspaces'],
  ['#/workspaces?q=fleet', '#/workspaces?q=fleet'],
  ['#/workspaces/s1/rg/fleet-9/changes', '#/workspaces/s1/rg/fleet-9/changes'],
])('of a demo, the address %j that is there once the list shows leads to %j', async (typed, kept) => {
  vi.stubEnv('BASE_URL', './');
  const shown = showList(await askList(send), startedAt);
  globalThis.location.hash = typed;
  await shown;
  expect(globalThis.location.hash).toBe(kept);
  history.replaceState(null, '', '/');
});

const press = (key: string, init: KeyboardEventInit = {}) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));

test('keys that are pressed on the first list are pressed again for the app, once', async () => {
  await showList(await askList(send), startedAt);
  press('?');
  press('r', { ctrlKey: true });
  const heard: string[] = [];
  const app = ({ key, ctrlKey }: KeyboardEvent) => heard.push(`${ctrlKey ? 'Ctrl+' : ''}${key}`);
  document.addEventListener('keydown', app);
  replayKeys();
  replayKeys();
  press('j');
  replayKeys();
  document.removeEventListener('keydown', app);
  expect(heard).toEqual(['?', 'Ctrl+r', 'j']);
});
