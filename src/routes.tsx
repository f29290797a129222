import { Navigate, type RouteObject, useLocation } from 'react-router';
import { AppLayout } from './layout/app-layout';
import { ErrorPage, NotFoundPage } from './layout/error-pages';
import { ListPageSkeleton } from './layout/page-skeletons';
import { Component as WorkspacesPage } from './features/workspaces/workspaces-page';
import { paths } from './paths';

/** A workspace's own address leads to its Servers tab, with whatever the search string says. */
const ToServers = () => <Navigate to={{ pathname: 'servers', search: useLocation().search }} replace />;

/** Name of a page for the breadcrumb: `handle: { crumb }`. */
export const routes: RouteObject[] = [
  {
    path: '/',
    Component: AppLayout,
    ErrorBoundary: ErrorPage,
    children: [
      { index: true, element: <Navigate to={paths.workspaces()} replace /> },
      {
        ErrorBoundary: ErrorPage,
        children: [
          {
            path: 'workspaces',
            Component: WorkspacesPage,
          },
          {
            path: 'workspaces/:subscriptionId/:resourceGroup/:workspaceName',
            hydrateFallbackElement: <ListPageSkeleton />,
            lazy: () => import('./features/dashboard/workspace-route'),
            children: [
              {
                lazy: () => import('./features/dashboard/dashboard-page'),
                children: [
                  { index: true, Component: ToServers },
                  {
                    path: 'servers',
                    handle: { crumb: 'Servers' },
                    lazy: () => import('./features/servers/servers-tab'),
                  },
                  {
                    path: 'changes',
                    handle: { crumb: 'Changes' },
                    lazy: () => import('./features/changes/changes-tab'),
                    children: [{ path: ':rowId', lazy: () => import('./features/changes/change-details') }],
                  },
                ],
              },
              {
                path: 'enable',
                handle: { crumb: 'Enable' },
                lazy: () => import('./features/monitoring/enable-page'),
              },
              {
                path: 'disable',
                handle: { crumb: 'Disable' },
                lazy: () => import('./features/monitoring/disable-page'),
              },
              {
                path: 'plan',
                handle: { crumb: 'Plan' },
                lazy: () => import('./features/monitoring/plan-page'),
              },
              {
                path: 'settings',
                handle: { crumb: 'Settings' },
                lazy: () => import('./features/settings/settings-page'),
                children: [
                  { index: true, element: <Navigate to="registry" replace /> },
                  { path: 'file-content', lazy: () => import('./features/settings/file-content-tab') },
                  { path: 'services', lazy: () => import('./features/settings/services-tab') },
                  { path: 'history', lazy: () => import('./features/settings/transfer/history-tab') },
                  {
                    path: ':tab',
                    lazy: () => import('./features/settings/items-tab'),
                    children: [
                      { path: 'new', lazy: () => import('./features/settings/new-item') },
                      { path: 'items/:itemName', lazy: () => import('./features/settings/edit-item') },
                    ],
                  },
                ],
              },
              {
                path: 'baselines',
                handle: { crumb: 'Baselines' },
                lazy: () => import('./features/baselines/baselines-page'),
              },
              {
                path: 'logs',
                handle: { crumb: 'Logs' },
                lazy: () => import('./features/logs/logs-page'),
              },
              { path: '*', Component: NotFoundPage },
            ],
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
];
