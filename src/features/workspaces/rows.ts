import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { planQuery, solutionsQuery, subscriptionsQuery, workspacesQuery } from '../../api/workspaces';
import { countsQuery } from './counts';
import { type WorkspaceRow, stateOf } from './row';

export type WorkspaceRows = {
  readonly rows: readonly WorkspaceRow[];
  /** Nothing to show yet. */
  readonly loading: boolean;
  /** How many subscriptions the caller sees. */
  readonly subscriptions: number;
  /** The list itself failed; with rows it is a subscription that is missing from them. */
  readonly failures: readonly { readonly what: string; readonly error: unknown; readonly retry: () => void }[];
};

/**
 * Everything the workspace list shows, as it arrives: names first, then state and counts row by row. `arrange` gives the rows
 * in view in their order: their counts are asked for first.
 */
export const useWorkspaceRows = (
  arrange: (rows: readonly WorkspaceRow[]) => readonly WorkspaceRow[],
): WorkspaceRows => {
  const client = useQueryClient();
  const subscriptions = useQuery(subscriptionsQuery);
  const known = subscriptions.data ?? [];
  const lists = useQueries({ queries: known.map(({ subscriptionId }) => workspacesQuery(subscriptionId)) });
  const plans = useQueries({ queries: known.map(({ subscriptionId }) => planQuery(subscriptionId)) });
  const solutions = useQueries({ queries: known.map(({ subscriptionId }) => solutionsQuery(subscriptionId)) });
  const found = lists.flatMap((list, index) =>
    (list.data ?? []).map((workspace) => ({
      workspace,
      subscription: known[index]?.displayName ?? '',
      planned: plans[index]?.data,
      solutions: solutions[index]?.data,
    })),
  );

  const bare = found.map(
    ({ workspace, subscription, planned, solutions: states }): WorkspaceRow => ({
      workspace,
      subscription,
      state: stateOf(workspace, planned, states),
      counts: client.getQueryData(countsQuery(workspace.customerId).queryKey),
    }),
  );
  // Counts wait for the whole list, so that workspaces share batches.
  const listed = lists.length > 0 && lists.every((list) => !list.isPending);
  const first = new Set(listed ? arrange(bare) : []);
  const order = listed ? [...first, ...bare.filter((row) => !first.has(row))] : [];
  const counts = useQueries({ queries: order.map(({ workspace }) => countsQuery(workspace.customerId)) });
  const byRow = new Map(order.map((row, index) => [row, counts[index]]));

  const rows = bare.map((row): WorkspaceRow => {
    const answer = byRow.get(row);
    // A row that is asked for again shows that it is on its way.
    if (answer?.isFetching && answer.data?.ok !== true) return { ...row, counts: undefined };
    return { ...row, counts: answer?.data ?? (answer?.isError ? { ok: false, error: answer.error } : undefined) };
  });

  const failures = [
    ...(subscriptions.isError
      ? [{ what: 'The subscriptions', error: subscriptions.error, retry: () => void subscriptions.refetch() }]
      : []),
    ...lists.flatMap((list, index) =>
      list.isError
        ? [
            {
              what: `The workspaces of ${known[index]?.displayName ?? 'a subscription'}`,
              error: list.error,
              retry: () => void list.refetch(),
            },
          ]
        : [],
    ),
  ];
  // Rows come all at once: those of a later subscription would push the others about.
  const loading = subscriptions.isPending || lists.some((list) => list.isPending);
  return { rows: loading ? [] : rows, loading, failures, subscriptions: known.length };
};
