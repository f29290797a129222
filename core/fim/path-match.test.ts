import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { includes, reaches, samePath } from './path-match';
import { linux, registry, windows } from './testing/items';

test.each([
  [linux('/etc/hosts'), '/etc/hosts', true],
  [linux('/etc/hosts'), '/etc/Hosts', false],
  [linux('/etc/*.conf'), '/etc/a.conf', true],
  [linux('/etc/*.conf'), '/etc/.conf', true],
  [linux('/etc/*.conf'), '/etc/x/a.conf', false],
  [linux('/etc/*.conf', true), '/etc/x/a.conf', true],
  [linux('/etc', false, 'Folder'), '/etc/hosts', true],
  [linux('/etc/', false, 'Folder'), '/etc/ssh/sshd_config', false],
  [linux('/etc', true, 'Folder'), '/etc/ssh/sshd_config', true],
  [linux('/etc', true, 'Folder'), '/etcetera/x', false],
  [linux('/', true, 'Folder'), '/x', true],
  [linux('/home/u*', false, 'Folder'), '/home/ute/.bashrc', true],
  [linux('/home/u*', false, 'Folder'), '/home/ute/a/b', false],
  [linux('/home/u*', true, 'Folder'), '/home/ute/a/b', true],
  [linux('/srv/data?'), '/srv/data1', true],
  [linux('/srv/data?'), '/srv/data', false],
  [windows('C:\\Windows\\*.INI'), 'c:/windows/win.ini', true],
  [windows('C:\\Program Files', true, 'Folder'), 'C:\\Program Files\\a\\b.exe', true],
  [windows('C:\\a+b\\(x).txt'), 'C:\\a+b\\(x).txt', true],
  [registry('HKEY_LOCAL_MACHINE\\SOFTWARE\\X'), 'hkey_local_machine\\software\\x', true],
  [registry('HKEY_LOCAL_MACHINE\\SOFTWARE\\X'), 'HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\Y', false],
  [registry('HKEY_LOCAL_MACHINE\\SOFTWARE\\X', true), 'HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\Y', true],
])('%#: what an item reaches', (item, path, expected) => {
  expect(reaches(item, path)).toBe(expected);
});

test.each([
  [linux('/etc', true, 'Folder'), linux('/etc/*.conf'), true],
  [linux('/etc', false, 'Folder'), linux('/etc/*.conf'), false],
  [linux('/etc', true, 'Folder'), linux('/etc/init.d', false, 'Folder'), true],
  [linux('/etc', false, 'Folder'), linux('/etc/init.d', false, 'Folder'), false],
  [linux('/etc/*.conf'), linux('/etc/a.conf'), true],
  [linux('/etc/a.conf'), linux('/etc/*.conf'), false],
  [linux('/etc/a.conf'), linux('/etc/a.conf'), false],
  [registry('HKEY_LOCAL_MACHINE\\A', true), registry('HKEY_LOCAL_MACHINE\\A\\B'), true],
  [registry('HKEY_LOCAL_MACHINE\\A'), registry('HKEY_LOCAL_MACHINE\\A', false, 'v'), true],
  [linux('/etc', true, 'Folder'), windows('C:\\etc\\x'), false],
])('%#: one item includes another', (wide, narrow, expected) => {
  expect(includes(wide, narrow)).toBe(expected);
});

test('two writings of one path are one path, case by the system', () => {
  expect(samePath(windows('C:\\Windows\\win.ini'), windows('c:/windows/WIN.INI'))).toBe(true);
  expect(samePath(linux('/etc/a/'), linux('/etc//a'))).toBe(true);
  expect(samePath(linux('/etc/a'), linux('/etc/A'))).toBe(false);
  expect(samePath(registry('HKLM\\A', false, 'x'), registry('HKLM\\A', false, 'y'))).toBe(false);
});

const segment = fc.stringMatching(/^[a-z.+()[\]$^{}|]{1,6}$/).filter((text) => text !== '.' && text !== '..');
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);

test('a recursive folder reaches whatever is below it, and an item reaches its own path, odd characters included', () => {
  fc.assert(
    fc.property(path, fc.array(segment, { minLength: 1, maxLength: 3 }), (folder, below) => {
      const whole = `${folder}/${below.join('/')}`;
      expect(reaches(linux(folder, true, 'Folder'), whole)).toBe(true);
      expect(reaches(linux(whole), whole)).toBe(true);
      expect(reaches(linux(`${folder}/*`, true), whole)).toBe(true);
      expect(reaches(linux(folder, true, 'Folder'), `${folder}x/${below.join('/')}`)).toBe(false);
    }),
  );
});

test('whatever an included item reaches, the one that includes it reaches too', () => {
  const item = fc
    .tuple(path, fc.boolean(), fc.constantFrom('File' as const, 'Folder' as const), fc.constantFrom('', '/*', '/a*'))
    .map(([at, recurse, type, end]) => linux(at + end, recurse, end === '' ? type : 'File'));
  fc.assert(
    fc.property(item, item, path, path, (wide, narrow, at, tail) => {
      const asked = [at, at + tail, narrow.path.replaceAll('*', 'x') + tail, wide.path.replaceAll('*', 'ab')];
      const missed = asked.filter((one) => reaches(narrow, one) && !reaches(wide, one));
      expect(includes(wide, narrow) ? missed : []).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
