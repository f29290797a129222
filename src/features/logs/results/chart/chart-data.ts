import { timeFromWire } from '../../../../api/decode';
import type { Zone } from '../../../../time-range/range';
import { formatCount } from '../../../../ui/numbers';
import { shownText } from '../cell';
import { type ResultColumn, type ResultRows, isNull } from '../result-table';
import type { ChartChoice } from './chart-choice';
import { type Places, chosenPlaces, distinct, heaviest, numberPlaces, rowPlaces, timePlaces } from './chart-places';
import type { Aggregation, ChartKind } from './chart-words';

/** Places on the x axis that are drawn at most, by kind; times and numbers beyond that are joined into wider steps. */
const mostPlaces: Readonly<Record<ChartKind, number>> = {
  line: 500,
  area: 500,
  scatter: 2_000,
  column: 75,
  bar: 40,
  pie: 12,
};

/** Series that are drawn at most. */
export const mostSeries = 10;

/** A place on the x axis with a value per series; null where the series has none. `x` is ms for times. */
export type ChartPoint = {
  readonly index: number;
  readonly x: number;
  readonly label: string;
  readonly values: readonly (number | null)[];
};

export type ChartData = {
  readonly points: readonly ChartPoint[];
  readonly series: readonly string[];
  readonly axis: 'time' | 'number' | 'text';
  /** Drawn as parts of each place's sum. */
  readonly share: boolean;
  /** Some value is below zero. */
  readonly hasBelow: boolean;
  /** What is not drawn as the result has it, a sentence each. */
  readonly notes: readonly string[];
};

const isBars = (kind: ChartKind) => kind === 'column' || kind === 'bar';

const finish = (aggregation: Aggregation, sum: number, count: number, least: number, most: number): number => {
  switch (aggregation) {
    case 'sum':
      return sum;
    case 'avg':
      return sum / count;
    case 'min':
      return least;
    case 'max':
      return most;
  }
};

/**
 * Points and series of a chart over all rows of a result. Rows of one place and series are aggregated. More places or series than can be
 * told apart are joined or left out, and `notes` says so.
 */
