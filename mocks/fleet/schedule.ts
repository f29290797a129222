import { hashParts } from './random';
import { day, type FleetDay, historyDays, weekday } from './time';

/**
 * When something recurs on one server: every day has a number of occurrences that follows from `salt` and the day alone.
 * So a day can be generated without the days before it, and still each occurrence knows the one before.
 */
export type Schedule = {
  readonly salt: number;
  /** Mean occurrences on a working day. */
  readonly mean: number;
  /** Share of `mean` on Saturday and Sunday. */
  readonly weekend: number;
};

export type Occurrence = {
  /** Microseconds, within the day. */
  readonly time: number;
  /** Names this occurrence in all of time; what it wrote is derived from this. */
  readonly version: number;
  /** The version before, 0 when there was none within a history. */
  readonly previous: number;
};

const mostPerDay = 4096;

function countOn(schedule: Schedule, dayNumber: number): number {
  const isWeekend = weekday(dayNumber) % 6 === 0;
  const mean = schedule.mean * (isWeekend ? schedule.weekend : 1);
  const count = Math.floor(mean) + (hashParts(schedule.salt, dayNumber) / 4294967296 < mean % 1 ? 1 : 0);
  return Math.min(count, mostPerDay - 1);
}

/** The last version on or before a day, 0 when there is none within a history. */
export function lastVersion(schedule: Schedule, dayNumber: number): number {
  for (let number = dayNumber; number > dayNumber - historyDays; number--) {
    const count = countOn(schedule, number);
    if (count > 0) return number * mostPerDay + count;
  }
  return 0;
}

/** Occurrences of a day in order of time, spread over [from, to) of the day (shares of 24 hours). */
export function occurrences(schedule: Schedule, on: FleetDay, from = 0, to = 1): readonly Occurrence[] {
  const count = countOn(schedule, on.number);
  if (count === 0) return [];
  const before = lastVersion(schedule, on.number - 1);
  return Array.from({ length: count }, (_, index) => {
    const within = (index + hashParts(schedule.salt, on.number, index) / 4294967296) / count;
    return {
      time: on.start + (from + (to - from) * within) * day,
      version: on.number * mostPerDay + index + 1,
      previous: index === 0 ? before : on.number * mostPerDay + index,
    };
  });
}
