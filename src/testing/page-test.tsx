import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { RouterProvider, createMemoryRouter, type RouteObject } from 'react-router';
import { afterEach, beforeEach, vi } from 'vitest';
import { type openTestEngine, testUrl, testWorld } from '#engine/testing/world';
import { CurrentWorkspaceProvider } from '../api/current-workspace';
import { queryClient } from '../api/query-client';
import type { Workspace } from '../api/workspaces';

/** For tests of whole pages and panes against the workspace engine, in a DOM without layout. */

type Engine = Pick<Awaited<ReturnType<typeof openTestEngine>>, 'send'>;

const { subscriptionId, resourceGroup, workspaceName, customerId, immutableId } = testWorld;

/** ARM id of the test workspace's group, with `/providers`. */
export const testProviders = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;

/** The test engine's workspace, as pages have it from the address. */
export const testWorkspace = {
  id: `${testProviders}/Microsoft.OperationalInsights/workspaces/${workspaceName}`,
  subscriptionId,
  resourceGroup,
  workspaceName,
  customerId,
  location: 'local',
} satisfies Workspace;

/** Address of a data source of the test workspace. */
export const dataSourceUrl = (name: string) =>
  `${testUrl}${testWorkspace.id}/dataSources/${name}?api-version=2020-08-01`;

/** Sends rows to a built-in table of the test workspace. */
export const ingestRows = (engine: Engine, table: string, rows: readonly object[]) =>
  engine.send(
    new Request(`${testUrl}/dataCollectionRules/${immutableId}/streams/Microsoft-${table}?api-version=2023-01-01`, {
      method: 'POST',
      body: JSON.stringify(rows),
    }),
  );

/**
 * What every test of a page needs, set up before and cleaned up after each one of the calling file. `rows` is how many rows of a list
 * are in view: there is no layout in this DOM, so the scroller is given their height.
 */
export const preparePages = ({ rows }: { readonly rows: number }): void => {
  // The DOM of the tests cancels animations with an error that nobody handles; without them the library shows things at once.
  Reflect.deleteProperty(Element.prototype, 'animate');
  // Panes load their code when they open: more than the usual second on a busy machine.
  vi.setConfig({ testTimeout: 30_000 });
  configure({ asyncUtilTimeout: 15_000 });
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(rows * 32);
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(rows * 32);
  });
  afterEach(() => {
    cleanup();
    queryClient.clear();
    localStorage.clear();
    sessionStorage.clear();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
};

/** Renders something that stands in a workspace. */
export const showInWorkspace = (content: ReactNode, workspace: Workspace = testWorkspace) =>
  render(
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={queryClient}>
        <CurrentWorkspaceProvider value={workspace}>{content}</CurrentWorkspaceProvider>
      </QueryClientProvider>
    </FluentProvider>,
  );

/** Opens an address of a few routes; returns the router, to go elsewhere. */
export const showRoutes = (routes: RouteObject[], address: string) => {
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  showInWorkspace(<RouterProvider router={router} />);
  return router;
};
