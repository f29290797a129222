import { type AgentHeartbeatDetail, awayAfter } from '#core/fim/agent-status';
import type { Json } from '#core/kql/vector';

export type HeartbeatRow = {
  readonly SourceComputerId: string;
  readonly Computer: string;
  readonly TimeGenerated: number | null;
  readonly Detail_CF: Json;
};

export type OperationRow = {
  readonly TimeGenerated: number | null;
  readonly SourceComputerId: string;
  readonly Computer: string;
  readonly OperationStatus: string;
  readonly Detail: string;
  readonly Detail_CF: Json;
};

/** One of our agents as it last described itself. */
export type Agent = {
  readonly id: string;
  readonly computer: string;
  /** Time of its last heartbeat, milliseconds since 1970. */
  readonly lastSeen: number;
  readonly away: boolean;
  readonly state: AgentHeartbeatDetail['state'];
  readonly items: number;
  readonly itemsReady: number;
  readonly unreadable: number;
};

const states = ['starting', 'baselining', 'watching', 'disabled'] as const;

const fieldOf = (value: Json, key: string): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[key] ?? null) : null;
const numberOf = (value: Json, key: string): number => {
  const field = fieldOf(value, key);
  return typeof field === 'number' ? field : 0;
};

/**
 * Agents that describe themselves (`Heartbeat.Detail_CF`), from the last heartbeat of each machine. Machines with another
 * collector say nothing about themselves, so nothing is concluded about them.
 */
export const agentsOf = (heartbeats: readonly HeartbeatRow[], now: number): readonly Agent[] =>
  heartbeats.flatMap((row) => {
    const state = states.find((one) => one === fieldOf(row.Detail_CF, 'state'));
    if (state === undefined || row.TimeGenerated === null) return [];
    return [
      {
        id: row.SourceComputerId,
        computer: row.Computer,
        lastSeen: row.TimeGenerated,
        away: now - row.TimeGenerated > awayAfter,
        state,
        items: numberOf(row.Detail_CF, 'items'),
        itemsReady: numberOf(row.Detail_CF, 'itemsReady'),
        unreadable: numberOf(row.Detail_CF, 'unreadable'),
      },
    ];
  });

export type UnreadablePath = {
  readonly computer: string;
  readonly path: string;
  readonly reason: string;
  readonly since: number;
};

/** Paths whose last word was `Unreadable`, from `Operation` rows in any order; newest first. */
export const unreadableOf = (operations: readonly OperationRow[]): readonly UnreadablePath[] => {
  const last = new Map<string, { readonly status: string; readonly entry: UnreadablePath }>();
  for (const row of operations) {
    const path = fieldOf(row.Detail_CF, 'path');
    const reason = fieldOf(row.Detail_CF, 'reason');
    if (typeof path !== 'string' || row.TimeGenerated === null) continue;
    const key = JSON.stringify([row.SourceComputerId, path]);
    const known = last.get(key);
    if (known && known.entry.since > row.TimeGenerated) continue;
    const entry = {
      computer: row.Computer,
      path,
      reason: typeof reason === 'string' ? reason : row.Detail,
      since: row.TimeGenerated,
    };
    last.set(key, { status: row.OperationStatus, entry });
  }
  return [...last.values()]
    .filter(({ status }) => status === 'Unreadable')
    .map(({ entry }) => entry)
    .toSorted((a, b) => b.since - a.since);
};
