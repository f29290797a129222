import { toDataSource } from '#core/fim/data-source';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { putConfigurationItem } from '../../api/configuration';
import type { Workspace } from '../../api/workspaces';

/** How far one item is. `failed` carries what the service said. */
export type ItemState =
  | { readonly state: 'waiting' }
  | { readonly state: 'applying' }
  | { readonly state: 'applied' }
  | { readonly state: 'failed'; readonly error: unknown };

/** Items by name, in the order they are applied. */
export type Progress = ReadonlyMap<string, ItemState>;

/** Requests under way at once: quick, and far below ARM's limits for writes. */
const lanes = 4;

type Run = {
  readonly items: readonly MonitoredEntity[];
  readonly put: (item: MonitoredEntity) => Promise<unknown>;
  readonly onChange: (name: string, state: ItemState) => void;
  readonly signal: AbortSignal;
};

/** Applies items in order, a few at once. One that fails keeps its error and does not stop the others. Never rejects. */
export const applyItems = async ({ items, put, onChange, signal }: Run): Promise<void> => {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) {
      if (signal.aborted) return;
      onChange(item.name, { state: 'applying' });
      try {
        await put(item);
        onChange(item.name, { state: 'applied' });
      } catch (error) {
        onChange(item.name, { state: 'failed', error });
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

/** Stores a recommended item as it is recommended. */
export const putRecommended = (workspace: Workspace, item: MonitoredEntity): Promise<unknown> =>
  putConfigurationItem(workspace, item.name, toDataSource(item), undefined);

const keyOf = (workspace: Workspace) => `fim-enabling ${workspace.id.toLowerCase()}`;

/**
 * What was asked for survives a reload of the tab, so that the work goes on where it was. `undefined` where nothing is under way or
 * storage is off.
 */
export const rememberedChoice = (workspace: Workspace): ReadonlySet<string> | undefined => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(workspace)) ?? 'null');
    return Array.isArray(kept) ? new Set(kept.filter((name) => typeof name === 'string')) : undefined;
  } catch {
    return undefined;
  }
};

export const rememberChoice = (workspace: Workspace, names: ReadonlySet<string> | undefined): void => {
  try {
    if (names) sessionStorage.setItem(keyOf(workspace), JSON.stringify([...names]));
    else sessionStorage.removeItem(keyOf(workspace));
  } catch {
    // Storage may be off: a reload then starts with the page's own choice.
  }
};
