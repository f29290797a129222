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

/** Answers to what the list asks, as they came: nothing in them is checked. */
export type ListAnswers = {
  readonly subscriptions: readonly {
    readonly subscription: unknown;
    readonly workspaces: readonly unknown[];
    readonly solutions: Promise<unknown>;
    readonly plan: Promise<unknown>;
  }[];
  readonly batches: readonly Promise<unknown>[];
};

/**
 * Sends the list's requests, each as soon as it is known, those with the slowest answers first: a browser has few
 * connections to a server. Resolves when the last are on their way; rejects where that cannot be.
 */
export async function askForList(send: Send, asOf: number): Promise<ListAnswers> {
  const subscriptions = valuesOf(await askAhead(send, `${origin}/subscriptions?api-version=2022-12-01`)).map(
    (subscription) => ({
      subscription,
      url: `${origin}/subscriptions/${String(field(subscription, 'subscriptionId'))}/providers`,
    }),
  );
  const lists = await Promise.all(
    subscriptions.map(async ({ url }) =>
      valuesOf(await askAhead(send, `${url}/Microsoft.OperationalInsights/workspaces?api-version=2023-09-01`)),
    ),
  );
  const workspaces = lists
    .flat()
    .toSorted((a, b) => compareNames(String(field(a, 'name')), String(field(b, 'name'))))
    .map((each) => field(field(each, 'properties'), 'customerId'));
  const answers: ListAnswers = {
    batches: batchGroups(workspaces.filter(isText)).map((group) =>
      askAhead(send, `${origin}/v1/$batch`, JSON.stringify(batchBody(countsRequests(group, asOf), {}))),
    ),
    subscriptions: subscriptions.map(({ subscription, url }, index) => ({
      subscription,
      workspaces: lists[index] ?? [],
      solutions: askAhead(send, `${url}/Microsoft.OperationsManagement/solutions?api-version=2015-11-01-preview`),
      plan: askAhead(send, `${url}/Microsoft.Security/pricings/VirtualMachines?api-version=2024-01-01`),
    })),
  };
  // Nobody may be left who reads them.
  const last = [...answers.batches, ...answers.subscriptions.flatMap(({ solutions, plan }) => [solutions, plan])];
  for (const answer of last) answer.catch(() => {});
  return answers;
}

/** Where the address leads: path and search string. A static demo has its routes behind the #. */
function address(): { readonly path: string; readonly search: string } {
  const { hash, pathname, search } = globalThis.location;
  if (import.meta.env.BASE_URL !== './') return { path: pathname, search };
  const [path = '', ...rest] = hash.slice(1).split('?');
  return { path, search: rest.join('?') };
}

/**
 * Asks for the data of the page in the address, and has it shown, where that is worth while. Never rejects; resolves when all
 * is shown, or asked for where the app has to show it.
 */
export async function askEarly(): Promise<void> {
  const { path, search } = address();
  const [first = 'workspaces', ...rest] = path.split('/').filter(Boolean);
  if (first !== 'workspaces' || rest.length > 0) return;
  try {
    const send: Send = __MOCK__ ? (await import('#mocks/start-worker')).link.answer : (request) => fetch(request);
    // Only the default view can be shown without the app, which reads any other from the address.
    const code = search === '' ? import('./first-list') : undefined;
    const answers = await askForList(send, startedAt);
    await (await code)?.showList(answers, startedAt);
  } catch {
    // The app asks again, and says what is wrong.
  }
}
