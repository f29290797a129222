import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query';
import { entityText } from '#core/fim/entity';
import { kqlPipe, kqlString } from '#core/fim/kql-text';
import type { Row, RowSpec } from '../../api/decode';
import { queryClient } from '../../api/query-client';
import { decodeReply, runBatch } from '../../api/workspace-query';
import { type Workspace, subscriptionsQuery, workspacesQuery } from '../../api/workspaces';
import type { PageWindow } from '../../time-range/page-window';
import { timespanOf, windowKey } from '../../time-range/range';

/** Text that is an MD5, SHA-1, SHA-256 or SHA-512 value in hexadecimal digits. */
export const isHash = (text: string): boolean =>
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(text);

/** Queries of one `$batch`. */
const chunk = 50;
/** Places shown of one workspace. */
const placesShown = 200;

const foundSpec = {
  Computer: 'string',
  SourceComputerId: 'string',
  FileSystemPath: 'string',
  First: 'time',
  Seen: 'time',
  Gone: 'time',
  Count: 'number',
} as const satisfies RowSpec;

/**
 * Where content with this hash was: by server and path, the latest first. `First` and `Seen`: a change left it there for the first and
 * the last time; `Gone`: a change replaced or removed it. Hexadecimal digits compare without case.
 */
export const hashKql = (hash: string): string =>
  kqlPipe(
    'ConfigurationChange',
    `where FileContentChecksum =~ ${kqlString(hash)} or PreviousFileContentChecksum =~ ${kqlString(hash)}`,
    `extend Left = FileContentChecksum =~ ${kqlString(hash)}`,
    'summarize Count = count(), First = minif(TimeGenerated, Left), Seen = maxif(TimeGenerated, Left), Gone = maxif(TimeGenerated, not(Left)), Last = max(TimeGenerated), Computer = max(Computer) by SourceComputerId, FileSystemPath',
    'order by Last desc',
    `take ${placesShown}`,
  );

export type HashPlace = Row<typeof foundSpec> & { readonly workspace: Workspace; readonly entity: string };

const lastOf = ({ Seen, Gone }: HashPlace): number => Math.max(Seen ?? 0, Gone ?? 0);

/** What is known so far: `answered` of `asked` workspaces have been searched. */
export type HashAnswer = {
  readonly places: readonly HashPlace[];
  readonly asked: number;
  readonly answered: number;
  /** Workspaces that gave no answer, or not a whole one. */
  readonly failed: readonly string[];
};

const everyWorkspace = async (): Promise<{ readonly workspaces: readonly Workspace[]; readonly failed: string[] }> => {
  const subscriptions = await queryClient.fetchQuery(subscriptionsQuery);
  const lists = await Promise.allSettled(
    subscriptions.map(({ subscriptionId }) => queryClient.fetchQuery(workspacesQuery(subscriptionId))),
  );
  return {
    workspaces: lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : [])),
    failed: lists.flatMap((list, index) =>
      list.status === 'rejected' ? [`subscription ${subscriptions[index]?.displayName ?? ''}`] : [],
    ),
  };
};

/** Answers after each batch of 50 workspaces, one batch after the other: the service limits how many queries run at once. */
async function* answersOf(hash: string, window: PageWindow, signal: AbortSignal): AsyncGenerator<HashAnswer> {
  const { workspaces, failed } = await everyWorkspace();
  const places: HashPlace[] = [];
  const soFar = (answered: number): HashAnswer => ({
    places: [...places],
    asked: workspaces.length,
    answered,
    failed: [...failed],
  });
  yield soFar(0);
  for (let at = 0; at < workspaces.length; at += chunk) {
    const some = workspaces.slice(at, at + chunk);
    const requests = some.map((workspace) => ({
      id: workspace.customerId,
      workspace: workspace.customerId,
      query: hashKql(hash),
      timespan: timespanOf(window),
    }));
    // oxlint-disable-next-line no-await-in-loop
    const replies = await runBatch(requests, { signal }).catch((error: unknown) => {
      if (signal.aborted) throw error;
    });
    for (const workspace of some) {
      const outcome = replies?.get(workspace.customerId);
      if (!outcome?.ok) {
        failed.push(workspace.workspaceName);
        continue;
      }
      const { rows, partial } = decodeReply(outcome.reply, foundSpec);
      if (partial) failed.push(`${workspace.workspaceName} (incomplete)`);
      places.push(...rows.map((row) => ({ ...row, workspace, entity: entityText(row) })));
    }
    places.sort((a, b) => lastOf(b) - lastOf(a));
    yield soFar(at + some.length);
  }
}

const nothingYet: HashAnswer = { places: [], asked: 0, answered: 0, failed: [] };

/**
 * Asks every workspace the caller sees. What is found shows as it comes; the query goes on fetching until all have been asked. A
 * workspace that fails is named and hides no other.
 */
export const hashQuery = (hash: string, window: PageWindow) =>
  queryOptions({
    queryKey: ['hash', hash.toLowerCase(), windowKey(window)],
    queryFn: streamedQuery<HashAnswer, HashAnswer>({
      streamFn: ({ signal }) => answersOf(hash, window, signal),
      reducer: (_, latest) => latest,
      initialValue: nothingYet,
    }),
    structuralSharing: false,
    staleTime: 60_000,
  });
