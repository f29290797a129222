import { parseIsoDuration } from '#core/time/iso-duration';
import * as z from 'zod/mini';

export const presets = ['PT30M', 'PT1H', 'PT6H', 'P1D', 'P7D', 'P30D'] as const;
export type Preset = (typeof presets)[number];

export const zones = ['browser', 'utc'] as const;
export type Zone = (typeof zones)[number];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const presetMs: Readonly<Record<Preset, number>> = {
  PT30M: 30 * minute,
  PT1H: hour,
  PT6H: 6 * hour,
  P1D: day,
  P7D: 7 * day,
  P30D: 30 * day,
};

/** An absolute time range `[start, end)` in milliseconds since 1970, UTC. */
export type AbsoluteRange = { readonly start: number; readonly end: number };

/**
 * The time range of a page: so far back from now (`ms`), or from one moment to another. `text` is its form in the URL; equal
 * texts are equal ranges.
 */
export type TimeRange =
  | { readonly kind: 'relative'; readonly text: string; readonly ms: number }
  | ({ readonly kind: 'absolute'; readonly text: string } & AbsoluteRange);

/** The longest and the shortest range a page takes, milliseconds. */
export const longestRange = 366 * day;
export const shortestRange = 1000;

/** A relative range of so many milliseconds (whole seconds): days where they fit, else hours, minutes or seconds. */
export const relativeRange = (ms: number): TimeRange => {
  const preset = presets.find((name) => presetMs[name] === ms);
  const text =
    preset ??
    (ms % day === 0
      ? `P${ms / day}D`
      : ms % hour === 0
        ? `PT${ms / hour}H`
        : ms % minute === 0
          ? `PT${ms / minute}M`
          : `PT${Math.round(ms / 1000)}S`);
  return { kind: 'relative', text, ms };
};

const isoText = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

export const absoluteRange = ({ start, end }: AbsoluteRange): TimeRange => ({
  kind: 'absolute',
  text: `${isoText(start)}/${isoText(end)}`,
  start,
  end,
});

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/;

const readMoment = (text: string): number => {
  const ms = moment.test(text) ? Date.parse(text) : Number.NaN;
  // Some engines read 30 February as a day in March.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 16) !== text.slice(0, 16) ? Number.NaN : ms;
};

const fits = (ms: number) => ms >= shortestRange && ms <= longestRange;

/**
 * Reads a range as the URL has it: an ISO 8601 duration back from now (`P7D`, `PT12H`), or `start/end`, both UTC
 * (`2026-11-01T00:00:00Z/2026-11-02T00:00:00Z`). Undefined for anything else and for lengths outside 1 s to 366 days.
 */
export const readTimeRange = (text: string): TimeRange | undefined => {
  const [first = '', second, ...rest] = text.split('/');
  if (rest.length > 0) return undefined;
  if (second === undefined) {
    const ms = Math.round((parseIsoDuration(first) ?? 0) / 1_000_000) * 1000;
    return fits(ms) ? relativeRange(ms) : undefined;
  }
  const [start, end] = [readMoment(first), readMoment(second)];
  return fits(end - start) ? absoluteRange({ start, end }) : undefined;
};

export const defaultRange: TimeRange = relativeRange(presetMs.P7D);

/** Search parameters every page of a workspace has: `?range=P7D&tz=utc`. `timeRangeOf` gives the meaning of `range`. */
export const rangeSearch = z.object({
  range: z.catch(z.string().check(z.refine((text) => readTimeRange(text) !== undefined)), defaultRange.text),
  tz: z.catch(z.enum(zones), 'browser'),
  /** The range that `range` was narrowed from in the chart, for the way back; empty when it was chosen. */
  was: z.catch(z.string().check(z.refine((text) => text === '' || readTimeRange(text) !== undefined)), ''),
});

/** The range a text of the URL means; the default for one that cannot be read. */
export const timeRangeOf = (text: string): TimeRange => readTimeRange(text) ?? defaultRange;

/** The moments a range means now (ms). An absolute one stays where it is. */
export const resolveRange = (range: TimeRange, now: number): AbsoluteRange =>
  range.kind === 'absolute' ? { start: range.start, end: range.end } : { start: now - range.ms, end: now };

/** The range a preset means at a moment. */
export const resolvePreset = (preset: Preset, now: number): AbsoluteRange => ({
  start: now - presetMs[preset],
  end: now,
});

/** A range as the query API's `timespan`: ISO 8601 `start/end`. */
export const timespanOf = (range: AbsoluteRange): string =>
  `${new Date(range.start).toISOString()}/${new Date(range.end).toISOString()}`;

/**
 * Tells windows apart in cache keys: the range, and the moment it is read at, without which refreshing an absolute range would change
 * nothing.
 */
export const windowKey = (window: AbsoluteRange & { readonly asOf?: number }): string =>
  `${timespanOf(window)} ${window.asOf ?? ''}`;
