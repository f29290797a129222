import { parseIsoDatetime } from './iso-datetime';

/**
 * Text forms of datetime and timespan. A Kusto tick is 100 ns; here a value is whole microseconds (UTC since 1970, or a
 * length) plus 0-9 tenths of a microsecond to add, so that ticks stay exact (until 2255, where Float64 runs out).
 */
export type Ticks = { readonly micros: number; readonly tenths: number };

export const microsPerSecond = 1_000_000;
export const microsPerMinute = 60 * microsPerSecond;
export const microsPerHour = 60 * microsPerMinute;
export const microsPerDay = 24 * microsPerHour;

const isoPattern =
  /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2})(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?)?\s*([Zz]|UTC|GMT|[+-]\d{2}:?\d{2})?$/;
const usPattern =
  /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: +(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: *([AaPp])[Mm])?)?$/;

/** Microseconds of a UTC calendar moment; undefined where a field is out of range (month 13, 30 February). */
export const utcMicros = (
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): number | undefined => {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 59) {
    return undefined;
  }
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === (hour === 24 ? date.getUTCDate() : day)
    ? date.getTime() * 1000
    : undefined;
};

const fraction = (digits: string | undefined): Ticks => {
  if (digits === undefined) return { micros: 0, tenths: 0 };
  const seven = Number(digits.padEnd(7, '0').slice(0, 7));
  return { micros: Math.floor(seven / 10), tenths: seven % 10 };
};

const offsetMicros = (zone: string | undefined): number => {
  const match = zone === undefined ? null : /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * microsPerMinute;
};

const parseIso = (text: string): Ticks | undefined => {
  const match = isoPattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, digits, zone] = match;
  const base = utcMicros(
    Number(year),
    Number(month),
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  if (base === undefined) return undefined;
  const part = fraction(digits);
  return { micros: base + part.micros - offsetMicros(zone), tenths: part.tenths };
};

