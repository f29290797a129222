import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../../api/query-client';
import { decodeReply, runBatch } from '../../api/workspace-query';
import { currentMoment } from '../../time-range/moment';
import { type Counts, countsColumns, sumCounts } from './count-sums';
import type { CountsOutcome } from './row';
import { batchSize, countsRequests } from '#core/fim/counts-request';

const readCounts = (reply: Parameters<typeof decodeReply>[0], asOf: number): Counts => {
  const { rows, partial } = decodeReply(reply, countsColumns);
  return sumCounts(rows, asOf, partial !== undefined);
};

type Waiting = {
  readonly workspace: string;
  readonly signal: AbortSignal;
  readonly resolve: (outcome: CountsOutcome) => void;
  readonly reject: (error: unknown) => void;
};
let waiting: Waiting[] = [];

/** Sends what was asked for meanwhile, in the order it was asked for, as batches. */
const flush = () => {
  const { asOf, fresh } = currentMoment();
  const asked = waiting;
  waiting = [];
  for (let from = 0; from < asked.length; from += batchSize)
    void send(asked.slice(from, from + batchSize), asOf, fresh);
};

const send = async (group: readonly Waiting[], asOf: number, fresh: boolean) => {
  const left = new AbortController();
  const abandoned = () => {
    if (group.every(({ signal }) => signal.aborted)) left.abort();
  };
  for (const { signal } of group) signal.addEventListener('abort', abandoned, { once: true });
  const requests = countsRequests(
    group.map(({ workspace }) => workspace),
    asOf,
  );
  try {
    // A query of its own, so that a batch that fails as a whole is retried as one.
    const outcomes = await queryClient.fetchQuery({
      queryKey: ['batch', 'counts', requests],
      queryFn: () => runBatch(requests, { fresh, signal: left.signal }),
      structuralSharing: false,
      gcTime: 0,
    });
    for (const { workspace, resolve } of group) {
      const outcome = outcomes.get(workspace);
      resolve(
        outcome?.ok
          ? { ok: true, counts: readCounts(outcome.reply, asOf) }
          : { ok: false, error: outcome?.error ?? { message: 'The batch reply lacks this workspace.' } },
      );
    }
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
};

/**
 * Counts of a workspace (customerId) up to the page's moment. What is asked for in one go travels together, 50 workspaces a
 * `$batch`, the first asked for in the first. A workspace that fails fails alone: asking for it again asks for no other.
 */
export const countsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['counts', workspace],
    queryFn: ({ signal }) =>
      new Promise<CountsOutcome>((resolve, reject) => {
        if (waiting.length === 0) queueMicrotask(flush);
        waiting.push({ workspace, signal, resolve, reject });
      }),
    retry: false,
    structuralSharing: false,
    // A list of hundreds has no observer for each (use-counts.ts), which would keep them.
    gcTime: Infinity,
  });
