import { kqlDatetime } from '#core/fim/kql-text';
import type { AbsoluteRange, Zone } from './range';
import { fromWallTime, wallTime } from './zone';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Widths that fit a clock's face or a calendar, milliseconds. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 4, 6, 12].map((count) => count * hour),
  ...[1, 2, 3, 7].map((count) => count * day),
];
const mostBuckets = 75;

/** Width of a range's buckets on the clock, milliseconds: about 60 of them make the range. Whole days are calendar days. */
export const bucketStep = ({ start, end }: AbsoluteRange): number =>
  steps.find((step) => (end - start) / step <= mostBuckets) ?? 7 * day;

/** Days since the Monday before 1970. */
const dayNumber = (year: number, month: number, date: number) => Date.UTC(year, month, date) / day + 3;

/**
 * Bounds of buckets that cover a range: bucket i is `[bounds[i], bounds[i + 1])`. They stand on clock and calendar of the zone (3-hour
 * buckets start at 0, 3, 6 ... o'clock, days at midnight, weeks on Monday), so the days on which daylight saving begins or ends have
 * a shorter or longer one.
 */
export const bucketBounds = (range: AbsoluteRange, step: number, zone: Zone): readonly number[] => {
  const first = wallTime(range.start, zone);
  const midnight = { ...first, hour: 0, minute: 0, second: 0 };
  const intoDay = ((first.hour * 60 + first.minute) * 60 + first.second) * second;
  const days = Math.max(1, Math.round(step / day));
  const boundAt =
    step < day
      ? (index: number) => {
          const seconds = (Math.floor(intoDay / step) * step + index * step) / second;
          return fromWallTime({ ...midnight, second: seconds }, zone);
        }
      : (index: number) => {
          const back = dayNumber(first.year, first.month, first.day) % days;
          return fromWallTime({ ...midnight, day: first.day - back + index * days }, zone);
        };
  const bounds: number[] = [];
  for (let index = 0; ; index++) {
    const bound = boundAt(index);
    // A skipped hour gives the same moment twice.
    if (bounds.length === 0 || bound > (bounds.at(-1) ?? 0)) bounds.push(bound);
    if (bound >= range.end) return bounds;
  }
};

const widths = [day, 12 * hour, 6 * hour, 3 * hour, 2 * hour, hour]
  .concat([30, 15, 10, 5, 2, 1].map((count) => count * minute))
  .concat([30, 15, 10, 5, 2].map((count) => count * second));

/** The widest bin, milliseconds, whose edges all bounds fall on when one of them is an edge. */
const binWidth = (bounds: readonly number[], step: number): number => {
  const [first = 0] = bounds;
  return widths.find((width) => width <= step && bounds.every((bound) => (bound - first) % width === 0)) ?? second;
};

const kqlWidth = (width: number): string =>
  width % hour === 0 ? `${width / hour}h` : width % minute === 0 ? `${width / minute}m` : `${width / second}s`;

/**
 * What a query groups by so that its bins make up the buckets, as KQL over `TimeGenerated`. Buckets of a zone's clock start where UTC's
 * do not: their bins are counted from the first bound.
 */
export const kqlBin = (bounds: readonly number[], step: number): string => {
  const width = binWidth(bounds, step);
  const [first = 0] = bounds;
  return first % width === 0
    ? `bin(TimeGenerated, ${kqlWidth(width)})`
    : `bin_at(TimeGenerated, ${kqlWidth(width)}, ${kqlDatetime(first * 1000)})`;
};

/** Index of the bucket a moment falls into, -1 outside all. */
export const bucketOf = (bounds: readonly number[], ms: number): number => {
  let low = 0;
  let high = bounds.length - 1;
  if (high < 1 || ms < (bounds[0] ?? 0) || ms >= (bounds[high] ?? 0)) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ms < (bounds[middle] ?? 0)) high = middle;
    else low = middle;
  }
  return low;
};
