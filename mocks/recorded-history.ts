import { configurationHistory } from '#core/fim/configuration-history';
import { batchFromRows } from '#core/kql/batch';
import { parseDatetime } from '#core/kql/datetime';
import type { Batch } from '#core/kql/vector';
import { wireRows } from '#core/kql/wire';
import type { Store } from '#engine/store';
import type { HistoryRow } from './protocol';

/** Most rows a tab keeps: browsers give a tab some megabytes. */
const mostRows = 2_000;

const cellsOf = ({ columns, length, vectors }: Batch) =>
  wireRows({ columns, length, vectors }).map((row) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])),
  );

/** A store's `append` that tells every row of the configuration's history it was given, those known before included. */
export function recordedHistory(
  append: Store['append'],
  known: readonly HistoryRow[],
  onChange: (rows: readonly HistoryRow[]) => void,
): Store['append'] {
  let rows = known;
  return async (workspace, table, batch, ids, receivedAt) => {
    const outcome = await append(workspace, table, batch, ids, receivedAt);
    if (table.name === configurationHistory.name) {
      rows = [...rows, ...cellsOf(batch).map((cells) => ({ workspace, cells }))].slice(-mostRows);
      onChange(rows);
    }
    return outcome;
  };
}

const receivedAt = ({ cells }: HistoryRow) => parseDatetime(String(cells['TimeGenerated'])) ?? 0;

/** When the last of the rows a tab has kept was received, ms; 0 without any. Time must not go back at a reload. */
export const lastReceived = (rows: readonly HistoryRow[]): number =>
  rows.reduce((latest, row) => Math.max(latest, receivedAt(row) / 1000), 0);

/** Appends rows a tab has kept, each as it was received. */
export async function replayHistory(append: Store['append'], rows: readonly HistoryRow[]): Promise<void> {
  for (const row of rows) {
    const batch = batchFromRows(configurationHistory.columns, [row.cells]);
    // The server stamps these rows with the time it received them.
    await append(row.workspace, configurationHistory, batch, [undefined], receivedAt(row));
  }
}
