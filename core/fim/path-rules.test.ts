import { expect, test } from 'vitest';
import { checkPath } from './path-rules';

const codes = (...args: Parameters<typeof checkPath>) => checkPath(...args).map(({ code }) => code);

test.each([
  ['linuxFiles', '/etc/*.conf'],
  ['linuxFiles', '/etc/init.d/'],
  ['linuxFiles', '/srv/data?'],
  ['linuxFiles', '/opt/with space/…'],
  ['windowsFiles', String.raw`C:\folder\file*`],
  ['windowsFiles', String.raw`%winDir%\System32\*.*`],
  ['windowsFiles', 'C:/autoexec.bat'],
  ['windowsRegistry', String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\hivelist`],
  ['windowsRegistry', String.raw`HKCR\*\shellex`],
] as const)('%s may watch %s', (kind, path) => {
  expect(codes(kind, path)).toEqual([]);
});

test.each([
  ['linuxFiles', '', 'PathRequired'],
  ['linuxFiles', '   ', 'PathRequired'],
  ['linuxFiles', 'etc/hosts', 'NotAbsolute'],
  ['linuxFiles', '/srv/*/x', 'WildcardNotInLastSegment'],
  ['linuxFiles', '/srv/*/', undefined],
  ['linuxFiles', '/srv/../etc', 'RelativeSegment'],
  ['linuxFiles', '/srv/a\nb', 'ControlCharacter'],
  ['linuxFiles', '/*', 'VeryGeneral'],
  ['windowsFiles', String.raw`\\server\share\x`, 'NotAbsolute'],
  ['windowsFiles', String.raw`C:\*\x`, 'WildcardNotInLastSegment'],
  ['windowsFiles', String.raw`c:\*.*`, 'VeryGeneral'],
  ['windowsRegistry', String.raw`SOFTWARE\Microsoft`, 'HiveRequired'],
] as const)('%s %s breaks %s', (kind, path, code) => {
  expect(codes(kind, path)).toEqual(code === undefined ? [] : [code]);
});

test('a very general path is a warning, not an error', () => {
  expect(checkPath('linuxFiles', '/')).toMatchObject([{ severity: 'warning' }]);
});
