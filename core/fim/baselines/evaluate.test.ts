import { describe, expect, test } from 'vitest';
import { type Actual, type Verdict, evaluate } from './evaluate';
import type { Expectation, RegistryType, Rule } from './expectation';

const present = (data: string, type = ''): Actual => ({ state: 'present', type, data });
const rule = (wanted: Rule, mayBeAbsent = false): Expectation => ({ rule: wanted, mayBeAbsent });
const one = rule({ kind: 'is', value: '1' });
const days = rule({ kind: 'between', least: '1', most: '30' });
const audit = rule({ kind: 'oneOf', values: ['5', '0x7'] });
const exactly = rule({ kind: 'exactly', items: ['FILE01', 'print02'] });
const only = rule({ kind: 'only', items: ['file01'] });

const cases: readonly (readonly [RegistryType, Expectation, Actual, Verdict])[] = [
  ['REG_DWORD', one, present('1'), 'matches'],
  ['REG_DWORD', one, present('0x00000001', 'REG_DWORD'), 'matches'],
  ['REG_DWORD', one, present('1 (0x1)', 'Dword'), 'matches'],
  ['REG_DWORD', one, present('dword:00000001', 'REG_DWORD_LITTLE_ENDIAN'), 'matches'],
  ['REG_DWORD', one, present('0', 'REG_DWORD'), 'drift'],
  ['REG_DWORD', one, present('10', 'REG_DWORD'), 'drift'],
  ['REG_DWORD', one, present('', 'REG_DWORD'), 'drift'],
  ['REG_DWORD', one, present('yes', 'REG_DWORD'), 'drift'],
  // The right text in the wrong type is not read as a number by Windows.
  ['REG_DWORD', one, present('1', 'REG_SZ'), 'drift'],
  ['REG_DWORD', one, { state: 'absent' }, 'missing'],
  ['REG_DWORD', { ...one, mayBeAbsent: true }, { state: 'absent' }, 'matches'],
  ['REG_DWORD', { ...one, mayBeAbsent: true }, present('0'), 'drift'],
  ['REG_DWORD', one, { state: 'unknown' }, 'unknown'],
  ['REG_DWORD', { ...one, mayBeAbsent: true }, { state: 'unknown' }, 'unknown'],
  ['REG_DWORD', days, present('30'), 'matches'],
  ['REG_DWORD', days, present('0x1e'), 'matches'],
  ['REG_DWORD', days, present('1'), 'matches'],
  ['REG_DWORD', days, present('31'), 'drift'],
  ['REG_DWORD', days, present('0'), 'drift'],
  ['REG_DWORD', audit, present('7'), 'matches'],
  ['REG_DWORD', audit, present('6'), 'drift'],
  ['REG_QWORD', rule({ kind: 'is', value: '18446744073709551615' }), present('0xffffffffffffffff'), 'matches'],
  ['REG_SZ', rule({ kind: 'is', value: 'On' }), present('On', 'REG_SZ'), 'matches'],
  ['REG_SZ', rule({ kind: 'is', value: 'On' }), present('on', 'REG_SZ'), 'drift'],
  ['REG_MULTI_SZ', exactly, present('PRINT02\0file01\0\0', 'REG_MULTI_SZ'), 'matches'],
  ['REG_MULTI_SZ', exactly, present('["file01","print02"]'), 'matches'],
  ['REG_MULTI_SZ', exactly, present('file01'), 'drift'],
  ['REG_MULTI_SZ', exactly, present('file01\nprint02\nroot03'), 'drift'],
  ['REG_MULTI_SZ', only, present(''), 'matches'],
  ['REG_MULTI_SZ', only, present('FILE01'), 'matches'],
  ['REG_MULTI_SZ', only, present('file01\nroot03'), 'drift'],
];

describe('a value beside what is expected of it', () => {
  test.each(cases)('%s %j, found %j: %s', (type, expected, actual, verdict) => {
    expect(evaluate(type, expected, actual)).toBe(verdict);
  });

  test('nothing is expected of a value that is not checked', () => {
    expect(evaluate('REG_DWORD', null, present('0'))).toBe('unchecked');
    expect(evaluate('REG_DWORD', undefined, { state: 'unknown' })).toBe('unchecked');
  });
});
