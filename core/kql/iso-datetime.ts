/** Days of each month, from January of a common year. */
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days before each month of a common year. */
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Number of `count` digits from `at`; negative or NaN where one is no digit. */
const digits = (text: string, at: number, count: number): number => {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days from 1970 to the first of January. */
const daysToYear = (year: number): number => {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 719_162;
};

/**
 * Microseconds since 1970, and tenths of one to add, of exactly `YYYY-MM-DDTHH:MM:SS[.fffffff]Z`: the form programs write
 * and uploads are full of. Undefined for everything else, which may still be a datetime.
 */
export const parseIsoDatetime = (text: string): { readonly micros: number; readonly tenths: number } | undefined => {
  const { length } = text;
  if (length < 20 || length > 28 || length === 21) return undefined;
  if (
    text[4] !== '-' ||
    text[7] !== '-' ||
    text[10] !== 'T' ||
    text[13] !== ':' ||
    text[16] !== ':' ||
    text[length - 1] !== 'Z' ||
    (length > 20 && text[19] !== '.')
  )
    return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  const leap = isLeap(year);
  const longest = month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0);
  if (!(year >= 1 && day >= 1 && day <= longest && hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  let ticks = 0;
  if (length > 20) {
    const count = length - 21;
    ticks = digits(text, 20, count) * 10 ** (7 - count);
    if (Number.isNaN(ticks)) return undefined;
  }
  const days = daysToYear(year) + (daysBefore[month - 1] ?? 0) + (leap && month > 2 ? 1 : 0) + day - 1;
  const seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
  const micros = Math.floor(ticks / 10);
  return { micros: seconds * 1_000_000 + micros, tenths: ticks - micros * 10 };
};
