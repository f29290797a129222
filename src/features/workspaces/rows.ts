import { useQueries, useQuery } from '@tanstack/react-query';
import { planQuery, solutionsQuery, subscriptionsQuery, workspacesQuery } from '../../api/workspaces';
import { type WorkspaceRow, stateOf } from './row';
import { useAskForCounts, useKnownCounts } from './use-counts';

export type WorkspaceRows = {
  readonly rows: readonly WorkspaceRow[];
  /** Nothing to show yet. */
  readonly loading: boolean;
  /** How many subscriptions the caller sees. */
  readonly subscriptions: number;
  readonly failures: readonly ListFailure[];
};

/** A part of the list that failed. */
export type ListFailure = {
  readonly what: string;
  /** What was read before is still shown; otherwise it is missing. */
  readonly kept: boolean;
  readonly error: unknown;
  readonly retry: () => void;
};

type Answer = {
  readonly data: unknown;
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
};

const failureOf = (answer: Answer | undefined, what: string): readonly ListFailure[] =>
  answer?.isError
    ? [{ what, kept: answer.data !== undefined, error: answer.error, retry: () => void answer.refetch() }]
    : [];

const customerIdOf = ({ workspace }: WorkspaceRow): string => workspace.customerId;

/**
 * Everything the workspace list shows, as it arrives: names first, then state and counts row by row. `arrange` gives the rows
 * in view in their order: their counts are asked for first.
 */
export const useWorkspaceRows = (
  arrange: (rows: readonly WorkspaceRow[]) => readonly WorkspaceRow[],
): WorkspaceRows => {
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

  const countsOf = useKnownCounts();
  const rows = found.map(
    ({ workspace, subscription, planned, solutions: states }): WorkspaceRow => ({
      workspace,
      subscription,
      state: stateOf(workspace, planned, states),
      counts: countsOf(workspace.customerId),
    }),
  );
  const listed = lists.length > 0 && lists.every((list) => !list.isPending);
  useAskForCounts(rows.map(customerIdOf), listed, () => [...new Set([...arrange(rows), ...rows])].map(customerIdOf));

  const failures = [
    ...failureOf(subscriptions, 'The subscriptions'),
    ...known.flatMap(({ displayName }, index) => [
      ...failureOf(lists[index], `The workspaces of ${displayName}`),
      // Without these a row does not say whether it can be enabled.
      ...failureOf(solutions[index], `The status of the workspaces of ${displayName}`),
    ]),
  ];
  // Rows come all at once: those of a later subscription would push the others about.
  const loading = subscriptions.isPending || lists.some((list) => list.isPending);
  return { rows: loading ? [] : rows, loading, failures, subscriptions: known.length };
};
