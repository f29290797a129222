import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPath, pathRules } from './path-rules';

const codes = (...args: Parameters<typeof checkPath>) =>
  checkPath(...args)
    .filter(({ severity }) => severity !== 'info')
    .map(({ code }) => code);

test.each([
  ['linuxFiles', '/etc/*.conf'],
  ['linuxFiles', '/etc'],
  ['linuxFiles', '/etc/init.d/'],
  ['linuxFiles', '/srv/data?'],
  ['linuxFiles', '/srv/*/'],
  ['linuxFiles', '/opt/with space/…'],
  ['linuxFiles', '/processes/x'],
  ['windowsFiles', 'C:\\folder\\file*'],
  ['windowsFiles', '%winDir%\\System32\\*.*'],
  ['windowsFiles', 'C:/autoexec.bat'],
  ['windowsFiles', 'C:\\Program Files (x86)\\a\\b.dll'],
  ['windowsRegistry', 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\hivelist'],
  ['windowsRegistry', 'HKLM:\\SYSTEM\\CurrentControlSet'],
  ['windowsRegistry', 'MACHINE\\System\\CurrentControlSet\\Services\\Netlogon\\Parameters'],
  ['windowsRegistry', 'HKCR\\*\\shellex'],
] as const)('%s may watch %s', (kind, path) => {
  expect(codes(kind, path)).toEqual([]);
});

test.each([
  ['linuxFiles', '', 'PathRequired'],
  ['linuxFiles', '   ', 'PathRequired'],
  ['linuxFiles', 'etc/hosts', 'NotAbsolute'],
  ['linuxFiles', '~/.ssh', 'NotAbsolute'],
  ['linuxFiles', 'C:\\Windows\\win.ini', 'WrongSystem'],
  ['linuxFiles', 'HKLM\\SOFTWARE\\x', 'WrongSystem'],
  ['linuxFiles', '//server/share', 'NetworkPath'],
  ['linuxFiles', 'nfs://server/share', 'NetworkPath'],
  ['linuxFiles', '/srv/*/x', 'WildcardNotInLastSegment'],
  ['linuxFiles', '/srv/../etc', 'RelativeSegment'],
  ['linuxFiles', '/srv/a\nb', 'ControlCharacter'],
  ['linuxFiles', `/${'a'.repeat(5000)}`, 'TooLong'],
  ['linuxFiles', '/proc/sys/kernel', 'PseudoFileSystem'],
  ['linuxFiles', '/sys', 'PseudoFileSystem'],
  ['linuxFiles', '/', 'VeryGeneral'],
  ['linuxFiles', '/*', 'VeryGeneral'],
  ['linuxFiles', '/usr/*', 'VeryGeneral'],
  ['linuxFiles', '/home/$USER/.bashrc', 'VariableNotResolved'],
  ['windowsFiles', 'System32\\x', 'NotAbsolute'],
  ['windowsFiles', 'C:x', 'NotAbsolute'],
  ['windowsFiles', '\\\\server\\share\\x', 'NetworkPath'],
  ['windowsFiles', '/etc/hosts', 'WrongSystem'],
  ['windowsFiles', 'HKLM\\SOFTWARE\\x', 'WrongSystem'],
  ['windowsFiles', 'C:\\*\\x', 'WildcardNotInLastSegment'],
  ['windowsFiles', 'C:\\a\\..\\x', 'RelativeSegment'],
  ['windowsFiles', 'C:\\a|b', 'InvalidCharacter'],
  ['windowsFiles', 'C:\\a:stream', 'InvalidCharacter'],
  ['windowsFiles', 'c:\\*.*', 'VeryGeneral'],
  ['windowsFiles', 'c:\\', 'VeryGeneral'],
  ['windowsFiles', 'C:\\Windows\\*', 'VeryGeneral'],
  ['windowsFiles', 'C:\\Windows\\*.exe', 'ExecutableWildcard'],
  ['windowsFiles', 'C:\\100%\\x', 'UnclosedVariable'],
  ['windowsRegistry', '', 'PathRequired'],
  ['windowsRegistry', 'SOFTWARE\\Microsoft', 'HiveRequired'],
  ['windowsRegistry', 'HKLM\\', 'KeyRequired'],
  ['windowsRegistry', 'HKLM\\SOFTWARE', 'VeryGeneral'],
  ['windowsRegistry', 'HKCU\\Software\\Microsoft', 'UserHive'],
] as const)('%s %j breaks %s', (kind, path, code) => {
  expect(codes(kind, path)).toEqual([code]);
});

test('an environment variable is accepted, with a word on where it is resolved', () => {
  expect(checkPath('windowsFiles', '%winDir%\\x')).toMatchObject([{ code: 'EnvironmentVariable', severity: 'info' }]);
});

test('a very general path is a warning, not an error', () => {
  expect(checkPath('linuxFiles', '/')).toMatchObject([{ severity: 'warning' }]);
});

test.each(pathRules.flatMap((rule) => rule.kinds.map((kind) => [rule.code, kind, rule] as const)))(
  '%s for %s says why and gives an example',
  (_code, kind, { message, example, code }) => {
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(example).not.toBe('');
    // An example that breaks the very rule would help nobody; two-system examples name one of each.
    for (const path of example.split(/ or | instead of .*| on the .*/).filter(Boolean)) {
      if (path.includes('…') || path.includes('<')) continue;
      if (kind === 'windowsFiles' ? path.startsWith('/') : path.startsWith('C:')) continue;
      if (kind === 'windowsRegistry' && !path.startsWith('HK')) continue;
      expect(codes(kind, path)).not.toContain(code);
    }
  },
);

test('spaces around a path change nothing, and no text makes the check fail', () => {
  const kinds = fc.constantFrom('linuxFiles' as const, 'windowsFiles' as const, 'windowsRegistry' as const);
  fc.assert(
    fc.property(kinds, fc.string({ unit: 'binary' }), (kind, text) => {
      expect(codes(kind, ` ${text.trim()} `)).toEqual(codes(kind, text.trim()));
    }),
  );
});

test('a wildcard is allowed in the last segment and nowhere else', () => {
  const name = fc.stringMatching(/^[a-z]{1,5}$/);
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), name, fc.nat(), (folders, leaf, at) => {
      const starred = folders.map((folder, index) => (index === at % folders.length ? `${folder}*` : folder));
      const linux = (parts: readonly string[]) => codes('linuxFiles', `/x/${parts.join('/')}/${leaf}*`);
      const windows = (parts: readonly string[]) => codes('windowsFiles', `C:\\x\\${parts.join('\\')}\\${leaf}*`);
      for (const check of [linux, windows]) {
        expect(check(folders)).toEqual([]);
        expect(check(starred)).toEqual(['WildcardNotInLastSegment']);
      }
    }),
  );
});
