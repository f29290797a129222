import { parseTimespanTicks } from '#core/kql/datetime';
import type { Zone } from '../../../time-range/range';
import { fromWallTime, zoneLabel } from '../../../time-range/zone';
import type { ColumnKind } from './result-table';
import type { FilterOp } from './row-filter';

type ReadValue = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

const wallPattern = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?(Z?)$/;

/** A time as a person writes it, in the zone unless it ends in Z, as the wire has it. */
const readTime = (text: string, zone: Zone): string | undefined => {
  const match = wallPattern.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', utc] = match;
  const wall = {
    year: Number(year),
    month: Number(month) - 1,
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
  };
  const ms = fromWallTime(wall, utc === 'Z' ? 'utc' : zone);
  if (Number.isNaN(ms) || wall.month > 11 || wall.day > 31 || wall.hour > 23 || wall.minute > 59 || wall.second > 59) {
    return undefined;
  }
  const digits = fraction.replace(/0+$/, '');
  return `${new Date(ms).toISOString().slice(0, 19)}${digits === '' ? '' : `.${digits}`}Z`;
};

/** What somebody typed as the value of a filter, in the form the wire has it; or why it cannot be one. */
export const readFilterValue = (text: string, op: FilterOp, kind: ColumnKind, zone: Zone): ReadValue => {
  switch (kind) {
    case 'number': {
      const isNumber = text.trim() !== '' && !Number.isNaN(Number(text.replaceAll(',', '')));
      return isNumber
        ? { ok: true, value: text.trim().replaceAll(',', '') }
        : { ok: false, message: 'Enter a number.' };
    }
    case 'time': {
      const value = readTime(text, zone);
      return value === undefined
        ? { ok: false, message: `Enter a time like 2026-11-20 12:00:00, in ${zoneLabel(zone)}.` }
        : { ok: true, value };
    }
    case 'span':
      return parseTimespanTicks(text)
        ? { ok: true, value: text.trim() }
        : { ok: false, message: 'Enter a timespan like 1.02:03:04 or 90m.' };
    case 'bool':
      return { ok: true, value: text === 'false' ? 'false' : 'true' };
    case 'text':
    case 'guid':
    case 'dynamic':
      return text === '' && (op === 'has' || op === 'lacks')
        ? { ok: false, message: 'Enter a part of the text.' }
        : { ok: true, value: text };
  }
};
