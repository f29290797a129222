import type { Zone } from '../../time-range/range';
import { formatClock, formatDay, formatTime } from '../../time-range/zone';
import type { Bucket } from './queries';

const hour = 3_600_000;

const lengthOf = (buckets: readonly Bucket[]) => (buckets.at(-1)?.end ?? 0) - (buckets[0]?.start ?? 0);

/** Where labels of the time axis stand: at midnight for more than a day and a half, else every so many buckets. */
export const tickStarts = (buckets: readonly Bucket[], zone: Zone): number[] => {
  const isLong = lengthOf(buckets) > 36 * hour;
  const days = isLong ? buckets.filter(({ start }) => formatClock(start, zone) === '00:00') : buckets;
  const every = Math.max(1, Math.ceil(days.length / (isLong ? 8 : 6)));
  return days.filter((_, index) => index % every === 0).map(({ start }) => start);
};

/** A moment on the axis: month and day, the clock, or the clock to the second for ranges of minutes. */
export const tickText = (ms: number, buckets: readonly Bucket[], zone: Zone): string => {
  const length = lengthOf(buckets);
  if (length > 36 * hour) return formatDay(ms, zone).slice(5);
  return length > hour / 10 ? formatClock(ms, zone) : formatTime(ms, zone).slice(11);
};

/** From the start of a bucket to the end of another: `2026-11-19 21:00 to 2026-11-20 00:00`. */
export const bucketSpan = (from: Bucket, to: Bucket, zone: Zone): string => {
  const [start, end] = [formatTime(from.start, zone), formatTime(to.end, zone)];
  const sameDay = formatDay(from.start, zone) === formatDay(to.end - 1, zone) && !end.endsWith('00:00:00');
  const length = start.endsWith(':00') && end.endsWith(':00') ? -3 : undefined;
  return `${start.slice(0, length)} to ${(sameDay ? end.slice(11) : end).slice(0, length)}`;
};

/** The whole seconds that a run of buckets covers inside the window the page shows. */
export const narrowed = (
  from: Bucket,
  to: Bucket,
  window: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } => ({
  start: Math.floor(Math.max(from.start, window.start) / 1000) * 1000,
  end: Math.ceil(Math.min(to.end, window.end) / 1000) * 1000,
});
