import { endAhead } from './api/ahead';
import { holdRequests } from './api/client';
import { offerDemoControls } from './api/demo-controls';
import { queryClient } from './api/query-client';
import { planQuery, solutionsQuery, subscriptionsQuery, workspaceOptions, workspacesQuery } from './api/workspaces';
import { countsQuery } from './features/workspaces/counts';
import { compareNames } from '#core/fim/counts-request';

/**
 * Asks for code and data of the first page before React and the frame around the page are evaluated: app.tsx imports this
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

/** Subscriptions and workspaces as the page will ask for them: early.ts has sent the requests already, and the answers are read here. */
async function askForNames() {
  const subscriptions = await queryClient.fetchQuery(subscriptionsQuery);
  const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
  const lists = await Promise.all(ids.map((id) => queryClient.fetchQuery(workspacesQuery(id))));
  return { ids, workspaces: lists.flat() };
}

/** What the list shows of them. */
async function askForNumbers(names: ReturnType<typeof askForNames>) {
  const { ids, workspaces } = await names;
  const sorted = workspaces.toSorted((a, b) => compareNames(a.workspaceName, b.workspaceName));
  await Promise.all([
    ...sorted.map(({ customerId }) => queryClient.prefetchQuery(countsQuery(customerId))),
    ...ids.flatMap((id) => [queryClient.prefetchQuery(planQuery(id)), queryClient.prefetchQuery(solutionsQuery(id))]),
  ]);
}

// A static demo has its routes behind the #.
const { hash, pathname } = globalThis.location;
const path = import.meta.env.BASE_URL === './' ? (hash.slice(1).split('?')[0] ?? '') : pathname;
const [first = 'workspaces', subscriptionId, resourceGroup, workspaceName, tab] = path.split('/').filter(Boolean);

const ignore = () => {};

/** Fulfilled when the list's names, and when all its answers, lie in the query cache; at once on other pages. */
export let namesRead: Promise<void> = Promise.resolve();
export let listRead: Promise<void> = Promise.resolve();

if (first === 'workspaces') {
  if (subscriptionId === undefined) {
    const names = askForNames();
    namesRead = names.then(ignore, ignore);
    listRead = askForNumbers(names).catch(ignore).finally(endAhead);
  } else if (resourceGroup !== undefined && workspaceName !== undefined) {
    void import('./features/dashboard/workspace-route');
    void import('./features/dashboard/dashboard-page');
    void (tab === 'changes' ? import('./features/changes/changes-tab') : import('./features/servers/servers-tab'));
    void queryClient.prefetchQuery(workspaceOptions({ subscriptionId, resourceGroup, workspaceName }));
  }
}
