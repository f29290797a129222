import { type Send, askAhead, startedAt } from './api/ahead';
import { batchBody } from './api/batch-body';
import { batchGroups, compareNames, countsRequests } from './features/workspaces/counts-request';

/**
 * Asks for what the workspace list shows while the app's code is still being loaded; the app finds the answers in
 * `api/ahead`. Small, because nothing is asked for before it is there. It trusts nothing: what it gets is checked when
 * the app's client reads it, and whatever goes wrong here the app asks for itself, and reports.
 */
const origin = globalThis.location.origin;

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const valuesOf = (reply: unknown): readonly unknown[] => {
  const value = field(reply, 'value');
  return Array.isArray(value) ? value : [];
};

const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * Sends the list's requests, each as soon as it is known, those with the slowest answers first: a browser has few
 * connections to a server. Resolves when the last are on their way; rejects where that cannot be.
 */
export async function askForList(send: Send, asOf: number): Promise<void> {
  const subscriptions = valuesOf(await askAhead(send, `${origin}/subscriptions?api-version=2022-12-01`))
    .map((each) => field(each, 'subscriptionId'))
    .filter(isText)
    .map((id) => `${origin}/subscriptions/${id}/providers`);
  const lists = await Promise.all(
    subscriptions.map((url) =>
      askAhead(send, `${url}/Microsoft.OperationalInsights/workspaces?api-version=2023-09-01`),
    ),
  );
  const workspaces = lists
    .flatMap(valuesOf)
    .toSorted((a, b) => compareNames(String(field(a, 'name')), String(field(b, 'name'))))
    .map((each) => field(field(each, 'properties'), 'customerId'));
  const last = [
    ...batchGroups(workspaces.filter(isText)).map((group) =>
      askAhead(send, `${origin}/v1/$batch`, JSON.stringify(batchBody(countsRequests(group, asOf), {}))),
    ),
    ...subscriptions.flatMap((url) => [
      askAhead(send, `${url}/Microsoft.OperationsManagement/solutions?api-version=2015-11-01-preview`),
      askAhead(send, `${url}/Microsoft.Security/pricings/VirtualMachines?api-version=2024-01-01`),
    ]),
  ];
  for (const answer of last) answer.catch(() => {});
}

/** Whether the address is the list's. A static demo has its routes behind the #. */
function isList(): boolean {
  const { hash, pathname } = globalThis.location;
  const path = import.meta.env.BASE_URL === './' ? (hash.slice(1).split('?')[0] ?? '') : pathname;
  const [first = 'workspaces', ...rest] = path.split('/').filter(Boolean);
  return first === 'workspaces' && rest.length === 0;
}

/** Asks for the data of the page in the address, where that is worth while. Never rejects; resolves when all is asked for. */
export async function askEarly(): Promise<void> {
  if (!isList()) return;
  try {
    const send: Send = __MOCK__ ? (await import('#mocks/start-worker')).link.answer : (request) => fetch(request);
    await askForList(send, startedAt);
  } catch {
    // The app asks again, and says what is wrong.
  }
}
