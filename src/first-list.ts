import { markShown } from './api/ahead';
import { decodeRows } from './api/decode';
import { coversServers, parseWorkspace, solutionStates } from './api/workspace-bodies';
import { countsColumns, sumCounts } from './features/workspaces/count-sums';
import type { ListAnswers } from '#core/fim/ask-for-list';
import { compareNames } from '#core/fim/counts-request';
import { firstPage } from './features/workspaces/first-page';
import { hrefOf } from './href';
import { type WorkspaceRow, stateOf } from './features/workspaces/row';
import { pressEnd, watchInput } from './first-input';
import { paths } from './paths';

/**
 * Shows the workspace list from the answers that early.ts has asked for, while nothing of the app has been evaluated. It reads
 * only what it finds in the form it expects; the app checks every answer and tells what is wrong.
 */

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );

const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** @throws TypeError where there is no text: then the app has to say what is wrong */
const textAt = (value: unknown, ...path: readonly string[]): string => {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new TypeError(path.join('.'));
  return found;
};

const readWorkspace = (body: unknown) =>
  parseWorkspace({
    id: textAt(body, 'id'),
    name: textAt(body, 'name'),
    location: textAt(body, 'location'),
    properties: { customerId: textAt(body, 'properties', 'customerId') },
  });

const readSolutions = (body: unknown) =>
  solutionStates(
    listAt(body, 'value').map((each) => ({
      name: textAt(each, 'name'),
      properties: {
        workspaceResourceId: textAt(each, 'properties', 'workspaceResourceId'),
        provisioningState: textAt(each, 'properties', 'provisioningState'),
      },
    })),
  );

const readPlan = (body: unknown): boolean => {
  const subPlan = at(body, 'properties', 'subPlan');
  return coversServers({
    pricingTier: textAt(body, 'properties', 'pricingTier'),
    subPlan: typeof subPlan === 'string' ? subPlan : undefined,
  });
};

const isWhole = (response: unknown) =>
  at(response, 'status') === 200 &&
  at(response, 'body', 'error') === undefined &&
  listAt(response, 'body', 'tables').length > 0;

/** Counts by customerId. What failed or is incomplete is left for the app to tell. */
const readCounts = (batches: readonly unknown[], asOf: number) =>
  new Map(
    batches
      .flatMap((batch) => listAt(batch, 'responses'))
      // 204: a workspace that never received data.
      .filter((response) => at(response, 'status') === 204 || isWhole(response))
      .map((response) => {
        const table = listAt(response, 'body', 'tables')[0];
        const columns = listAt(table, 'columns').map((each) => ({ name: textAt(each, 'name'), type: '' }));
        const rows = listAt(table, 'rows').filter((each) => Array.isArray(each));
        const counts = sumCounts(decodeRows({ columns, rows }, countsColumns), asOf, false);
        return [textAt(response, 'id'), { ok: true, counts }] as const;
      }),
  );

/** Rows with names only, by name as the list shows them. */
const namedRows = (answers: ListAnswers): readonly WorkspaceRow[] =>
  answers.subscriptions
    .flatMap(({ subscription, workspaces }) => {
      const name = textAt(subscription, 'displayName');
      return workspaces.map((body) => ({
        workspace: readWorkspace(body),
        subscription: name,
        state: undefined,
        counts: undefined,
      }));
    })
    .toSorted((a, b) => compareNames(a.workspace.workspaceName, b.workspace.workspaceName));

/** The same rows with all that is known of them. */
async function completeRows(
  rows: readonly WorkspaceRow[],
  { subscriptions, batches }: ListAnswers,
  asOf: number,
): Promise<readonly WorkspaceRow[]> {
  const read = subscriptions.map(async ({ subscription, solutions, plan }) => {
    const known = { states: readSolutions(await solutions), planned: readPlan(await plan) };
    return [textAt(subscription, 'subscriptionId').toLowerCase(), known] as const;
  });
  const known = new Map(await Promise.all(read));
  const counts = readCounts(await Promise.all(batches), asOf);
  return rows.map((row) => {
    const { planned, states } = known.get(row.workspace.subscriptionId.toLowerCase()) ?? {};
    const state = stateOf(row.workspace, planned, states);
    return { ...row, state, counts: counts.get(row.workspace.customerId) };
  });
}

/** Fulfilled when what was put on the page has been painted, and the frame is out: what comes next takes the thread for several more. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });

/** Fulfilled, with nothing, after what is fulfilled already has been dealt with. */
const nextTask = () =>
  new Promise<undefined>((resolve) => {
    setTimeout(resolve);
  });

/**
 * Puts the list where the skeleton stands: names, and once they are there its numbers, which hold up to `asOf` (ms since 1970). Leaves the
 * page alone as soon as the app shows something. Fulfilled when the numbers are painted; rejects where an answer is missing.
 */
export async function showList(answers: ListAnswers, asOf: number): Promise<void> {
  let shown = document.querySelector('#root > .boot');
  const show = (rows: readonly WorkspaceRow[]): boolean => {
    if (!shown?.isConnected) return false;
    const page = firstPage(rows, asOf);
    watchInput(page);
    shown.replaceWith(page);
    shown = page;
    return true;
  };
  const named = namedRows(answers);
  // Why there are none is the app's to say.
  if (named.length === 0) return;
  const numbers = completeRows(named, answers, asOf);
  // Names alone, unless the numbers are there as well.
  const first = await Promise.race([numbers, nextTask()]);
  if (first === undefined && show(named)) markShown('names');
  const complete = await numbers;
  await pressEnd();
  if (!show(complete)) return;
  markShown('all');
  const { hash, pathname } = globalThis.location;
  const list = hrefOf(paths.workspaces());
  // The router would go there only after it has shown an empty page. Where somebody has typed another address meanwhile, it is that.
  if (list.startsWith('#') ? /^(#\/*(workspaces\/+)?)?$/.test(hash) : pathname !== list)
    history.replaceState(null, '', list);
  await painted();
}
