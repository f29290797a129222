import { queryOptions } from '@tanstack/react-query';
import { decodeReply, runBatch } from '../../api/workspace-query';
import { presetMs } from '../../time-range/range';
import { countsRequests } from './counts-request';

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
  return { changes, servers, series, partial: partial !== undefined };
};

/** Counts of a group of workspaces (customerIds) in one `$batch`, by customerId. One that fails does not fail the rest. */
export const countsQuery = (workspaces: readonly string[], asOf: number, fresh: boolean) =>
  queryOptions({
    queryKey: ['batch', 'counts', workspaces, asOf],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, CountsOutcome>> => {
      const outcomes = await runBatch(countsRequests(workspaces, asOf), { fresh, signal });
      return new Map(
        workspaces.map((workspace): [string, CountsOutcome] => {
          const outcome = outcomes.get(workspace);
          if (!outcome) return [workspace, { ok: false, error: undefined }];
          return [
            workspace,
            outcome.ok ? { ok: true, counts: toCounts(outcome.reply, asOf) } : { ok: false, error: outcome.error },
          ];
        }),
      );
    },
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
