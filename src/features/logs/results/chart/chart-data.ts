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

/** What is drawn of which rows: the columns a choice names, and what it asks for. */
type Drawing = {
  readonly rows: ResultRows;
  readonly choice: ChartChoice;
  readonly x: ResultColumn | undefined;
  /** Columns of numbers; none where rows are counted. */
  readonly ys: readonly ResultColumn[];
  readonly split: ResultColumn | undefined;
  readonly axis: ChartData['axis'];
  readonly zone: Zone;
  /** Sentences are added to it. */
  readonly notes: string[];
};

const isPieOf = ({ choice }: Drawing) => choice.kind === 'pie';

const drawingOf = (rows: ResultRows, columns: readonly ResultColumn[], choice: ChartChoice, zone: Zone): Drawing => {
  const notes: string[] = [];
  const columnOf = (id: string) => columns.find((column) => column.id === id);
  const x = columnOf(choice.x);
  const isPie = choice.kind === 'pie';
  const wanted = choice.y.flatMap((id) => columnOf(id) ?? []);
  const ys = isPie ? wanted.slice(0, 1) : wanted;
  if (isPie && wanted.length > 1) notes.push(`Only ${wanted[0]?.name} is drawn: a pie has one value for each slice.`);
  const odd = ys.reduce(
    (sum, { index }) => sum + rows.filter((row) => !isNull(row[index]) && !Number.isFinite(Number(row[index]))).length,
    0,
  );
  if (odd > 0) notes.push(`Values that are no finite numbers (NaN, Infinity) are not drawn: ${formatCount(odd)}.`);
  const axis = !isPie && (x?.kind === 'time' || x?.kind === 'number') ? x.kind : 'text';
  return { rows, choice, x, ys, split: isPie ? undefined : columnOf(choice.split), axis, zone, notes };
};

/** Values of a row: one for each column of numbers, or one where rows are counted. */
const valuesPerRow = ({ ys }: Drawing) => Math.max(1, ys.length);

/** A value of a row, 1 where rows are counted; NaN where there is none to draw. */
const valueAt = ({ rows, ys }: Drawing, row: number, y: number): number => {
  const column = ys[y];
  if (!column) return 1;
  const value = rows[row]?.[column.index];
  const figure = isNull(value) ? Number.NaN : Number(value);
  // Infinity has no place on an axis, and makes every sum it is in one.
  return Number.isFinite(figure) ? figure : Number.NaN;
};

/** How much there is at each place: of all values of a row together (`perY` 1), or of each of them apart. */
const weightsOf = (drawing: Drawing, { of, labels }: Places, perY: number): Float64Array => {
  const weights = new Float64Array(labels.length * perY);
  const yCount = valuesPerRow(drawing);
  for (let row = 0; row < drawing.rows.length; row++) {
    const place = of[row] ?? -1;
    if (place < 0) continue;
    for (let y = 0; y < yCount; y++) {
      const value = valueAt(drawing, row, y);
      const slot = perY === 1 ? place : place * perY + y;
      if (!Number.isNaN(value)) weights[slot] = (weights[slot] ?? 0) + Math.abs(value);
    }
  }
  return weights;
};

/** A place for each different value of a column. */
const valuePlaces = ({ rows, zone }: Drawing, { index, kind }: ResultColumn): Places =>
  distinct(rows.length, (row) => {
    const value = rows[row]?.[index];
    const label = isNull(value) ? 'null' : shownText(value, kind, zone) || 'empty text';
    return { key: isNull(value) ? null : value, at: 0, label };
  });

/** Places of the rows on an axis of times or numbers. */
const measuredPlaces = ({ rows, choice, axis, zone, notes }: Drawing, x: ResultColumn): Places => {
  const at = Float64Array.from({ length: rows.length }, (_, row) => {
    const value = rows[row]?.[x.index];
    if (axis === 'number') return isNull(value) ? Number.NaN : Number(value);
    return typeof value === 'string' ? (timeFromWire(value) ?? Number.NaN) : Number.NaN;
  });
  const most = mostPlaces[choice.kind];
  const words = (value: number) => shownText(value, 'number', zone);
  if (choice.kind === 'scatter') return rowPlaces(at, most, axis === 'number' ? words : () => '', notes);
  if (axis === 'number') return numberPlaces(at, most, { name: x.name, of: words }, notes);
  return timePlaces(at, most, zone, notes);
};

