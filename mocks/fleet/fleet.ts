import { configurationChange, configurationData, heartbeat, operation } from '#core/fim/tables';
import type { TableSchema } from '#core/kql/schema';
import type { Batch, Json } from '#core/kql/vector';
import { createChangeWriter } from './change-writer';
import { documents } from './documents';
import { latestHeartbeats, newestHeartbeats, olderHeartbeats } from './heartbeats';
import { inventory } from './inventory';
import { writeLinuxDay } from './linux-day';
import { operations } from './operations';
import { writeNetlogonDrift } from './netlogon';
import { type FleetWorkspace, workspaces } from './organisation';
import type { FleetScale } from './scale';
import { createServers, type FleetServer } from './servers';
import { writeRecentEdits, writeStories } from './stories';
import { type FleetDay, day as fullDay, fleetDay, historyDays, minute, recentDays, second } from './time';
import { createTableWriter } from './table-writer';
import { writeWindowsDay } from './windows-day';

export type FleetOptions = {
  readonly seed: number;
  /** Milliseconds since 1970: the moment the fleet's history ends at. */
  readonly now: number;
  readonly scale?: FleetScale;
  /** Days of history, today included. Default 90. */
  readonly days?: number;
};

export type FleetRows = {
  /** customerId, lower case. */
  readonly workspace: string;
  readonly table: TableSchema;
  readonly batch: Batch;
  /** Microseconds since 1970. */
  readonly receivedAt: number;
  readonly part: FleetPart;
};

/**
 * Order in which rows come, each part of all workspaces: what pages need in their default range (`first`: the newest
 * heartbeat of every server and the changes of seven days), the rest of `Heartbeat` and all of `Operation` (`soon`), older
 * changes and the inventory (`history`).
 */
export type FleetPart = 'first' | 'soon' | 'history';

export type Fleet = {
  readonly documents: () => readonly { readonly id: string; readonly body: Json }[];
  /** All rows: the first ones, then the later ones. */
  readonly rows: () => Iterable<FleetRows>;
  /** Those of the part `first`. */
  readonly first: () => Iterable<FleetRows>;
  /** Those of the parts after it. */
  readonly later: () => Iterable<FleetRows>;
  /** What happens after the fleet's moment: changes and a heartbeat of [from, to), milliseconds within one UTC day. */
  readonly live: (from: number, to: number) => Iterable<FleetRows>;
  readonly servers: readonly FleetServer[];
};

/** Rows of everyday noise in the whole history, patches and stories not counted. */
const noiseRows = { default: 24_000, million: 1_095_000, 'workspaces-500': 24_000 } satisfies Record<
  FleetScale,
  number
>;
const bulk = { default: 1, million: 6, 'workspaces-500': 1 } satisfies Record<FleetScale, number>;

/**
 * The company of the demo at a moment: four subscriptions, twelve workspaces, some 300 servers and 90 days of changes. The
 * same options give the same documents and rows, everywhere.
 */
export function createFleet(options: FleetOptions): Fleet {
  const { scale = 'default', days = historyDays } = options;
  const now = options.now * 1000;
  const servers = createServers(options.seed);
  const byWorkspace = workspaces.map((workspace) => ({
    workspace,
    servers: servers.filter((server) => server.workspace === workspace),
  }));

  const changes = createTableWriter(configurationChange, 1024);
  function changesOf(members: readonly FleetServer[], day: FleetDay): Batch {
    const { ago } = day;
    const out = createChangeWriter(changes, day);
    for (const server of members) {
      if (!reports(server, ago)) continue;
      out.beginServer(server);
      const noise = (noiseRows[scale] * server.noise) / historyDays;
      if (server.os.type === 'Windows') writeWindowsDay(out, server, noise, bulk[scale]);
      else writeLinuxDay(out, server, noise, bulk[scale]);
      writeStories(out, server);
      writeNetlogonDrift(out, server);
      if (ago === 0) writeRecentEdits(out, server, now);
      out.endServer();
    }
    return out.finish();
  }

  const received = (workspace: FleetWorkspace, table: TableSchema, batch: Batch, at: number, part: FleetPart) => ({
    workspace: workspace.customerId,
    table,
    batch,
    receivedAt: Math.min(now, at),
    part,
  });

  const present = byWorkspace.filter(({ servers: members }) => members.length > 0);
  const enabled = present.filter(({ workspace }) => workspace.enabled);

  function* soon(): Iterable<FleetRows> {
    for (const { workspace, servers: members } of present) {
      yield received(workspace, heartbeat, olderHeartbeats(members, now), now - second, 'soon');
    }
    for (const { workspace, servers: members } of enabled) {
      yield received(workspace, operation, operations(members, now), now - second, 'soon');
    }
  }

  function* changesBetween(newest: number, oldest: number, part: FleetPart): Iterable<FleetRows> {
    for (let ago = newest; ago < oldest; ago++) {
      const day = fleetDay(now, ago);
      for (const { workspace, servers: members } of enabled) {
        const batch = changesOf(members, day);
        if (batch.length > 0) yield received(workspace, configurationChange, batch, day.end + 2 * minute, part);
      }
    }
  }

  function* first(): Iterable<FleetRows> {
    for (const { workspace, servers: members } of present) {
      yield received(workspace, heartbeat, newestHeartbeats(members, now), now - second, 'first');
    }
    yield* changesBetween(0, Math.min(days, recentDays), 'first');
  }

  function* later(): Iterable<FleetRows> {
    yield* soon();
    yield* changesBetween(recentDays, days, 'history');
    for (const { workspace, servers: members } of enabled) {
      yield received(workspace, configurationData, inventory(members, now), now - second, 'history');
    }
  }

  function* rows(): Iterable<FleetRows> {
    yield* first();
    yield* later();
  }

  function* live(from: number, to: number): Iterable<FleetRows> {
    const end = to * 1000;
    const today = fleetDay(now, 0);
    const day = {
      ...fleetDay(end, 0),
      from: from * 1000,
      ago: Math.floor(today.start / fullDay) - Math.floor(end / fullDay),
    };
    for (const { workspace, servers: members } of byWorkspace) {
      if (members.length === 0) continue;
      yield { ...received(workspace, heartbeat, latestHeartbeats(members, end), end, 'first'), receivedAt: end };
      const batch = workspace.enabled ? changesOf(members, day) : undefined;
      if (batch && batch.length > 0) {
        yield { ...received(workspace, configurationChange, batch, end, 'first'), receivedAt: end };
      }
    }
  }

  return { documents: () => documents(scale), rows, first, later, live, servers };
}

/** A quiet server never changes, a silent one has not since the day it last spoke. */
function reports(server: FleetServer, ago: number): boolean {
  if (server.state === 'quiet') return false;
  return typeof server.state === 'string' || ago > server.state.silentForDays;
}
