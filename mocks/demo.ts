import { configurationHistory } from '#core/fim/configuration-history';
import type { Clock, Principal } from '#core/contract/context';
import { createEngine } from '#engine/engine';
import type { Store } from '#engine/store';
import { documents as fleetDocuments } from './fleet/documents';
import type { Fleet, FleetPart, FleetRows } from './fleet/fleet';
import { createRng, guidOf } from './fleet/random';
import { liveStep, newestHeartbeat, recentFrom } from './fleet/time';
import { gatedStore } from './gated-store';
import type { DemoSettings, DocumentChanges, HistoryRow, Role } from './protocol';
import { recordedDocuments } from './recorded-documents';
import { recordedHistory, replayHistory } from './recorded-history';
import { withScenarios } from './scenarios';

export type DemoParts = {
  readonly settings: DemoSettings;
  readonly store: Store;
  readonly clock: Clock;
  /** Documents changed earlier in this tab. */
  readonly documents: DocumentChanges;
  readonly onDocuments: (changes: DocumentChanges) => void;
  /** Rows of the configuration's history added earlier in this tab. */
  readonly history: readonly HistoryRow[];
  readonly onHistory: (rows: readonly HistoryRow[]) => void;
  readonly onLoaded: (part: FleetPart, rows: number) => void;
  /** The fleet's first rows where somebody else generates them meanwhile; it is loaded here for the later ones only. */
  readonly firstRows?: () => AsyncIterable<FleetRows>;
  /** Lets waiting requests run. Called between slices of loading. */
  readonly breathe: () => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
};

export type Demo = {
  /** Answers like the server; waits until there is something to answer with. */
  readonly fetch: (request: Request, role: Role) => Promise<Response>;
  /** Fulfilled when the whole history is there. */
  readonly loaded: Promise<void>;
};

const principals = {
  owner: { name: 'demo-owner@contoso.example', objectId: guidOf('principal owner'), role: 'owner' },
  reader: { name: 'demo-reader@contoso.example', objectId: guidOf('principal reader'), role: 'reader' },
} satisfies Record<Role, Principal>;

/** Rows between two breaths: some milliseconds of work. */
const slice = 500;
/** The history is loaded when no request has run for so long, or when it was put off for `longestRest` (milliseconds). */
const quiet = 80;
const longestRest = 4000;

/** The workspace engine on a generated fleet. Starts loading at once: what a week needs first, the rest between requests. */
export function createDemo(parts: DemoParts): Demo {
  const { settings, store, clock } = parts;
  let generator: Promise<Fleet> | undefined;
  /** Loaded when its rows are wanted here: the first answers need none of it. */
  const fleet = () => (generator ??= import('./fleet/fleet').then(({ createFleet }) => createFleet(settings)));
  /** Somebody asked for older rows than there are. */
  let isWanted = false;
  let running = 0;
  let lastAnswer = 0;
  /** Documents first: names can be shown while the numbers behind them are made. */
  const documented = signal();
  /** Somebody asked for the part `history`. */
  const asked = signal();
  const parted = { first: signal(), soon: signal(), history: signal() } satisfies Record<FleetPart, unknown>;
  const wanted = (part: FleetPart) => () => {
    isWanted ||= part !== 'first';
    if (part === 'history') asked.done();
    return parted[part].promise;
  };
  const gated = gatedStore(store, {
    first: wanted('first'),
    // Not seven days to the millisecond: a page may have begun a little earlier than its worker.
    from: recentFrom(settings.now * 1000),
    now: settings.now * 1000 - newestHeartbeat,
    soon: {
      tables: new Set(['Heartbeat', 'Operation', 'MDCFileIntegrityMonitoringEvents', configurationHistory.name]),
      there: wanted('soon'),
    },
    all: wanted('history'),
  });
  const documents = recordedDocuments(store.documents, parts.documents, parts.onDocuments);
  const appendRecorded = recordedHistory(gated.append, parts.history, parts.onHistory);
  const engine = createEngine({ store: { ...gated, documents, append: appendRecorded } });
  const answer = withScenarios(engine.fetch, parts.wait, settings);
  const rng = createRng(settings.seed);

  const append = ({ workspace, table, batch, receivedAt }: FleetRows) =>
    store.append(workspace, table, batch, Array.from<undefined>({ length: batch.length }), receivedAt);

  async function* firstRows(): AsyncIterable<FleetRows> {
    if (parts.firstRows) yield* parts.firstRows();
    else yield* (await fleet()).first();
  }

  async function load() {
    for (const { id, body } of fleetDocuments(settings.scale)) await store.documents.put(id, body);
    for (const [id, body] of Object.entries(parts.documents)) {
      await (body === null ? store.documents.delete(id) : store.documents.put(id, body));
    }
    await replayHistory(store.append, parts.history);
    documented.done();
    let rows = 0;
    let rested = 0;
    let sinceBreath = 0;
    let current: FleetPart = 'first';
    const finish = () => {
      parts.onLoaded(current, rows);
      parted[current].done();
    };
    const add = async (part: FleetRows) => {
      await append(part);
      rows += part.batch.length;
      sinceBreath += part.batch.length;
      if (sinceBreath < slice) return;
      sinceBreath = 0;
      await parts.breathe();
      if (current !== 'first') rested += await rest(longestRest - rested);
    };
    for await (const part of firstRows()) await add(part);
    finish();
    current = 'soon';
    rested = await rest(longestRest);
    for (const part of (await fleet()).later()) {
      if (part.part !== current) {
        finish();
        current = part.part;
        // At a moment somebody chose, of which nothing but a look is wanted, ninety days are made when they are asked for.
        if (settings.still && current === 'history') await asked.promise;
      }
      await add(part);
    }
    finish();
  }

  const mayRest = () => !isWanted && (running > 0 || clock() - lastAnswer < quiet);

  /** Leaves the worker to the page's first requests: milliseconds waited. */
  async function rest(most: number): Promise<number> {
    const step = 20;
    let waited = 0;
    while (waited < most && mayRest()) {
      await parts.wait(step);
      waited += step;
    }
    return waited;
  }

  let lived = settings.now;
  /** Adds what happened since the last time: servers speak every minute, and changes go on. */
  async function live() {
    const now = clock();
    if (settings.still || now - lived < liveStep) return;
    // A tab that slept over midnight goes on from there.
    const from = Math.max(lived, Math.floor(now / 86_400_000) * 86_400_000);
    lived = now;
    for (const part of (await fleet()).live(from, now)) await append(part);
  }

  const loaded = load();
  loaded.catch((error: unknown) => {
    for (const waited of [documented, ...Object.values(parted)]) waited.fail(error);
  });
  return {
    loaded,
    fetch: async (request, role) => {
      running++;
      try {
        await documented.promise;
        await live();
        return await answer(request, { principal: principals[role], clock, rng });
      } finally {
        running--;
        lastAnswer = clock();
      }
    },
  };
}

const ignore = () => {};

/** A promise to fulfil from outside; its failure counts as handled until someone waits for it. */
function signal() {
  let done: () => void = ignore;
  let fail: (error: unknown) => void = ignore;
  const promise = new Promise<void>((resolve, reject) => {
    done = resolve;
    fail = reject;
  });
  promise.catch(ignore);
  return { promise, done, fail };
}