/** Places of the rows on an axis of names: the weightiest of them, and in a pie of sums one for the others together. */
const namedPlaces = (drawing: Drawing): Places => {
  const { rows, choice, x, notes } = drawing;
  const places = x ? valuePlaces(drawing, x) : distinct(rows.length, () => ({ key: null, at: 0, label: 'All rows' }));
  const all = places.labels.length;
  const most = mostPlaces[choice.kind];
  if (all <= most) return places;
  const hasRest = isPieOf(drawing) && choice.aggregation === 'sum';
  const count = hasRest ? most - 1 : most;
  const chosen = chosenPlaces(places, heaviest(places, weightsOf(drawing, places, 1), count));
  if (!hasRest) {
    notes.push(`Only the ${formatCount(most)} largest of ${formatCount(all)} values of ${x?.name ?? 'x'} are drawn.`);
    return chosen;
  }
  return {
    of: chosen.of.map((place, row) => (place < 0 && (places.of[row] ?? -1) >= 0 ? count : place)),
    labels: [...chosen.labels, `Other (${formatCount(all - count)})`],
    at: [...chosen.at, 0],
  };
};

type Series = {
  readonly names: readonly string[];
  /** Number of the series a row's value belongs to; -1 for none that is drawn. */
  readonly of: (row: number, y: number) => number;
};

/** A series for each column of numbers, or for each value of the column that splits; the largest where there are too many. */
const seriesOf = (drawing: Drawing): Series => {
  const { rows, choice, ys, split, notes } = drawing;
  const yCount = valuesPerRow(drawing);
  const parts: Places = split
    ? valuePlaces(drawing, split)
    : { of: new Int32Array(rows.length), labels: [''], at: [0] };
  const names = parts.labels.flatMap((label) =>
    ys.length === 0
      ? [split ? label : 'Rows']
      : ys.map(({ id }) => (split ? (ys.length === 1 ? label : `${label} ${id}`) : id)),
  );
  const hasOther = names.length > mostSeries && choice.aggregation === 'sum';
  const count = names.length <= mostSeries ? names.length : hasOther ? mostSeries - 1 : mostSeries;
  const weights = weightsOf(drawing, parts, yCount);
  const kept = [...names.keys()]
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
    .slice(0, count)
    .sort((a, b) => a - b);
  if (names.length > mostSeries) {
    notes.push(
      hasOther
        ? `${formatCount(names.length - count)} of ${formatCount(names.length)} series are drawn together as "Other".`
        : `Only the ${mostSeries} largest of ${formatCount(names.length)} series are drawn.`,
    );
  }
  const slotOf = new Int32Array(names.length).fill(hasOther ? count : -1);
  for (const [slot, name] of kept.entries()) slotOf[name] = slot;
  return {
    names: [...kept.map((name) => names[name] ?? ''), ...(hasOther ? ['Other'] : [])],
    of: (row, y) => slotOf[(parts.of[row] ?? 0) * yCount + y] ?? -1,
  };
};

/** A point for each place: what the rows there come to in each series. */
const pointsOf = (drawing: Drawing, places: Places, series: Series): readonly ChartPoint[] => {
  const width = series.names.length;
  const yCount = valuesPerRow(drawing);
  const size = places.labels.length * width;
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  const least = new Float64Array(size).fill(Infinity);
  const largest = new Float64Array(size).fill(-Infinity);
  for (let row = 0; row < drawing.rows.length; row++) {
    const place = places.of[row] ?? -1;
    if (place < 0) continue;
    for (let y = 0; y < yCount; y++) {
      const slot = series.of(row, y);
      const value = valueAt(drawing, row, y);
      if (slot < 0 || Number.isNaN(value)) continue;
      const cell = place * width + slot;
      sums[cell] = (sums[cell] ?? 0) + value;
      counts[cell] = (counts[cell] ?? 0) + 1;
      least[cell] = Math.min(least[cell] ?? value, value);
      largest[cell] = Math.max(largest[cell] ?? value, value);
    }
  }
  const { aggregation } = drawing.choice;
  return places.labels.map((label, index) => ({
    index,
    x: places.at[index] ?? 0,
    label,
    values: series.names.map((_, slot) => {
      const cell = index * width + slot;
      const seen = counts[cell] ?? 0;
      return seen === 0 ? null : finish(aggregation, sums[cell] ?? 0, seen, least[cell] ?? 0, largest[cell] ?? 0);
    }),
  }));
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
  const drawing = drawingOf(rows, columns, choice, zone);
  const { axis, x, notes } = drawing;
  const places = axis !== 'text' && x ? measuredPlaces(drawing, x) : namedPlaces(drawing);
  const series = seriesOf(drawing);
  const points = pointsOf(drawing, places, series);
  const below = points.filter(({ values }) => values.some((value) => (value ?? 0) < 0)).length;
  if (isPieOf(drawing) && below > 0)
    notes.push(
      below === 1 ? '1 value below zero has no slice.' : `${formatCount(below)} values below zero have no slice.`,
    );
  const isShare = choice.share && choice.stacked && (choice.kind === 'area' || isBars(choice.kind));
  if (isShare && below > 0) notes.push('Values below zero have no share: amounts are drawn.');
  return { points, series: series.names, axis, share: isShare && below === 0, hasBelow: below > 0, notes };
};
