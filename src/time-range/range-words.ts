import {
  type AbsoluteRange,
  type Preset,
  type TimeRange,
  type Zone,
  absoluteRange,
  longestRange,
  presetMs,
  presets,
  relativeRange,
} from './range';
import { formatTime, zoneLabel } from './zone';

/** Labels as the original page has them. */
export const presetLabels: Readonly<Record<Preset, string>> = {
  PT30M: 'Last 30 minutes',
  PT1H: 'Last 1 hour',
  PT6H: 'Last 6 hours',
  P1D: 'Last 24 hours',
  P7D: 'Last 7 days',
  P30D: 'Last 30 days',
};

/** Units of a relative range, milliseconds, the largest first. */
export const rangeUnits = [
  { unit: 'days', one: 'day', ms: 86_400_000 },
  { unit: 'hours', one: 'hour', ms: 3_600_000 },
  { unit: 'minutes', one: 'minute', ms: 60_000 },
  { unit: 'seconds', one: 'second', ms: 1000 },
] as const;

const sinceNow = (ms: number): string => {
  const { unit, one, ms: size } = rangeUnits.find((candidate) => ms % candidate.ms === 0) ?? rangeUnits[3];
  const count = ms / size;
  return `Last ${count} ${count === 1 ? one : unit}`;
};

/** `2026-11-01 00:00 to 2026-11-02 00:00`, with seconds only where there are some; the zone is the caller's to name. */
export const spanText = ({ start, end }: AbsoluteRange, zone: Zone): string => {
  const [from, to] = [formatTime(start, zone), formatTime(end, zone)];
  const length = from.endsWith(':00') && to.endsWith(':00') ? -3 : undefined;
  return `${from.slice(0, length)} to ${to.slice(0, length)}`;
};

/** What a range is called: `Last 7 days`, `2026-11-01 00:00 to 2026-11-02 00:00 UTC`. */
export const rangeLabel = (range: TimeRange, zone: Zone): string => {
  if (range.kind === 'absolute') return `${spanText(range, zone)} ${zoneLabel(zone)}`;
  const preset = presets.find((name) => presetMs[name] === range.ms);
  return preset ? presetLabels[preset] : sinceNow(range.ms);
};

/** The same inside a sentence: `in the last 7 days`, `from 2026-11-01 00:00 to 2026-11-02 00:00 UTC`. */
export const rangePhrase = (range: TimeRange, zone: Zone): string =>
  range.kind === 'absolute'
    ? `from ${rangeLabel(range, zone)}`
    : `in the ${rangeLabel(range, zone).replace(/^Last/, 'last')}`;

const steps = [...presets.map((preset) => presetMs[preset]), 90 * 86_400_000, longestRange];

/**
 * The next wider range to offer where nothing was found: the next longer one back from now, or three times an absolute one around
 * it, up to `now`. Undefined for the widest.
 */
export const wider = (range: TimeRange, now: number): TimeRange | undefined => {
  if (range.kind === 'relative') {
    const next = steps.find((ms) => ms > range.ms);
    return next === undefined ? undefined : relativeRange(next);
  }
  const length = range.end - range.start;
  const start = range.start - length;
  const end = Math.max(range.end, Math.min(range.end + length, Math.floor(now / 1000) * 1000));
  return end - start > longestRange ? undefined : absoluteRange({ start, end });
};
