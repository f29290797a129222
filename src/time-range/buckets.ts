import type { AbsoluteRange, Preset, Zone } from './range';
import { fromWallTime, wallTime } from './zone';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Width of a bucket on the clock, milliseconds: about 60 of them make a range. */
export const bucketStep: Readonly<Record<Preset, number>> = {
  PT30M: 30 * second,
  PT1H: minute,
  PT6H: 5 * minute,
  P1D: 30 * minute,
  P7D: 3 * hour,
  P30D: 12 * hour,
};

/**
 * Bounds of buckets that cover a range: bucket i is `[bounds[i], bounds[i + 1])`. They stand on the clock of the zone (3-hour
 * buckets start at 0, 3, 6 ... o'clock), so the days on which daylight saving begins or ends have a shorter or longer one.
 */
export const bucketBounds = (range: AbsoluteRange, step: number, zone: Zone): readonly number[] => {
  const first = wallTime(range.start, zone);
  const midnight = { ...first, hour: 0, minute: 0, second: 0 };
  const intoDay = ((first.hour * 60 + first.minute) * 60 + first.second) * second;
  let seconds = (Math.floor(intoDay / step) * step) / second;
  const bounds: number[] = [];
  for (;;) {
    const bound = fromWallTime({ ...midnight, second: seconds }, zone);
    // A skipped hour gives the same moment twice.
    if (bounds.length === 0 || bound > (bounds.at(-1) ?? 0)) bounds.push(bound);
    if (bound >= range.end) return bounds;
    seconds += step / second;
  }
};

const widths = [12 * hour, 6 * hour, 3 * hour, hour, 30 * minute, 15 * minute, 5 * minute, minute, 30 * second];

/** The widest bin of UTC time, milliseconds, whose edges all bounds fall on: what the query groups by. */
export const binWidth = (bounds: readonly number[], step: number): number =>
  widths.find((width) => width <= step && bounds.every((bound) => bound % width === 0)) ?? second;

/** A width as a KQL timespan literal. */
export const kqlWidth = (width: number): string =>
  width % hour === 0 ? `${width / hour}h` : width % minute === 0 ? `${width / minute}m` : `${width / second}s`;

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
