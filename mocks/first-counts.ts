import { batchBody } from '#core/contract/batch-body';
import { countsRequests } from '#core/fim/counts-request';
import type { Vector } from '#core/kql/vector';
import type { FleetRows } from './fleet/fleet';
import { workspaces } from './fleet/organisation';
import { day, hour, liveStep, newestHeartbeat } from './fleet/time';

const slot = 6 * hour;
const countedTypes = new Set(['Files', 'Registry']);

/** Rows of one workspace as far as the list counts them. Times in microseconds. */
type Counted = { readonly changes: number[]; readonly heartbeats: Map<string, number> };

/**
 * The workspace list's counts, taken while the first rows are generated: the demo's first page need not wait for an engine to be loaded
 * and to count them again. A test compares them with the engine's. `now`: the fleet's moment, ms since 1970.
 */
export function createFirstCounts(now: number) {
  const counted = new Map<string, Counted>(
    workspaces.map(({ customerId }) => [customerId, { changes: [], heartbeats: new Map() }]),
  );
  return {
    /** Counts rows; to be called before they are handed over. */
    add: ({ workspace, table, batch }: FleetRows): void => {
      const found = counted.get(workspace);
      if (!found) return;
      const vectorOf = (name: string) => batch.vectors[batch.columns.findIndex((column) => column.name === name)];
      const time = numbersOf(vectorOf('TimeGenerated'));
      if (table.name === 'Heartbeat') {
        const id = textsOf(vectorOf('SourceComputerId'));
        for (let row = 0; row < batch.length; row++) found.heartbeats.set(id(row), time(row));
      } else {
        const type = textsOf(vectorOf('ConfigChangeType'));
        for (let row = 0; row < batch.length; row++) if (countedTypes.has(type(row))) found.changes.push(time(row));
      }
    },
    /** The answer to the list's `$batch` with this body, JSON; undefined to any other question. */
    answer: (body: string): string | undefined => {
      const asked = askedIn(body);
      if (!asked || asked.asOf < now - newestHeartbeat / 1000 || asked.asOf > now + liveStep) return undefined;
      const responses = asked.workspaces.map((id) => {
        const found = counted.get(id);
        return found && responseOf(id, found, asked.asOf * 1000);
      });
      return responses.every((each) => each !== undefined) ? JSON.stringify({ responses }) : undefined;
    },
  };
}

/** Workspaces and moment (ms) of a body that is the list's question about them. */
function askedIn(body: string): { readonly workspaces: readonly string[]; readonly asOf: number } | undefined {
  const parsed: {
    readonly requests?: readonly { readonly workspace?: string; readonly body?: { timespan?: string } }[];
  } = JSON.parse(body);
  const workspaces = (parsed.requests ?? []).map(({ workspace }) => workspace ?? '');
  const asOf = Date.parse(parsed.requests?.[0]?.body?.timespan?.split('/')[1] ?? '');
  if (Number.isNaN(asOf)) return undefined;
  return JSON.stringify(batchBody(countsRequests(workspaces, asOf), {})) === body ? { workspaces, asOf } : undefined;
}

const columns = [
  { name: 'Slot', type: 'datetime' },
  { name: 'Value', type: 'long' },
];

function responseOf(id: string, { changes, heartbeats }: Counted, asOf: number) {
  const slots = new Map<number, number>();
  for (const time of changes) {
    if (time < asOf - 7 * day || time >= asOf) continue;
    const start = Math.floor(time / slot) * slot;
    slots.set(start, (slots.get(start) ?? 0) + 1);
  }
  const heard = [...heartbeats.values()].filter((time) => time >= asOf - 30 * day && time < asOf);
  const rows = [
    ...[...slots].map(([start, value]) => [new Date(start / 1000).toISOString().replace('.000Z', 'Z'), value]),
    [null, heard.length],
  ];
  return { id, status: 200, body: { tables: [{ name: 'PrimaryResult', columns, rows }] } };
}

const numbersOf = (vector: Vector | undefined) => {
  if (vector?.kind !== 'number') throw new TypeError('Times are numbers.');
  return (row: number) => vector.values[row] ?? Number.NaN;
};

const textsOf = (vector: Vector | undefined) => {
  if (vector?.kind !== 'text') throw new TypeError('Names are text.');
  return (row: number) => vector.dictionary[vector.codes[row] ?? -1] ?? '';
};
