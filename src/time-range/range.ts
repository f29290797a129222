import * as z from 'zod/mini';

export const presets = ['PT30M', 'PT1H', 'PT6H', 'P1D', 'P7D', 'P30D'] as const;
export type Preset = (typeof presets)[number];
export const defaultPreset: Preset = 'P7D';

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

/** Labels as the original page has them. */
export const presetLabels: Readonly<Record<Preset, string>> = {
  PT30M: 'Last 30 minutes',
  PT1H: 'Last 1 hour',
  PT6H: 'Last 6 hours',
  P1D: 'Last 24 hours',
  P7D: 'Last 7 days',
  P30D: 'Last 30 days',
};

/** Search parameters every page of a workspace has: `?range=P7D&tz=utc`. */
export const rangeSearch = z.object({
  range: z.catch(z.enum(presets), defaultPreset),
  tz: z.catch(z.enum(zones), 'browser'),
});

/** An absolute time range `[start, end)` in milliseconds since 1970, UTC. */
export type AbsoluteRange = { readonly start: number; readonly end: number };

/** The range a preset means at a moment. */
export const resolvePreset = (preset: Preset, now: number): AbsoluteRange => ({
  start: now - presetMs[preset],
  end: now,
});

/** A range as the query API's `timespan`: ISO 8601 `start/end`. */
export const timespanOf = (range: AbsoluteRange): string =>
  `${new Date(range.start).toISOString()}/${new Date(range.end).toISOString()}`;
