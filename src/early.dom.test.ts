import { afterEach, expect, test, vi } from 'vitest';
import { type Source, askAhead, endAhead, startedAt } from './api/ahead';
import { askForList } from '#core/fim/ask-for-list';
import { queryClient } from './api/query-client';
import { planQuery, solutionsQuery, subscriptionsQuery, workspacesQuery } from './api/workspaces';
import { countsQuery } from './features/workspaces/counts';

const subscription = { id: '/subscriptions/s1', subscriptionId: 's1', displayName: 'One', state: 'Enabled' };
const workspace = {
  id: '/subscriptions/s1/resourcegroups/rg/providers/microsoft.operationalinsights/workspaces/ws',
  name: 'ws',
  type: 'Microsoft.OperationalInsights/workspaces',
  location: 'eastus',
  properties: { customerId: '00000000-0000-4000-8000-000000000001' },
};
const pricing = {
  id: 'p',
  name: 'VirtualMachines',
  type: 'Microsoft.Security/pricings',
  properties: { pricingTier: 'Standard' },
};
const responses = [{ id: workspace.properties.customerId, status: 200, body: { tables: [] } }];

const answerTo = (path: string): object =>
  path === '/subscriptions'
    ? { value: [subscription] }
    : path.endsWith('/workspaces')
      ? { value: [workspace] }
      : path.endsWith('/solutions')
        ? { value: [] }
        : path === '/v1/$batch'
          ? { responses }
          : pricing;

/** Everything the workspace list asks for, by the app's own client. */
async function readList() {
  const subscriptions = await queryClient.fetchQuery(subscriptionsQuery);
  for (const { subscriptionId } of subscriptions) {
    const workspaces = await queryClient.fetchQuery(workspacesQuery(subscriptionId));
    await Promise.all(workspaces.map(({ customerId }) => queryClient.fetchQuery(countsQuery(customerId))));
    await queryClient.fetchQuery(planQuery(subscriptionId));
    await queryClient.fetchQuery(solutionsQuery(subscriptionId));
  }
}

const askList = (send: Source['send']) =>
  askForList((path, body) => askAhead({ send, hasAnswers: false }, path, body), startedAt);
const ask = async (request: Request) => Response.json(answerTo(new URL(request.url).pathname));
const answer = vi.fn<typeof ask>(ask);

afterEach(() => {
  queryClient.clear();
  endAhead();
  vi.clearAllMocks();
  vi.unstubAllGlobals();
});

test('what is asked before the app is there is all that the list asks for, and is not asked twice', async () => {
  await askList(answer);
  const fetch = vi.fn<typeof ask>(ask);
  vi.stubGlobal('fetch', fetch);
  await readList();
  expect(fetch).not.toHaveBeenCalled();
  expect(answer).toHaveBeenCalledTimes(5);
});

test('an answer is taken once: the next one is new', async () => {
  await askList(answer);
  vi.stubGlobal('fetch', answer);
  await readList();
  queryClient.clear();
  await readList();
  expect(answer).toHaveBeenCalledTimes(10);
});

test('where the first requests fail, the app asks by itself', async () => {
  await expect(askList(() => Promise.reject(new TypeError('no network')))).rejects.toThrow('no network');
  vi.stubGlobal('fetch', answer);
  await readList();
  expect(answer).toHaveBeenCalledTimes(5);
});
