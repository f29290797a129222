import { bucketBounds, bucketOf, bucketStep } from '../../../../time-range/buckets';
import type { Zone } from '../../../../time-range/range';
import { formatCount } from '../../../../ui/numbers';

/** Where each row stands on an axis: its place, or -1 for none. */
export type Places = { readonly of: Int32Array; readonly labels: readonly string[]; readonly at: readonly number[] };

/** A place for each value that `read` gives, in the order they come in; none for a row without one. */
export const distinct = (
  count: number,
  read: (row: number) => { readonly key: unknown; readonly at: number; readonly label: string } | undefined,
): Places => {
  const known = new Map<unknown, number>();
  const labels: string[] = [];
  const at: number[] = [];
  const of = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const one = read(row);
    if (!one) {
      of[row] = -1;
      continue;
    }
    let place = known.get(one.key);
    if (place === undefined) {
      place = labels.length;
      known.set(one.key, place);
      labels.push(one.label);
      at.push(one.at);
    }
    of[row] = place;
  }
  return { of, labels, at };
};

/** Places renumbered: `order` names those that stay, in their new order. */
export const chosenPlaces = ({ of, labels, at }: Places, order: readonly number[]): Places => {
  const next = new Int32Array(labels.length).fill(-1);
  for (const [place, old] of order.entries()) next[old] = place;
  return {
    of: of.map((place) => (place < 0 ? -1 : (next[place] ?? -1))),
    labels: order.map((old) => labels[old] ?? ''),
    at: order.map((old) => at[old] ?? 0),
  };
};

const notDrawn = (rows: number, without: string, notes: string[]): void => {
  if (rows > 0)
    notes.push(
      rows === 1
        ? `1 row without ${without} is not drawn.`
        : `${formatCount(rows)} rows without ${without} are not drawn.`,
    );
};

/** Places of times (ms, NaN for none); more than `most` are joined into steps. */
export const timePlaces = (times: Float64Array, most: number, zone: Zone, notes: string[]): Places => {
  const missing = times.reduce((sum, time) => sum + (Number.isNaN(time) ? 1 : 0), 0);
  notDrawn(missing, 'a time', notes);
  const places = distinct(times.length, (row) => {
    const time = times[row] ?? Number.NaN;
    return Number.isNaN(time) ? undefined : { key: time, at: time, label: '' };
  });
  if (places.labels.length <= most) {
    const order = places.at.map((_, place) => place).sort((a, b) => (places.at[a] ?? 0) - (places.at[b] ?? 0));
    return chosenPlaces(places, order);
  }
  const start = places.at.reduce((least, time) => Math.min(least, time), Infinity);
  const end = places.at.reduce((last, time) => Math.max(last, time), -Infinity) + 1;
  const bounds = bucketBounds({ start, end }, bucketStep({ start, end }), zone);
  notes.push(
    `${formatCount(places.labels.length)} different times are joined into ${formatCount(bounds.length - 1)} steps.`,
  );
  return {
    of: Int32Array.from(times, (time) => (Number.isNaN(time) ? -1 : bucketOf(bounds, time))),
    labels: bounds.slice(0, -1).map(() => ''),
    at: bounds.slice(0, -1),
  };
};

/** The weightiest places in the order they came in. */
export const heaviest = (places: Places, weights: Float64Array, most: number): readonly number[] =>
  [...places.labels.keys()]
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
    .slice(0, most)
    .sort((a, b) => a - b);

/** The step of 1, 2, 2.5 or 5 times a power of ten that is not below `least`. */
const roundStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 2.5, 5].find((one) => one * power >= least) ?? 10);
};

/** Steps that many different numbers are joined into, at most. */
const mostSteps = 100;

/** Places of numbers (NaN for none); more than `most` are joined into steps of one width. */
export const numberPlaces = (
  numbers: Float64Array,
  most: number,
  words: { readonly name: string; readonly of: (value: number) => string },
  notes: string[],
): Places => {
  const missing = numbers.reduce((sum, value) => sum + (Number.isFinite(value) ? 0 : 1), 0);
  notDrawn(missing, `a number in ${words.name}`, notes);
  const places = distinct(numbers.length, (row) => {
    const at = numbers[row] ?? Number.NaN;
    return Number.isFinite(at) ? { key: at, at, label: words.of(at) } : undefined;
  });
  const order = places.at.map((_, place) => place).sort((a, b) => (places.at[a] ?? 0) - (places.at[b] ?? 0));
  if (places.labels.length <= most) return chosenPlaces(places, order);
  const first = places.at[order[0] ?? 0] ?? 0;
  const last = places.at[order.at(-1) ?? 0] ?? 0;
  // One less than there is room for: neither end of the values falls on a step. Divided first, as the difference may be too large.
  const parts = Math.min(most, mostSteps) - 1;
  const step = roundStep(Math.max(last / parts - first / parts, 1e-300));
  const start = Math.floor(first / step);
  const count = Math.floor(last / step) - start + 1;
  const edge = (at: number) => Number(((start + at) * step).toPrecision(12));
  notes.push(
    `${formatCount(places.labels.length)} different values of ${words.name} are joined into ${formatCount(count)} steps of ${words.of(step)}.`,
  );
  return {
    of: Int32Array.from(numbers, (value) => (Number.isFinite(value) ? Math.floor(value / step) - start : -1)),
    labels: Array.from({ length: count }, (_, at) => `${words.of(edge(at))} to ${words.of(edge(at + 1))}`),
    at: Array.from({ length: count }, (_, at) => edge(at)),
  };
};

/** A place of its own for each row that has an `at`: the first of them where there are more than `most`. */
export const rowPlaces = (
  numbers: Float64Array,
  most: number,
  of: (value: number) => string,
  notes: string[],
): Places => {
  const rows = [...numbers.keys()].filter((row) => Number.isFinite(numbers[row]));
  const every = Math.max(1, Math.ceil(rows.length / most));
  const drawn = rows.filter((_, index) => index % every === 0);
  if (every > 1)
    notes.push(
      `${formatCount(drawn.length)} of ${formatCount(rows.length)} points are drawn, one row in ${formatCount(every)}.`,
    );
  const missing = numbers.length - rows.length;
  notDrawn(missing, 'a place on the x axis', notes);
  const places = new Int32Array(numbers.length).fill(-1);
  for (const [place, row] of drawn.entries()) places[row] = place;
  const at = drawn.map((row) => numbers[row] ?? 0);
  return { of: places, labels: at.map(of), at };
};
