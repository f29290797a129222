import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ComponentType } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { solutionName } from '#core/contract/solution-name';
import { openTestEngine, testUrl, testWorld } from '#engine/testing/world';
import { queryClient } from '../../api/query-client';
import { ingestRows, preparePages, showRoutes, testProviders, testWorkspace } from '../../testing/page-test';
import { Component as DisablePage } from './disable-page';
import { Component as EnablePage } from './enable-page';
import { Component as PlanPage } from './plan-page';

const { subscriptionId, workspaceName } = testWorld;
const solution = `${testUrl}${testProviders}/Microsoft.OperationsManagement/solutions/${solutionName(workspaceName)}?api-version=2015-11-01-preview`;

let engine: Awaited<ReturnType<typeof openTestEngine>>;

preparePages({ rows: 20 });

beforeEach(async () => {
  engine = await openTestEngine();
  const plan = { name: solutionName(workspaceName), publisher: 'Microsoft', product: 'OMSGallery/ChangeTracking' };
  const body = JSON.stringify({ location: 'local', properties: { workspaceResourceId: testWorkspace.id }, plan });
  await engine.send(new Request(solution, { method: 'PUT', body }));
  await engine.pass(60_000);
});

const show = (Page: ComponentType, as: 'send' | 'sendAsReader' = 'send') => {
  vi.stubGlobal('fetch', engine[as]);
  showRoutes(
    [
      { path: '/page', Component: Page },
      { path: '/workspaces', element: 'All workspaces are here' },
    ],
    '/page?tz=utc',
  );
};

const heartbeat = () =>
  ingestRows(engine, 'Heartbeat', [
    { TimeGenerated: new Date(Date.now() - 60_000), Computer: 'a', SourceComputerId: 'a', OSType: 'Linux' },
  ]);
const isDisabled = (text: string) => screen.getByText(text).hasAttribute('disabled');

test('without servers the workspace’s name need not be typed; it says what goes and what stays, and does it', async () => {
  show(DisablePage);
  await waitFor(() => expect(isDisabled('Remove')).toBe(false));
  expect(screen.queryByText(/Type .* to confirm/)).toBeNull();
  expect(document.body.textContent).toContain(`The solution ${solutionName(workspaceName)} is removed`);
  expect(screen.getByText('The settings of what is monitored, for when it is enabled again.')).toBeTruthy();
  fireEvent.click(screen.getByText('Remove'));
  // Going takes the service a while; the list opens when it is gone.
  const state = async () => (await engine.send(new Request(solution))).text();
  await waitFor(async () => expect(await state()).toContain('Deleting'));
  await engine.pass(60_000);
  expect(await screen.findByText('All workspaces are here')).toBeTruthy();
  expect(await state()).toContain('ResourceNotFound');
});

test('with a server that reports the name has to be typed, letter by letter', async () => {
  await heartbeat();
  show(DisablePage);
  const box = await screen.findByLabelText(`Type ${workspaceName} to confirm`);
  expect(screen.getByText('1 server reports to this workspace.')).toBeTruthy();
  expect(isDisabled('Remove')).toBe(true);
  fireEvent.change(box, { target: { value: workspaceName.toUpperCase() } });
  expect(isDisabled('Remove')).toBe(true);
  fireEvent.change(box, { target: { value: workspaceName } });
  expect(isDisabled('Remove')).toBe(false);
});

test.each([
  ['Remove', DisablePage],
  ['Enable file integrity monitoring', EnablePage],
])('a reader sees why the button %j is disabled', async (button, Page) => {
  show(Page, 'sendAsReader');
  // In the page, and as the description of the button.
  expect((await screen.findAllByText(/needs the role/)).length).toBe(2);
  expect(screen.getAllByText(button).some((element) => element.hasAttribute('disabled'))).toBe(true);
});

test('the enable page says so where it is enabled already', async () => {
  show(EnablePage);
  expect(await screen.findByText(/It is enabled already/)).toBeTruthy();
});

test('a reader sees the plan and cannot change it', async () => {
  const pricing = `${testUrl}/subscriptions/${subscriptionId}/providers/Microsoft.Security/pricings/VirtualMachines?api-version=2024-01-01`;
  const body = JSON.stringify({ properties: { pricingTier: 'Free' } });
  expect((await engine.send(new Request(pricing, { method: 'PUT', body }))).ok).toBe(true);
  show(PlanPage, 'sendAsReader');
  expect(await screen.findByText('Current plan')).toBeTruthy();
  expect(document.body.textContent).toContain('all servers of its workspace.');
  expect((await screen.findAllByText(/needs the role/)).length).toBe(2);
  expect(isDisabled('Switch Conformance to Plan 2')).toBe(true);
});

const enable = () => screen.getByText('Enable file integrity monitoring', { selector: 'button' });
/** The tab comes back: nothing is left of the page but what the session keeps. */
const reload = () => {
  cleanup();
  queryClient.clear();
  showRoutes([{ path: '/page', Component: EnablePage }], '/page?tz=utc');
};

test('a reload in the middle of enabling goes on with what was chosen, and stores nothing a second time', async () => {
  await engine.send(new Request(solution, { method: 'DELETE' }));
  await engine.pass(60_000);
  /** The recommended Linux items: the workspace of the tests has them from the start. */
  const stored = 18;
  show(EnablePage);
  /** Data sources written since it was set, of which the service takes the first `taken` and answers no others. */
  let written: string[] = [];
  let taken = 12;
  vi.stubGlobal('fetch', async (request: Request) => {
    const name = /dataSources\/([^?]+)/i.exec(request.url)?.[1];
    if (request.method === 'PUT' && name !== undefined) {
      if (written.length >= taken) return new Promise<Response>(() => {});
      written.push(name);
    }
    const reply = await engine.send(request);
    // Enabling takes the service a while.
    if (request.method === 'PUT') await engine.pass(60_000);
    return reply;
  });
  await waitFor(() => expect(enable().hasAttribute('disabled')).toBe(false));
  fireEvent.click(screen.getByLabelText('All of Windows files'));
  fireEvent.click(enable());
  await waitFor(() => expect(document.body.textContent).toContain(`Applying the settings: ${stored + 12} of 47`));

  const before = written;
  written = [];
  taken = Infinity;
  reload();
  expect(await screen.findByText(/47 settings are in effect/)).toBeTruthy();
  expect(written).toHaveLength(47 - stored - 12);
  expect(new Set([...before, ...written]).size).toBe(47 - stored);
  expect([...before, ...written].some((name) => /WindowsFiles/.test(name))).toBe(false);

  // Done is done: the next visit starts nothing.
  reload();
  expect(await screen.findByText(/It is enabled already/)).toBeTruthy();
  expect(written).toHaveLength(47 - stored - 12);
});