export const chartData = (
  rows: ResultRows,
  columns: readonly ResultColumn[],
  choice: ChartChoice,
  zone: Zone,
): ChartData => {
  const notes: string[] = [];
  const columnOf = (id: string) => columns.find((column) => column.id === id);
  const x = columnOf(choice.x);
  const isPie = choice.kind === 'pie';
  const wanted = choice.y.flatMap((id) => columnOf(id) ?? []);
  const ys = isPie ? wanted.slice(0, 1) : wanted;
  const split = isPie ? undefined : columnOf(choice.split);
  if (isPie && wanted.length > 1) notes.push(`Only ${wanted[0]?.name} is drawn: a pie has one value for each slice.`);
  const most = mostPlaces[choice.kind];
  const count = rows.length;
  const valueAt = (row: number, y: number): number => {
    const column = ys[y];
    if (!column) return 1;
    const value = rows[row]?.[column.index];
    const figure = isNull(value) ? Number.NaN : Number(value);
    // Infinity has no place on an axis, and makes every sum it is in one.
    return Number.isFinite(figure) ? figure : Number.NaN;
  };
  const odd = ys.reduce(
    (sum, { index }) => sum + rows.filter((row) => !isNull(row[index]) && !Number.isFinite(Number(row[index]))).length,
    0,
  );
  if (odd > 0) notes.push(`Values that are no finite numbers (NaN, Infinity) are not drawn: ${formatCount(odd)}.`);
  const yCount = Math.max(1, ys.length);
  const weightsOf = ({ of, labels }: Places, perY: number) => {
    const weights = new Float64Array(labels.length * perY);
    for (let row = 0; row < count; row++) {
      const place = of[row] ?? -1;
      if (place < 0) continue;
      for (let y = 0; y < yCount; y++) {
        const value = valueAt(row, y);
        const slot = perY === 1 ? place : place * perY + y;
        if (!Number.isNaN(value)) weights[slot] = (weights[slot] ?? 0) + Math.abs(value);
      }
    }
    return weights;
  };

  // Places on the x axis.
  const axis = x?.kind === 'time' && !isPie ? 'time' : x?.kind === 'number' && !isPie ? 'number' : 'text';
  let places: Places;
  let rest = -1;
  if (axis !== 'text' && x) {
    const at = Float64Array.from({ length: count }, (_, row) => {
      const value = rows[row]?.[x.index];
      if (axis === 'number') return isNull(value) ? Number.NaN : Number(value);
      return typeof value === 'string' ? (timeFromWire(value) ?? Number.NaN) : Number.NaN;
    });
    const words = (value: number) => shownText(value, 'number', zone);
    if (choice.kind === 'scatter') places = rowPlaces(at, most, axis === 'number' ? words : () => '', notes);
    else if (axis === 'number') places = numberPlaces(at, most, { name: x.name, of: words }, notes);
    else places = timePlaces(at, most, zone, notes);
  } else {
    places = distinct(count, (row) => {
      const value = x ? rows[row]?.[x.index] : null;
      const label = x ? (isNull(value) ? 'null' : shownText(value, x.kind, zone) || 'empty text') : 'All rows';
      return { key: isNull(value) ? null : value, at: 0, label };
    });
    const all = places.labels.length;
    if (all > most) {
      const kept = isPie && choice.aggregation === 'sum' ? most - 1 : most;
      const before = places.of;
      places = chosenPlaces(places, heaviest(places, weightsOf(places, 1), kept));
      if (kept < most) {
        rest = kept;
        const { of } = places;
        places = {
          of: of.map((place, row) => (place < 0 && (before[row] ?? -1) >= 0 ? rest : place)),
          labels: [...places.labels, `Other (${formatCount(all - kept)})`],
          at: [...places.at, 0],
        };
      } else
        notes.push(
          `Only the ${formatCount(most)} largest of ${formatCount(all)} values of ${x?.name ?? 'x'} are drawn.`,
        );
    }
  }

  // Series: a column of numbers each, or one for each value of the column that splits.
  const parts: Places = split
    ? distinct(count, (row) => {
        const value = rows[row]?.[split.index];
        const label = isNull(value) ? 'null' : shownText(value, split.kind, zone) || 'empty text';
        return { key: isNull(value) ? null : value, at: 0, label };
      })
    : { of: new Int32Array(count), labels: [''], at: [0] };
  const names = parts.labels.flatMap((label) =>
    ys.length === 0
      ? [split ? label : 'Rows']
      : ys.map(({ id }) => (split ? (ys.length === 1 ? label : `${label} ${id}`) : id)),
  );
  const hasOther = names.length > mostSeries && choice.aggregation === 'sum';
  const keptCount = names.length <= mostSeries ? names.length : hasOther ? mostSeries - 1 : mostSeries;
  const weights = weightsOf(parts, yCount);
  const kept = [...names.keys()]
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
    .slice(0, keptCount)
    .sort((a, b) => a - b);
  if (names.length > mostSeries) {
    notes.push(
      hasOther
        ? `${formatCount(names.length - keptCount)} of ${formatCount(names.length)} series are drawn together as "Other".`
        : `Only the ${mostSeries} largest of ${formatCount(names.length)} series are drawn.`,
    );
  }
  const slotOf = new Int32Array(names.length).fill(hasOther ? keptCount : -1);
  for (const [slot, name] of kept.entries()) slotOf[name] = slot;
  const series = [...kept.map((name) => names[name] ?? ''), ...(hasOther ? ['Other'] : [])];

  const size = places.labels.length * series.length;
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  const least = new Float64Array(size).fill(Infinity);
  const largest = new Float64Array(size).fill(-Infinity);
  for (let row = 0; row < count; row++) {
    const place = places.of[row] ?? -1;
    if (place < 0) continue;
    for (let y = 0; y < yCount; y++) {
      const slot = slotOf[(parts.of[row] ?? 0) * yCount + y] ?? -1;
      const value = valueAt(row, y);
      if (slot < 0 || Number.isNaN(value)) continue;
      const cell = place * series.length + slot;
      sums[cell] = (sums[cell] ?? 0) + value;
      counts[cell] = (counts[cell] ?? 0) + 1;
      least[cell] = Math.min(least[cell] ?? value, value);
      largest[cell] = Math.max(largest[cell] ?? value, value);
    }
  }
  const points = places.labels.map(
    (label, index): ChartPoint => ({
      index,
      x: places.at[index] ?? 0,
      label,
      values: series.map((_, slot) => {
        const cell = index * series.length + slot;
        const seen = counts[cell] ?? 0;
        return seen === 0
          ? null
          : finish(choice.aggregation, sums[cell] ?? 0, seen, least[cell] ?? 0, largest[cell] ?? 0);
      }),
    }),
  );
  const below = points.filter(({ values }) => values.some((value) => (value ?? 0) < 0)).length;
  if (isPie && below > 0)
    notes.push(
      below === 1 ? '1 value below zero has no slice.' : `${formatCount(below)} values below zero have no slice.`,
    );
  const isShare = choice.share && choice.stacked && (choice.kind === 'area' || isBars(choice.kind));
  if (isShare && below > 0) notes.push('Values below zero have no share: amounts are drawn.');
  return { points, series, axis, share: isShare && below === 0, hasBelow: below > 0, notes };
};
