import { microsPerDay, microsPerHour, microsPerMinute, microsPerSecond, type Ticks, utcMicros } from '../datetime';

/** Calendar arithmetic in UTC on microseconds since 1970. */

export type Part =
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'microsecond'
  | 'nanosecond';

const dateOf = (micros: number): Date => new Date(Math.floor(micros / 1000));

const day = (micros: number): number => Math.floor(micros / microsPerDay) * microsPerDay;

/** 1970-01-04 was a Sunday: weeks start there. */
const firstSunday = 3 * microsPerDay;
const week = (micros: number): number =>
  Math.floor((micros - firstSunday) / (7 * microsPerDay)) * 7 * microsPerDay + firstSunday;

const monthStart = (year: number, month: number): number | undefined =>
  utcMicros(year + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);

/** Start of the unit that holds a moment, `offset` units later; undefined outside the calendar. */
export const startOf = (
  unit: 'day' | 'week' | 'month' | 'year',
  micros: number,
  offset: number,
): number | undefined => {
  switch (unit) {
    case 'day':
      return day(micros) + offset * microsPerDay;
    case 'week':
      return week(micros) + offset * 7 * microsPerDay;
    case 'month': {
      const date = dateOf(micros);
      return monthStart(date.getUTCFullYear(), date.getUTCMonth() + offset);
    }
    case 'year':
      return utcMicros(dateOf(micros).getUTCFullYear() + offset, 1, 1);
  }
};

/** Last tick of the unit. */
export const endOf = (unit: 'day' | 'week' | 'month' | 'year', micros: number, offset: number): Ticks | undefined => {
  const next = startOf(unit, micros, offset + 1);
  return next === undefined ? undefined : { micros: next - 1, tenths: 9 };
};

export const dayOfYear = (micros: number): number =>
  (day(micros) - (startOf('year', micros, 0) ?? 0)) / microsPerDay + 1;

/** ISO 8601 week of the year. */
export const isoWeek = (micros: number): number => {
  const weekday = (((day(micros) / microsPerDay + 3) % 7) + 7) % 7;
  const thursday = day(micros) + (3 - weekday) * microsPerDay;
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
};

export const dayOfWeek = (micros: number): number => (day(micros) - week(micros)) / microsPerDay;

const units: Partial<Record<Part, number>> = {
  week: 7 * microsPerDay,
  day: microsPerDay,
  hour: microsPerHour,
  minute: microsPerMinute,
  second: microsPerSecond,
  millisecond: 1000,
  microsecond: 1,
};

/** Number of the part in its moment, as `datetime_part` gives it. */
export const partOf = (part: string, micros: number, tenths: number): number | null => {
  // Clock parts need no calendar, and hours of a million rows no million dates.
  const ofDay = micros - day(micros);
  switch (part) {
    case 'hour':
      return Math.floor(ofDay / microsPerHour);
    case 'minute':
      return Math.floor(ofDay / microsPerMinute) % 60;
    case 'second':
      return Math.floor(ofDay / microsPerSecond) % 60;
  }
  const date = dateOf(micros);
  const rest = micros - Math.floor(micros / microsPerSecond) * microsPerSecond;
  switch (part.toLowerCase()) {
    case 'year':
      return date.getUTCFullYear();
    case 'quarter':
      return Math.floor(date.getUTCMonth() / 3) + 1;
    case 'month':
      return date.getUTCMonth() + 1;
    case 'week_of_year':
    case 'weekofyear':
      return isoWeek(micros);
    case 'day':
      return date.getUTCDate();
    case 'dayofyear':
      return dayOfYear(micros);
    case 'hour':
      return date.getUTCHours();
    case 'minute':
      return date.getUTCMinutes();
    case 'second':
      return date.getUTCSeconds();
    case 'millisecond':
      return Math.floor(rest / 1000);
    case 'microsecond':
      return rest;
    case 'nanosecond':
      return rest * 1000 + tenths * 100;
    default:
      return null;
  }
};

