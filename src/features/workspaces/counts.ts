import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../../api/query-client';
import { decodeReply, runBatch } from '../../api/workspace-query';
import { currentMoment } from '../../time-range/moment';
import { presetMs } from '../../time-range/range';
import { batchSize, countsRequests } from './counts-request';

/** Width of a sparkline's slot, milliseconds. */
const slot = 6 * 3_600_000;
const slots = presetMs.P7D / slot;

const columns = { Slot: 'time', Value: 'number' } as const;

/** What the list shows about one workspace: changes of 7 days (also per slot of 6 h), machines heard from in 30 days. */
export type Counts = {
  readonly changes: number;
  readonly servers: number;
  readonly series: readonly number[];
  readonly partial: boolean;
  /** End of the 7 days, milliseconds. */
  readonly asOf: number;
};

export type CountsOutcome =
  { readonly ok: true; readonly counts: Counts } | { readonly ok: false; readonly error: unknown };

const toCounts = (reply: Parameters<typeof decodeReply>[0], asOf: number): Counts => {
  const { rows, partial } = decodeReply(reply, columns);
  const series = Array.from({ length: slots }, () => 0);
  const first = asOf - presetMs.P7D;
  let changes = 0;
  let servers = 0;
  for (const { Slot, Value } of rows) {
    const value = Value ?? 0;
    if (Slot === null) {
      servers = value;
      continue;
    }
    changes += value;
    // Slots are aligned to the clock, not to `first`: the two partial ones at the ends count to the nearest.
    const index = Math.min(slots - 1, Math.max(0, Math.floor((Slot - first) / slot)));
    series[index] = (series[index] ?? 0) + value;
  }
  return { changes, servers, series, partial: partial !== undefined, asOf };
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
          ? { ok: true, counts: toCounts(outcome.reply, asOf) }
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
  });
