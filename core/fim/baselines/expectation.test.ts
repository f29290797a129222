import { expect, test } from 'vitest';
import { type RegistryType, type Rule, ruleProblem, ruleText } from './expectation';
import { isTooLong, readExpectations, writeExpectations } from './stored';

test.each<[RegistryType, Rule, string | undefined]>([
  ['REG_DWORD', { kind: 'is', value: '1' }, undefined],
  ['REG_DWORD', { kind: 'is', value: ' 0xFFFFFFFF ' }, undefined],
  ['REG_DWORD', { kind: 'is', value: '' }, 'A number is required.'],
  [
    'REG_DWORD',
    { kind: 'is', value: '1.5' },
    '"1.5" is not a whole number. Decimal (30) and hexadecimal (0x1e) both do.',
  ],
  [
    'REG_DWORD',
    { kind: 'is', value: '-1' },
    '"-1" is not a whole number. Decimal (30) and hexadecimal (0x1e) both do.',
  ],
  ['REG_DWORD', { kind: 'is', value: '4294967296' }, 'REG_DWORD holds numbers from 0 to 4294967295.'],
  ['REG_QWORD', { kind: 'is', value: '4294967296' }, undefined],
  ['REG_DWORD', { kind: 'between', least: '1', most: '30' }, undefined],
  ['REG_DWORD', { kind: 'between', least: '0x1f', most: '30' }, 'The least is larger than the most.'],
  ['REG_DWORD', { kind: 'oneOf', values: [] }, 'At least one value is required.'],
  [
    'REG_DWORD',
    { kind: 'oneOf', values: ['1', 'x'] },
    '"x" is not a whole number. Decimal (30) and hexadecimal (0x1e) both do.',
  ],
  ['REG_DWORD', { kind: 'exactly', items: ['1'] }, 'This rule does not apply to REG_DWORD.'],
  ['REG_MULTI_SZ', { kind: 'exactly', items: [] }, undefined],
  ['REG_MULTI_SZ', { kind: 'only', items: ['a\0b'] }, 'An item cannot contain the character NUL.'],
  ['REG_SZ', { kind: 'is', value: '' }, undefined],
])('%s %j: %s', (type, rule, problem) => {
  expect(ruleProblem(type, rule)).toBe(problem);
});

test('rules in words', () => {
  expect(ruleText({ kind: 'between', least: '1', most: '30' })).toBe('1 to 30');
  expect(ruleText({ kind: 'oneOf', values: ['1', '3', '5'] })).toBe('1, 3 or 5');
  expect(ruleText({ kind: 'only', items: [] })).toBe('an empty list');
});

test('expectations survive their tag, and what is not theirs is not read', () => {
  const expected = { A: { rule: { kind: 'is', value: '1' }, mayBeAbsent: true }, B: null } as const;
  const text = writeExpectations('HKLM\\Key', expected);
  expect(readExpectations('hklm\\key', text)).toEqual(expected);
  expect(readExpectations('HKLM\\Other', text)).toBeUndefined();
  for (const damaged of ['', '{', '{}', text.replace('"version":1', '"version":2'), text.replace('"is"', '"was"')]) {
    expect(readExpectations('HKLM\\Key', damaged)).toBeUndefined();
  }
});

test('a list no tag can hold is told before it is sent', () => {
  const items = Array.from({ length: 2000 }, (_, index) => `server-${String(index)}`);
  expect(isTooLong(writeExpectations('k', {}))).toBe(false);
  expect(isTooLong(writeExpectations('k', { A: { rule: { kind: 'only', items }, mayBeAbsent: false } }))).toBe(true);
});
