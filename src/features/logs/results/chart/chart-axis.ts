import { bucketBounds } from '../../../../time-range/buckets';
import type { AbsoluteRange, Zone } from '../../../../time-range/range';
import { formatClock, formatDay, formatTime } from '../../../../time-range/zone';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps between labels, ms, that fall on a clock's face or a calendar. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28, 91, 364].map((count) => count * day),
];

/** Labels an axis has room for. */
const mostLabels = 8;

/** Where labels of a time axis stand: at most eight, at round times of the zone inside the range. */
export const timeTicks = (range: AbsoluteRange, zone: Zone): readonly number[] => {
  if (range.end <= range.start) return [range.start];
  const step = steps.find((one) => (range.end - range.start) / one <= mostLabels) ?? 3640 * day;
  return bucketBounds(range, step, zone).filter((bound) => bound >= range.start && bound <= range.end);
};

/** A moment on an axis that is so long: the day, the day and clock, or the clock. */
export const tickText = (ms: number, { start, end }: AbsoluteRange, zone: Zone): string => {
  const length = end - start;
  if (length > 300 * day) return formatDay(ms, zone);
  if (length > 6 * day) return formatDay(ms, zone).slice(5);
  if (length > 36 * hour) return `${formatDay(ms, zone).slice(5)} ${formatClock(ms, zone)}`;
  return length > 6 * minute ? formatClock(ms, zone) : formatTime(ms, zone).slice(11);
};