const parseUs = (text: string): Ticks | undefined => {
  const match = usPattern.exec(text);
  if (!match) return undefined;
  const [, month, day, year, hour, minute, second, digits, half] = match;
  const hours = Number(hour ?? 0);
  const hour24 = half === undefined ? hours : (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  // Day and month change places where the month would not exist.
  const swap = Number(month) > 12 && Number(day) <= 12;
  const base = utcMicros(
    Number(year),
    Number(swap ? day : month),
    Number(swap ? month : day),
    hour24,
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  if (base === undefined) return undefined;
  const part = fraction(digits);
  return { micros: base + part.micros, tenths: part.tenths };
};

/** The moment a text names, in UTC unless it carries an offset; undefined where Kusto's `todatetime` gives null. */
export const parseDatetimeTicks = (input: string): Ticks | undefined => {
  const exact = parseIsoDatetime(input);
  if (exact) return exact;
  const text = input.trim();
  // A month past 12 is a day that comes first.
  const parsed = parseIso(text) ?? parseUs(text) ?? parseUs(text.replace(/^(\d{1,2})-(\d{1,2})-/, '$2-$1-'));
  if (parsed) return parsed;
  if (/^\d{4}$/.test(text)) {
    const micros = utcMicros(Number(text), 1, 1);
    return micros === undefined ? undefined : { micros, tenths: 0 };
  }
  // RFC 822 and 850 forms ("Sat, 8 Nov 2014 15:05:02 GMT").
  if (!/^(?:[A-Za-z]{3,9},? +)?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}\b/.test(text)) return undefined;
  const millis = Date.parse(/(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text} UTC`);
  return Number.isNaN(millis) ? undefined : { micros: millis * 1000, tenths: 0 };
};

/** As `parseDatetimeTicks`, in whole microseconds since 1970 (a seventh digit is cut off). */
export const parseDatetime = (text: string): number | undefined => parseDatetimeTicks(text)?.micros;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const dateAndTime = (micros: number): string => {
  const date = new Date(Math.floor(micros / microsPerSecond) * 1000);
  return `${pad(date.getUTCFullYear(), 4)}-${date.toISOString().slice(-19, -5)}`;
};

const sevenDigits = (micros: number, tenths: number): string =>
  pad((micros - Math.floor(micros / microsPerSecond) * microsPerSecond) * 10 + tenths, 7);

/** ISO 8601 as on the wire: `2021-06-02T00:18:13.317Z`, up to 7 fraction digits, trailing zeros trimmed. */
export const formatDatetime = (micros: number, tenths = 0): string => {
  const digits = sevenDigits(micros, tenths).replace(/0+$/, '');
  return `${dateAndTime(micros)}${digits === '' ? '' : `.${digits}`}Z`;
};

/** ISO 8601 as `tostring(datetime)` writes it: always 7 fraction digits. */
export const datetimeText = (micros: number, tenths = 0): string =>
  `${dateAndTime(micros)}.${sevenDigits(micros, tenths)}Z`;

const unitMicros: Readonly<Record<string, number>> = {
  d: microsPerDay,
  day: microsPerDay,
  days: microsPerDay,
  h: microsPerHour,
  hr: microsPerHour,
  hrs: microsPerHour,
  hour: microsPerHour,
  hours: microsPerHour,
  m: microsPerMinute,
  min: microsPerMinute,
  minute: microsPerMinute,
  minutes: microsPerMinute,
  s: microsPerSecond,
  sec: microsPerSecond,
  second: microsPerSecond,
  seconds: microsPerSecond,
  ms: 1000,
  milli: 1000,
  millis: 1000,
  millisec: 1000,
  millisecond: 1000,
  milliseconds: 1000,
  micro: 1,
  micros: 1,
  microsec: 1,
  microsecond: 1,
  microseconds: 1,
  tick: 0.1,
  ticks: 0.1,
};

/** Ticks of a length in (possibly fractional) microseconds, rounded to 100 ns. */
export const ticksOf = (micros: number): Ticks => {
  const whole = Math.floor(micros);
  const tenths = Math.round((micros - whole) * 10);
  return tenths === 10 ? { micros: whole + 1, tenths: 0 } : { micros: whole, tenths };
};

/** Negated length, still with 0-9 tenths to add. */
export const negateTicks = ({ micros, tenths }: Ticks): Ticks =>
  tenths === 0 ? { micros: micros === 0 ? 0 : -micros, tenths: 0 } : { micros: -micros - 1, tenths: 10 - tenths };

const clockPattern = /^(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/;

/** Length a text names: `1.02:03:04.5`, `02:03`, `1d`, `90 minutes`, or a whole number of days; undefined is null. */
export const parseTimespanTicks = (input: string): Ticks | undefined => {
  const text = input.trim();
  const negative = text.startsWith('-');
  const body = negative ? text.slice(1) : text;
  const clock = clockPattern.exec(body);
  if (clock) {
    const [, days, hours, minutes, seconds, digits] = clock;
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
    const part = fraction(digits);
    const micros =
      Number(days ?? 0) * microsPerDay +
      Number(hours) * microsPerHour +
      Number(minutes) * microsPerMinute +
      Number(seconds ?? 0) * microsPerSecond +
      part.micros;
    return negative ? negateTicks({ micros, tenths: part.tenths }) : { micros, tenths: part.tenths };
  }
  const unit = /^(\d+(?:\.\d+)?) *([A-Za-z]*)$/.exec(body);
  const factor = unit ? (unit[2] === '' ? microsPerDay : unitMicros[(unit[2] ?? '').toLowerCase()]) : undefined;
  if (!unit || factor === undefined) return undefined;
  return ticksOf(Number(unit[1]) * factor * (negative ? -1 : 1));
};

/** `[-][d.]hh:mm:ss[.fffffff]`, as on the wire and in `tostring(timespan)`. */
export const formatTimespan = (micros: number, tenths = 0): string => {
  if (micros < 0) {
    const positive = negateTicks({ micros, tenths });
    return `-${formatTimespan(positive.micros, positive.tenths)}`;
  }
  const days = Math.floor(micros / microsPerDay);
  const seconds = Math.floor((micros % microsPerDay) / microsPerSecond);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => pad(part, 2))
    .join(':');
  const digits = sevenDigits(micros, tenths);
  return `${days > 0 ? `${days}.` : ''}${clock}${digits === '0000000' ? '' : `.${digits}`}`;
};
