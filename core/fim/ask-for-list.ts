import { batchBody } from '../contract/batch-body';
import { batchGroups, compareNames, countsRequests } from './counts-request';

/**
 * What the workspace list asks for, said once: the page's first script (src/early.ts) asks it before the app is there, and the server
 * before it has been asked. Small and without schemas: what comes is checked when the app's client reads it.
 */

/** Sends a GET for a path with its search string, or a POST where there is a body. Resolves to the answer's JSON. */
export type Ask = (path: string, body?: string) => Promise<unknown>;

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
 * Asks each thing as soon as it is known, those with the slowest answers first: a browser has few connections to a server. The numbers
 * are those up to `asOf` (ms since 1970). Resolves when the last are on their way; rejects where that cannot be.
 */
export async function askForList(ask: Ask, asOf: number): Promise<ListAnswers> {
  const subscriptions = valuesOf(await ask('/subscriptions?api-version=2022-12-01')).map((subscription) => ({
    subscription,
    path: `/subscriptions/${encodeURIComponent(String(field(subscription, 'subscriptionId')))}/providers`,
  }));
  const lists = await Promise.all(
    subscriptions.map(async ({ path }) =>
      valuesOf(await ask(`${path}/Microsoft.OperationalInsights/workspaces?api-version=2023-09-01`)),
    ),
  );
  const workspaces = lists
    .flat()
    .toSorted((a, b) => compareNames(String(field(a, 'name')), String(field(b, 'name'))))
    .map((each) => field(field(each, 'properties'), 'customerId'));
  const answers: ListAnswers = {
    batches: batchGroups(workspaces.filter(isText)).map((group) =>
      ask('/v1/$batch', JSON.stringify(batchBody(countsRequests(group, asOf), {}))),
    ),
    subscriptions: subscriptions.map(({ subscription, path }, index) => ({
      subscription,
      workspaces: lists[index] ?? [],
      solutions: ask(`${path}/Microsoft.OperationsManagement/solutions?api-version=2015-11-01-preview`),
      plan: ask(`${path}/Microsoft.Security/pricings/VirtualMachines?api-version=2024-01-01`),
    })),
  };
  // Nobody may be left who reads them.
  const last = [...answers.batches, ...answers.subscriptions.flatMap(({ solutions, plan }) => [solutions, plan])];
  for (const answer of last) answer.catch(() => {});
  return answers;
}
