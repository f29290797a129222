import { holdRequests } from './api/client';
import { offerDemoControls } from './api/demo-controls';
import { queryClient } from './api/query-client';
import { planQuery, solutionsQuery, subscriptionsQuery, workspaceOptions, workspacesQuery } from './api/workspaces';
import { batchSize, countsQuery } from './features/workspaces/counts';
import { currentMoment } from './time-range/moment';

/**
 * Asks for code and data of the first page before React and the frame around the page are evaluated: main.tsx imports this
 * first. What arrives lies in the query cache when the page looks there; what fails the page asks for again and reports.
 */
if (__MOCK__) {
  // The page paints meanwhile; only its requests wait.
  holdRequests(
    import('#mocks/browser').then(({ demoRole, resetDemo, setRole, startMock }) => {
      offerDemoControls({ role: demoRole, setRole, reset: resetDemo });
      return startMock();
    }),
  );
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** The list's requests, the slowest answer first: a browser has few connections to one server. */
async function askForList() {
  const subscriptions = await queryClient.fetchQuery(subscriptionsQuery);
  const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
  const lists = await Promise.all(ids.map((id) => queryClient.fetchQuery(workspacesQuery(id))));
  const workspaces = lists.flat();
  const { asOf, fresh } = currentMoment();
  const customerIds = workspaces.map(({ customerId }) => customerId);
  for (const group of chunks(customerIds, batchSize)) void queryClient.prefetchQuery(countsQuery(group, asOf, fresh));
  for (const id of ids) {
    void queryClient.prefetchQuery(planQuery(id));
    void queryClient.prefetchQuery(solutionsQuery(id));
  }
}

// A static demo has its routes behind the #.
const { hash, pathname } = globalThis.location;
const path = import.meta.env.BASE_URL === './' ? (hash.slice(1).split('?')[0] ?? '') : pathname;
const [first = 'workspaces', subscriptionId, resourceGroup, workspaceName, tab] = path.split('/').filter(Boolean);

if (first === 'workspaces') {
  if (subscriptionId === undefined) {
    void import('./features/workspaces/workspaces-page');
    askForList().catch(() => {});
  } else if (resourceGroup !== undefined && workspaceName !== undefined) {
    void import('./features/dashboard/workspace-route');
    void import('./features/dashboard/dashboard-page');
    void (tab === 'changes' ? import('./features/changes/changes-tab') : import('./features/servers/servers-tab'));
    void queryClient.prefetchQuery(workspaceOptions({ subscriptionId, resourceGroup, workspaceName }));
  }
}
