/**
 * Safe pieces of KQL text. Everything a person or an attacker typed reaches a query only through these functions, so
 * that no value can end its literal and become an operator.
 */

const short: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Line and paragraph separators, direction controls, lone surrogates and the like: legal inside a literal, but not legible. */
const escaped = /[\\"\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const hex4 = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`;

/** The value as a KQL string literal in double quotes. Any JavaScript string survives the way into the query unchanged. */
export const kqlString = (value: string): string =>
  `"${value.replace(
    escaped,
    (found) =>
      short[found] ??
      found
        .split('')
        .map((unit) => hex4(unit.charCodeAt(0)))
        .join(''),
  )}"`;

/** `("a", "b")`, for `in` and `in~`. */
export const kqlList = (values: readonly string[]): string => `(${values.map(kqlString).join(', ')})`;

/** Microseconds since 1970 (UTC, whole) as a KQL datetime literal. Throws RangeError outside the years 1-9999. */
export const kqlDatetime = (micros: number): string => {
  const millis = Math.floor(micros / 1000);
  const rest = Math.round(micros - millis * 1000);
  const iso = new Date(millis).toISOString();
  if (iso.length !== 24) throw new RangeError(`no KQL datetime for ${micros} µs`);
  return `datetime(${iso.slice(0, 23)}${String(rest).padStart(3, '0')}Z)`;
};

const two = (value: number) => String(value).padStart(2, '0');

/** A length of microseconds (whole, not negative) as a KQL timespan literal, e.g. `time(1.00:00:00.000000)`. */
export const kqlTimespan = (micros: number): string => {
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(micros - seconds * 1e6).padStart(6, '0');
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `time(${Math.floor(seconds / 86_400)}.${clock}.${fraction})`;
};

/** Operators joined in the shape people paste: one a line. Empty ones are left out. */
export const kqlPipe = (...steps: readonly (string | undefined)[]): string =>
  steps.filter((step) => step !== undefined && step !== '').join('\n| ');
