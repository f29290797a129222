import type { Zone } from './range';

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

type Wall = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

/** What clock and calendar of the zone show at a moment (ms since 1970). `month` is 0 to 11. */
export const wallTime = (ms: number, zone: Zone): Wall => {
  const at = new Date(ms);
  return zone === 'utc'
    ? {
        year: at.getUTCFullYear(),
        month: at.getUTCMonth(),
        day: at.getUTCDate(),
        hour: at.getUTCHours(),
        minute: at.getUTCMinutes(),
        second: at.getUTCSeconds(),
      }
    : {
        year: at.getFullYear(),
        month: at.getMonth(),
        day: at.getDate(),
        hour: at.getHours(),
        minute: at.getMinutes(),
        second: at.getSeconds(),
      };
};

/** The moment a wall time names; times that daylight saving skips move forward, out-of-range parts carry over. */
export const fromWallTime = (wall: Wall, zone: Zone): number => {
  const { year, month, day, hour, minute, second } = wall;
  return zone === 'utc'
    ? Date.UTC(year, month, day, hour, minute, second)
    : new Date(year, month, day, hour, minute, second).getTime();
};

/** `2026-11-22 13:04:05` in the zone; `''` for an unknown time. */
export const formatTime = (ms: number | null | undefined, zone: Zone): string => {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return '';
  const wall = wallTime(ms, zone);
  return `${formatDay(ms, zone)} ${pad(wall.hour)}:${pad(wall.minute)}:${pad(wall.second)}`;
};

/** `2026-11-22` in the zone. */
export const formatDay = (ms: number, zone: Zone): string => {
  const wall = wallTime(ms, zone);
  return `${pad(wall.year, 4)}-${pad(wall.month + 1)}-${pad(wall.day)}`;
};

/** `13:04` in the zone. */
export const formatClock = (ms: number, zone: Zone): string => {
  const wall = wallTime(ms, zone);
  return `${pad(wall.hour)}:${pad(wall.minute)}`;
};

/** The zone as column heads name it: `UTC` or the browser's, `Europe/Berlin`. */
export const zoneLabel = (zone: Zone): string =>
  zone === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Offset of the zone from UTC at a moment: `+01:00`. */
export const zoneOffset = (zone: Zone, ms: number): string => {
  const offset = zone === 'utc' ? 0 : -new Date(ms).getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const size = Math.abs(offset);
  return `${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`, `4 years ago`: only to stand beside an absolute time. */
export const formatAgo = (ms: number, now: number): string => {
  const seconds = Math.max(0, Math.round((now - ms) / 1000));
  if (seconds < 45) return 'just now';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h ago`;
  const days = Math.round(hours / 24);
  // Clocks that were never set say 1970 or 1601: so many days tell nobody anything.
  return days < 730 ? `${days} days ago` : `${Math.floor(days / 365.25)} years ago`;
};
