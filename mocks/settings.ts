import { isJsonObject } from '#core/contract/json-object';
import type { Json } from '#core/kql/vector';
import { fleetScales } from './fleet/scale';
import { demoSeed } from './fleet/seed';
import type { DemoSettings, DocumentChanges, HistoryRow, Role } from './protocol';

/** What the demo keeps for a tab: `sessionStorage`, or nothing where that is blocked. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keys = {
  seed: 'fim-demo-seed',
  now: 'fim-demo-now',
  scenario: 'fim-demo-scenario',
  failOnce: 'fim-demo-fail-once',
  force: 'fim-demo-force',
  role: 'fim-demo-role',
  documents: 'fim-demo-documents',
  history: 'fim-demo-history',
} as const;

/**
 * Settings of the demo: `?demoSeed=`, `?demoNow=` (ISO time), `?scenario=` (`million`, `workspaces-500`), `?failOnce=` and `?force=`
 * (see `DemoSettings`) where the URL has them, else what the
 * tab kept, else the clock (`now`, milliseconds). What the URL gave is kept, so that links inside the app need not carry it.
 */
export function readSettings(search: string, storage: TabStorage, now: number): DemoSettings {
  const parameters = new URLSearchParams(search);
  const value = (name: string, key: string) => {
    const given = parameters.get(name);
    if (given !== null) storage.setItem(key, given);
    return given ?? storage.getItem(key);
  };
  const seed = Number(value('demoSeed', keys.seed) ?? Number.NaN);
  const failOnce = value('failOnce', keys.failOnce) ?? '';
  const force = value('force', keys.force) ?? '';
  const scenario = value('scenario', keys.scenario);
  const chosen = Date.parse(value('demoNow', keys.now) ?? '');
  return {
    seed: Number.isSafeInteger(seed) ? seed : demoSeed,
    now: Number.isNaN(chosen) ? now : chosen,
    still: !Number.isNaN(chosen),
    ...(failOnce !== '' && { failOnce }),
    ...(force !== '' && { force }),
    scale: fleetScales.find((scale) => scale === scenario) ?? 'default',
  };
}

export const readRole = (storage: TabStorage): Role => (storage.getItem(keys.role) === 'reader' ? 'reader' : 'owner');
export const keepRole = (storage: TabStorage, role: Role) => storage.setItem(keys.role, role);

/** Documents changed earlier in this tab; none where what is kept cannot be read. */
export function readDocuments(storage: TabStorage): DocumentChanges {
  try {
    const kept: Json = JSON.parse(storage.getItem(keys.documents) ?? '{}');
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

export const keepDocuments = (storage: TabStorage, documents: DocumentChanges) =>
  storage.setItem(keys.documents, JSON.stringify(documents));

const isHistoryRow = (value: unknown): value is HistoryRow =>
  isJsonObject(value) && typeof value['workspace'] === 'string' && isJsonObject(value['cells']);

/** Rows of the configuration's history from earlier in this tab; none where what is kept cannot be read. */
export function readHistory(storage: TabStorage): readonly HistoryRow[] {
  try {
    const kept: Json = JSON.parse(storage.getItem(keys.history) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isHistoryRow) : [];
  } catch {
    return [];
  }
}

export const keepHistory = (storage: TabStorage, rows: readonly HistoryRow[]) =>
  storage.setItem(keys.history, JSON.stringify(rows));

/** Forgets what was changed in this tab. */
export function forgetChanges(storage: TabStorage) {
  storage.removeItem(keys.documents);
  storage.removeItem(keys.history);
  storage.removeItem(keys.role);
}

/** `sessionStorage`, or a memory that lasts until the next load where the browser blocks it. */
export function tabStorage(): TabStorage {
  try {
    const { sessionStorage } = globalThis;
    sessionStorage.getItem(keys.seed);
    return sessionStorage;
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
  }
}
