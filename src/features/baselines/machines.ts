import type { Actual } from '#core/fim/baselines/evaluate';
import type { ChangeRow, HeartbeatRow, ValueRow } from './queries';

/** The last change of a value. Times are ms since 1970, UTC. */
export type LastChange = {
  readonly time: number;
  readonly category: string;
  readonly previous: string;
};

/** What is known of a value on a machine. */
export type Known = {
  readonly actual: Actual;
  readonly change: LastChange | undefined;
  /** Key and value name as the machine's rows write them: what the filter of the Changes tab has to ask for. */
  readonly key: string;
  readonly valueName: string;
};

export type Machine = {
  /** `SourceComputerId`. */
  readonly id: string;
  readonly name: string;
  /** Name of the operating system. */
  readonly os: string;
  readonly lastHeartbeat: number | null;
  /** When the key's inventory was last collected; null where it never was. */
  readonly collectedAt: number | null;
  /** By value name in lower case. */
  readonly values: ReadonlyMap<string, Known>;
  /** Values that are on no row: absent where the key was collected as a whole. */
  readonly others: Actual;
};

/** Which values of the key the configuration has collected: all, or those named (lower case). */
export type Watched = 'all' | ReadonlySet<string>;

const byServer = <R extends { readonly SourceComputerId: string }>(rows: readonly R[]): ReadonlyMap<string, R[]> => {
  const found = new Map<string, R[]>();
  for (const row of rows) {
    const known = found.get(row.SourceComputerId);
    if (known) known.push(row);
    else found.set(row.SourceComputerId, [row]);
  }
  return found;
};

const removed = 'Removed';

/** The newer of the inventory and the last change says what a value is now. `gone`: when its whole key was last removed. */
const knownOf = (stored: ValueRow | undefined, change: ChangeRow | undefined, gone: number): Known | undefined => {
  const row = change && (!stored || (change.TimeGenerated ?? 0) > (stored.TimeGenerated ?? 0)) ? change : stored;
  if (!row) return undefined;
  const isAbsent = (row === change && change.ChangeCategory === removed) || (row.TimeGenerated ?? 0) < gone;
  return {
    actual: isAbsent ? { state: 'absent' } : { state: 'present', type: row.ValueType, data: row.ValueData },
    change: change && {
      time: change.TimeGenerated ?? 0,
      category: change.ChangeCategory,
      previous: change.PreviousValueData,
    },
    key: row.RegistryKey,
    valueName: row.ValueName,
  };
};

/** By value name in lower case: the newest row of each, whatever spelling it uses. */
const newest = <R extends ValueRow>(rows: readonly R[]): ReadonlyMap<string, R> =>
  new Map(
    rows
      .toSorted((a, b) => (a.TimeGenerated ?? 0) - (b.TimeGenerated ?? 0))
      .map((row) => [row.ValueName.toLowerCase(), row]),
  );

const valuesOf = (inventory: readonly ValueRow[], changes: readonly ChangeRow[]): ReadonlyMap<string, Known> => {
  const [stored, changed] = [newest(inventory), newest(changes)];
  // A change of the key itself has no value name.
  const ofKey = changed.get('');
  const gone = ofKey?.ChangeCategory === removed ? (ofKey.TimeGenerated ?? 0) : -Infinity;
  const values = new Map<string, Known>();
  for (const name of new Set([...stored.keys(), ...changed.keys()])) {
    const known = knownOf(stored.get(name), changed.get(name), gone);
    if (known) values.set(name, known);
  }
  return values;
};

/**
 * The Windows servers of a workspace and what is known of a key's values on each. A server none of whose rows is an inventory of the
 * key has not collected it: nothing can be said of values that no change names.
 */
export const toMachines = (
  servers: readonly HeartbeatRow[],
  inventory: readonly ValueRow[],
  changes: readonly ChangeRow[],
): readonly Machine[] => {
  const [stored, changed] = [byServer(inventory), byServer(changes)];
  return servers.map(({ SourceComputerId: id, Computer, OSName, TimeGenerated }) => {
    const own = stored.get(id) ?? [];
    return {
      id,
      name: Computer || id,
      os: OSName,
      lastHeartbeat: TimeGenerated,
      collectedAt: own.length === 0 ? null : Math.max(...own.map((row) => row.TimeGenerated ?? 0)),
      values: valuesOf(own, changed.get(id) ?? []),
      others: { state: own.length === 0 ? 'unknown' : 'absent' },
    };
  });
};

/** What is known of a value, and nothing where the configuration does not have it collected. */
export const actualOf = (machine: Machine, valueName: string, watched: Watched): Actual => {
  const name = valueName.toLowerCase();
  const known = machine.values.get(name);
  if (known) return known.actual;
  return watched === 'all' || watched.has(name) ? machine.others : { state: 'unknown' };
};
