import { useQueries, useQuery } from '@tanstack/react-query';
import {
  type FimState,
  type Workspace,
  planQuery,
  provisioningStateOf,
  solutionsQuery,
  subscriptionsQuery,
  workspacesQuery,
} from '../../api/workspaces';
import { usePageWindow } from '../../time-range/page-window';
import { type CountsOutcome, countsQuery } from './counts';
import { batchGroups, batchSize } from './counts-request';

export type WorkspaceRow = {
  readonly workspace: Workspace;
  readonly subscription: string;
  /** Undefined while it loads or where it could not be read. */
  readonly state: FimState | 'enabling' | undefined;
  /** Undefined while they load. */
  readonly counts: CountsOutcome | undefined;
  readonly retry: () => void;
};

export type WorkspaceRows = {
  readonly rows: readonly WorkspaceRow[];
  /** Nothing to show yet. */
  readonly loading: boolean;
  /** The list itself failed; with rows it is a subscription that is missing from them. */
  readonly failures: readonly { readonly what: string; readonly error: unknown; readonly retry: () => void }[];
};

const stateOf = (planned: boolean | undefined, provisioning: string | undefined, known: boolean) => {
  // A plan that cannot be read is not taken for a missing one.
  if (planned === false) return 'needsPlan';
  if (!known) return undefined;
  if (provisioning === undefined || provisioning === 'Deleting') return 'off';
  return provisioning === 'Creating' || provisioning === 'Updating' ? 'enabling' : 'enabled';
};

/** Everything the workspace list shows, as it arrives: names first, then state and counts row by row. */
export const useWorkspaceRows = (): WorkspaceRows => {
  const { asOf, fresh } = usePageWindow();
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

  // Counts wait for the whole list, so that workspaces share batches.
  const listed = lists.length > 0 && lists.every((list) => !list.isPending);
  const groups = listed ? batchGroups(found.map(({ workspace }) => workspace.customerId)) : [];
  const counts = useQueries({
    queries: groups.map((group) => ({
      ...countsQuery(group, asOf, fresh),
      placeholderData: (previous: ReadonlyMap<string, CountsOutcome> | undefined) => previous,
    })),
  });

  const rows = found.map(({ workspace, subscription, planned, solutions: states }, index): WorkspaceRow => {
    const group = counts[Math.floor(index / batchSize)];
    const outcome =
      group?.data?.get(workspace.customerId) ??
      (group?.isError ? { ok: false as const, error: group.error } : undefined);
    return {
      workspace,
      subscription,
      state: stateOf(planned, states && provisioningStateOf(states, workspace), states !== undefined),
      counts: outcome,
      retry: () => void group?.refetch(),
    };
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
  const loading = subscriptions.isPending || (found.length === 0 && lists.some((list) => list.isPending));
  return { rows, loading, failures };
};
