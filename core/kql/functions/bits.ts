import { narrowLong } from '../cells';
import type { ScalarFunction } from '../registry';
import type { Cell } from './read';
import { num, rowFunction } from './row-function';

/** Whole numbers as 64 bits. */

const bits = (cell: Cell | undefined): bigint =>
  typeof cell === 'bigint' ? cell : BigInt(Math.trunc(Number.isFinite(num(cell)) ? num(cell) : 0));

const long = (value: bigint): number | bigint | null => narrowLong(BigInt.asIntN(64, value));

const combined = (name: string, summary: string, combine: (left: bigint, right: bigint) => bigint): ScalarFunction =>
  rowFunction({ name, params: ['value1:integer', 'value2:integer'], result: 'long', summary }, ([left, right]) =>
    long(combine(bits(left), bits(right))),
  );

const shifted = (name: string, summary: string, shift: (value: bigint, by: bigint) => bigint): ScalarFunction =>
  rowFunction({ name, params: ['value:integer', 'shift:integer'], result: 'long', summary }, ([value, by]) =>
    num(by) < 0 ? null : long(shift(bits(value), bits(by) % 64n)),
  );

export const bitFunctions: readonly ScalarFunction[] = [
  combined('binary_and', 'Bits that both numbers have.', (left, right) => left & right),
  combined('binary_or', 'Bits that either number has.', (left, right) => left | right),
  combined('binary_xor', 'Bits that just one of the numbers has.', (left, right) => left ^ right),
  rowFunction(
    { name: 'binary_not', params: ['value:integer'], result: 'long', summary: 'All bits the other way round.' },
    ([value]) => long(~bits(value)),
  ),
  shifted('binary_shift_left', 'Bits moved to the left.', (value, by) => value << by),
  shifted('binary_shift_right', 'Bits moved to the right.', (value, by) => value >> by),
  rowFunction(
    { name: 'bitset_count_ones', params: ['value:integer'], result: 'long', summary: 'Number of bits that are set.' },
    ([value]) => {
      let count = 0;
      for (let rest = BigInt.asUintN(64, bits(value)); rest > 0n; rest >>= 1n) count += Number(rest & 1n);
      return count;
    },
  ),
  rowFunction(
    {
      name: 'tohex',
      params: ['value:integer', 'minLength:integer'],
      optional: 1,
      result: 'string',
      summary: 'Hexadecimal text; a negative number as its 64 bits, or 32 where eight digits are asked for.',
    },
    ([value, minLength]) => {
      const number = bits(value);
      const digits = num(minLength);
      const width = number < 0n && digits === 8 && number >= -(2n ** 31n) ? 32 : 64;
      return BigInt.asUintN(width, number).toString(16).padStart(digits, '0');
    },
  ),
];
