import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ComponentType } from 'react';
import { RouterProvider, createMemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { solutionName } from '#core/contract/solution-name';
import { openTestEngine, testUrl, testWorld } from '#engine/testing/world';
import { CurrentWorkspaceProvider } from '../../api/current-workspace';
import { queryClient } from '../../api/query-client';
import { Component as DisablePage } from './disable-page';
import { Component as EnablePage } from './enable-page';
import { Component as PlanPage } from './plan-page';

const { subscriptionId, resourceGroup, workspaceName, customerId, immutableId } = testWorld;
const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;
const id = `${group}/Microsoft.OperationalInsights/workspaces/${workspaceName}`;
const workspace = { id, subscriptionId, resourceGroup, workspaceName, customerId, location: 'local' };
const solution = `${testUrl}${group}/Microsoft.OperationsManagement/solutions/${solutionName(workspaceName)}?api-version=2015-11-01-preview`;

let engine: Awaited<ReturnType<typeof openTestEngine>>;

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 15_000 });

beforeEach(async () => {
  engine = await openTestEngine();
  const plan = { name: solutionName(workspaceName), publisher: 'Microsoft', product: 'OMSGallery/ChangeTracking' };
  const body = JSON.stringify({ location: 'local', properties: { workspaceResourceId: id }, plan });
  await engine.send(new Request(solution, { method: 'PUT', body }));
  await engine.pass(60_000);
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.unstubAllGlobals();
});

const show = (Page: ComponentType, as: 'send' | 'sendAsReader' = 'send') => {
  vi.stubGlobal('fetch', engine[as]);
  const router = createMemoryRouter(
    [
      { path: '/page', Component: Page },
      { path: '/workspaces', element: 'All workspaces are here' },
    ],
    { initialEntries: ['/page?tz=utc'] },
  );
  render(
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={queryClient}>
        <CurrentWorkspaceProvider value={workspace}>
          <RouterProvider router={router} />
        </CurrentWorkspaceProvider>
      </QueryClientProvider>
    </FluentProvider>,
  );
};

const heartbeat = () =>
  engine.send(
    new Request(`${testUrl}/dataCollectionRules/${immutableId}/streams/Microsoft-Heartbeat?api-version=2023-01-01`, {
      method: 'POST',
      body: JSON.stringify([
        { TimeGenerated: new Date(Date.now() - 60_000), Computer: 'a', SourceComputerId: 'a', OSType: 'Linux' },
      ]),
    }),
  );
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
