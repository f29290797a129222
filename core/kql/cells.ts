import { parseDatetimeTicks, parseTimespanTicks } from './datetime';
import type { Json } from './vector';

/** Conversion of one wire cell to what a vector holds. Every function answers null for what it cannot convert. */

const integerPattern = /^\s*[+-]?\d+\s*$/;
const hexPattern = /^\s*([+-])?0[xX]([0-9a-fA-F]{1,16})\s*$/;
const realPattern = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const guidPattern =
  /^\s*[({]?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})[)}]?\s*$/;

const minLong = -(2n ** 63n);
const maxLong = 2n ** 63n - 1n;

/** A long as a number, or as a bigint where a number cannot hold it exactly. */
export const narrowLong = (value: bigint): number | bigint | null => {
  if (value < minLong || value > maxLong) return null;
  const narrow = Number(value);
  return Number.isSafeInteger(narrow) ? narrow : value;
};

/** Whole number written in decimal or hexadecimal; fractions are cut off as `tolong` does. */
export const longOfText = (text: string): number | bigint | null => {
  if (integerPattern.test(text)) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : narrowLong(BigInt(text.trim().replace(/^\+/, '')));
  }
  const hex = hexPattern.exec(text);
  if (hex) {
    const value = BigInt.asIntN(64, BigInt(`0x${hex[2] ?? '0'}`));
    return narrowLong(hex[1] === '-' ? -value : value);
  }
  if (realPattern.test(text)) return longOfNumber(Number(text));
  return null;
};

export const longOfNumber = (value: number): number | bigint | null => {
  if (!Number.isFinite(value)) return null;
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole + 0 : narrowLong(BigInt(whole));
};

export const intOf = (value: number | bigint | null): number | null =>
  typeof value === 'number' && value >= -2_147_483_648 && value <= 2_147_483_647 ? value : null;

const namedReals: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Infinity,
  '+inf': Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-inf': -Infinity,
  '-infinity': -Infinity,
};

export const realOfText = (text: string): number | null => {
  if (realPattern.test(text)) return Number(text);
  return namedReals[text.trim().toLowerCase()] ?? null;
};

const maxDecimal = 10n ** 34n;

/** A decimal: whole numbers past 2^53 stay exact, up to the 34 digits Kusto keeps. */
export const decimalOfText = (text: string): number | bigint | null => {
  if (integerPattern.test(text) && !Number.isSafeInteger(Number(text))) {
    const exact = BigInt(text.trim().replace(/^\+/, ''));
    return exact < maxDecimal && exact > -maxDecimal ? exact : null;
  }
  return realPattern.test(text) ? Number(text) : null;
};

export const decimalOfCell = (cell: Json | undefined): number | bigint | null =>
  typeof cell === 'string' ? decimalOfText(cell) : realOfCell(cell);

/** A decimal in plain notation. */
export const decimalText = (value: number): string => {
  const text = String(value);
  if (!text.includes('e') || !Number.isFinite(value)) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  // `1.5e-7`: only small fractions are written so.
  const [mantissa = '', exponent = '0'] = text.replace('-', '').split('e');
  return `${value < 0 ? '-' : ''}0.${mantissa.replace('.', '').padStart(Math.abs(Number(exponent)) + mantissa.replace('.', '').length - 1, '0')}`;
};

export const boolOfText = (text: string): boolean | null => {
  const lower = text.trim().toLowerCase();
  if (lower === 'true') return true;
  if (lower === 'false') return false;
  const value = longOfText(text);
  return value === null ? null : value !== 0;
};

/** A guid in the canonical lower-case form with hyphens. */
export const guidOfText = (text: string): string | null => {
  const match = guidPattern.exec(text);
  return match ? match.slice(1, 6).join('-').toLowerCase() : null;
};

export const stringOfCell = (cell: Json | undefined): string => {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
};

export const longOfCell = (cell: Json | undefined): number | bigint | null => {
  if (typeof cell === 'number') return longOfNumber(cell);
  if (typeof cell === 'string') return longOfText(cell);
  return typeof cell === 'boolean' ? Number(cell) : null;
};

export const realOfCell = (cell: Json | undefined): number | null => {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string') return realOfText(cell);
  return typeof cell === 'boolean' ? Number(cell) : null;
};

export const boolOfCell = (cell: Json | undefined): boolean | null => {
  if (typeof cell === 'boolean') return cell;
  if (typeof cell === 'number') return cell !== 0;
  return typeof cell === 'string' ? boolOfText(cell) : null;
};

export const datetimeOfCell = (cell: Json | undefined) =>
  typeof cell === 'string' ? (parseDatetimeTicks(cell) ?? null) : null;

export const timespanOfCell = (cell: Json | undefined) =>
  typeof cell === 'string' ? (parseTimespanTicks(cell) ?? null) : null;

/** Text that is JSON becomes that JSON; other text stays a JSON string, as `parse_json` has it. */
export const jsonOfText = (text: string): Json => {
  if (text === '') return null;
  try {
    // A true boundary: JSON.parse gives exactly the values of `Json`.
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
};

export const dynamicOfCell = (cell: Json | undefined): Json =>
  typeof cell === 'string' ? jsonOfText(cell) : (cell ?? null);
