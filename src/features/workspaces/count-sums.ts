import { formatTime } from '../../time-range/zone';
import type { Zone } from '../../time-range/range';
import { formatCount } from '../../ui/numbers';

/** How the answers to counts-request.ts are read; the page's first script reads them too. */

const day = 86_400_000;
const days = 7;
/** Width of a sparkline's slot, milliseconds. */
const slot = day / 4;
const slots = (days * day) / slot;

export const countsColumns = { Slot: 'time', Value: 'number' } as const;

/** What the list shows about one workspace: changes of 7 days (also per slot of 6 h), machines heard from in 30 days. */
export type Counts = {
  readonly changes: number;
  readonly servers: number;
  readonly series: readonly number[];
  readonly partial: boolean;
  /** End of the 7 days, milliseconds. */
  readonly asOf: number;
};

type CountRow = { readonly Slot: number | null; readonly Value: number | null };

/** Adds up an answer's rows. `asOf`: the moment asked for; `partial`: the answer was cut off. */
export const sumCounts = (rows: readonly CountRow[], asOf: number, partial: boolean): Counts => {
  const series = Array.from({ length: slots }, () => 0);
  const first = asOf - days * day;
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
  return { changes, servers, series, partial, asOf };
};

/** Changes of each of the 7 days before the page's moment, oldest first, with the time each began. */
export const daysOf = ({ series, asOf }: Counts): readonly { readonly from: number; readonly changes: number }[] => {
  const perDay = series.length / days;
  return Array.from({ length: days }, (_, index) => ({
    from: asOf - (days - index) * day,
    changes: series.slice(index * perDay, (index + 1) * perDay).reduce((sum, value) => sum + value, 0),
  }));
};

/** A sparkline in words, for those who do not see it. */
export const sparklineText = (counts: Counts, zone: Zone): string =>
  `Changes per day: ${daysOf(counts)
    .map(({ from, changes }) => `${formatTime(from, zone).slice(0, 10)} ${formatCount(changes)}`)
    .join(', ')}`;

/** What the list's numbers hold up to (ms since 1970), in words. */
export const asOfText = (asOf: number, zone: Zone): string =>
  `Changes of the last 7 days, as of ${formatTime(asOf, zone)}`;
