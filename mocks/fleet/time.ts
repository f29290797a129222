import { remembered } from './random';

/** Units of the fleet: microseconds since 1970, UTC, as columns hold them. */
export const second = 1_000_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** No heartbeat of the fleet is later than this before its moment. */
export const newestHeartbeat = 3 * second;

/** How often the living fleet is moved on, milliseconds. */
export const liveStep = 15_000;

/** Days of history, today included. */
export const historyDays = 90;

/** A UTC day of the history: `ago` 0 is today. `number` counts days since 1970, so that it names the same day in every fleet. */
export type FleetDay = {
  readonly ago: number;
  readonly number: number;
  readonly start: number;
  /** Rows are written for [from, end): the whole day, or what of it has passed. */
  readonly from: number;
  readonly end: number;
};

/** The day `ago` days before the one `now` (microseconds) falls in, cut off at `now`. */
export function fleetDay(now: number, ago: number): FleetDay {
  const number = Math.floor(now / day) - ago;
  return { ago, number, start: number * day, from: number * day, end: Math.min((number + 1) * day, now) };
}

/** Days whose changes come first: a range of seven days reaches into the seventh day before today. */
export const recentDays = 8;

/** What comes first reaches back to here (microseconds); `now`: the fleet's moment. */
export const recentFrom = (now: number): number => fleetDay(now, recentDays - 1).start;

/** 0 Sunday to 6 Saturday. */
export const weekday = (dayNumber: number) => (dayNumber + 4) % 7;

function secondTuesday(year: number, month: number): number {
  const first = Date.UTC(year, month, 1) / 86_400_000;
  return first + ((2 - weekday(first) + 7) % 7) + 7;
}

/** The last "patch Tuesday", second Tuesday of a month, on or before the day, as a day number. */
export const patchTuesday = remembered((dayNumber) => {
  const date = new Date(dayNumber * 86_400_000);
  const tuesday = secondTuesday(date.getUTCFullYear(), date.getUTCMonth());
  return tuesday <= dayNumber ? tuesday : secondTuesday(date.getUTCFullYear(), date.getUTCMonth() - 1);
}, 2048);
