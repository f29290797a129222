import { expect, it } from 'vitest';
import { readRegistryValue } from './registry-value';

it.each([
  ['REG_DWORD', '1', '1', '0x00000001'],
  ['REG_DWORD', '4294967295', '4294967295', '0xffffffff'],
  ['reg_dword', '0x0000000A (10)', '10', '0x0000000a'],
  ['REG_DWORD', 'dword:00000010', '16', '0x00000010'],
  ['REG_QWORD', '18446744073709551615', '18446744073709551615', '0xffffffffffffffff'],
])('%s %s in decimal and hexadecimal', (type, data, decimal, hex) =>
  expect(readRegistryValue(type, data)).toEqual({ kind: 'number', decimal, hex }),
);

it.each([
  ['REG_DWORD', '4294967296'],
  ['REG_DWORD', 'enabled'],
  ['REG_DWORD', ''],
  ['REG_BINARY', 'not hex'],
  ['REG_BINARY', 'abc'],
  ['REG_SZ', '0x10'],
  ['REG_NEW', 'x'],
])('%s %j stays the text it is', (type, data) =>
  expect(readRegistryValue(type, data)).toEqual({ kind: 'text', text: data }),
);

it.each(['a\0b c\0\0', 'a\r\nb c\n', String.raw`a\0b c\0`, '["a","b c"]'])('REG_MULTI_SZ %j is a list', (data) =>
  expect(readRegistryValue('REG_MULTI_SZ', data)).toEqual({ kind: 'list', items: ['a', 'b c'] }),
);

it.each(['4D 5A 90 00', '4d-5a-90-00', '0x4d5a9000', 'hex:4d,5a,90,00'])('REG_BINARY %s as a hex dump', (data) =>
  expect(readRegistryValue('REG_BINARY', data)).toEqual({
    kind: 'binary',
    bytes: 4,
    lines: [`0000  4d 5a 90 00${' '.repeat(12)}  MZ..`],
  }),
);

it('a dump has eight bytes a line and counts on', () => {
  const value = readRegistryValue('REG_BINARY', '41'.repeat(9));
  expect(value).toMatchObject({ kind: 'binary', bytes: 9 });
  expect(value.kind === 'binary' && value.lines.map((line) => line.slice(0, 8))).toEqual(['0000  41', '0008  41']);
});

it('REG_EXPAND_SZ says what its variables usually are', () =>
  expect(readRegistryValue('REG_EXPAND_SZ', String.raw`%SystemRoot%\a;%SystemRoot%\b;%Own%`)).toMatchObject({
    variables: [String.raw`%SystemRoot%: usually C:\Windows`, '%Own%: set per user or server'],
  }));