/** Moment `amount` parts later; a month's end is kept within shorter months. */
export const addPart = (part: string, amount: number, micros: number): number | null => {
  const name = part.toLowerCase();
  const months =
    name === 'year' ? amount * 12 : name === 'quarter' ? amount * 3 : name === 'month' ? amount : undefined;
  if (months !== undefined) {
    const date = dateOf(micros);
    const start = monthStart(date.getUTCFullYear(), date.getUTCMonth() + months);
    const next = monthStart(date.getUTCFullYear(), date.getUTCMonth() + months + 1);
    if (start === undefined || next === undefined) return null;
    const days = Math.min(date.getUTCDate(), (next - start) / microsPerDay);
    return start + (days - 1) * microsPerDay + (micros - day(micros));
  }
  const unit = units[name as Part];
  return unit === undefined ? null : micros + amount * unit;
};

/** Boundaries of the part crossed from `right` to `left`, as `datetime_diff` counts them; `tenths` is what they differ by beyond that. */
export const differenceIn = (part: string, left: number, right: number, tenths: number): number | null => {
  const name = part.toLowerCase();
  const a = dateOf(left);
  const b = dateOf(right);
  const years = a.getUTCFullYear() - b.getUTCFullYear();
  const months = years * 12 + a.getUTCMonth() - b.getUTCMonth();
  switch (name) {
    case 'year':
      return years;
    case 'quarter':
      return years * 4 + Math.floor(a.getUTCMonth() / 3) - Math.floor(b.getUTCMonth() / 3);
    case 'month':
      return months;
    case 'week':
      return (week(left) - week(right)) / (7 * microsPerDay);
    case 'nanosecond':
      return (left - right) * 1000 + tenths * 100;
    default: {
      const unit = units[name as Part];
      return unit === undefined ? null : Math.floor(left / unit) - Math.floor(right / unit);
    }
  }
};

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const formatToken = (token: string, micros: number, tenths: number): string => {
  const date = dateOf(micros);
  const hour12 = date.getUTCHours() % 12 === 0 ? 12 : date.getUTCHours() % 12;
  const digits = pad((partOf('microsecond', micros, 0) ?? 0) * 10 + tenths, 7);
  switch (token[0]) {
    case 'y':
      return token.length <= 2
        ? pad(date.getUTCFullYear() % 100, token.length)
        : pad(date.getUTCFullYear(), token.length);
    case 'M':
      return pad(date.getUTCMonth() + 1, token.length);
    case 'd':
      return pad(date.getUTCDate(), token.length);
    case 'H':
      return pad(date.getUTCHours(), token.length);
    case 'h':
      return pad(hour12, token.length);
    case 'm':
      return pad(date.getUTCMinutes(), token.length);
    case 's':
      return pad(date.getUTCSeconds(), token.length);
    case 'f':
      return digits.slice(0, token.length);
    case 'F':
      return digits.slice(0, token.length).replace(/0+$/, '');
    default:
      return token === 'tt' ? (date.getUTCHours() < 12 ? 'AM' : 'PM') : token;
  }
};

/** `format_datetime`: y M d h H m s f F and tt; anything else stands for itself. */
export const formatPattern = (pattern: string, micros: number, tenths: number): string =>
  pattern.replaceAll(/y+|M+|d+|H+|h+|m+|s+|f+|F+|tt/g, (token) => formatToken(token, micros, tenths));

/** `format_timespan`: d (days), H or h, m, s, f and F. */
export const formatSpan = (pattern: string, micros: number, tenths: number): string => {
  const length = Math.abs(micros);
  const days = Math.floor(length / microsPerDay);
  return pattern.replaceAll(/d+|H+|h+|m+|s+|f+|F+/g, (token) => {
    const width = token.length;
    if (token[0] === 'd') return pad(days, width);
    if (token[0] === 'h' || token[0] === 'H') return pad(Math.floor(length / microsPerHour) % 24, width);
    return formatToken(token, length % microsPerHour, tenths);
  });
};
