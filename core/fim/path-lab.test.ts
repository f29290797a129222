import { describe, expect, test } from 'vitest';
import { coverageOf, reachedChanges, variablesOf } from './path-lab';
import { linux, registry, windows } from './testing/items';

describe('how much of an item is collected already', () => {
  test.each([
    ['the very item', linux('/etc/*.conf'), [linux('/etc/*.conf')], 'whole'],
    ['switched off', linux('/etc/*.conf'), [{ ...linux('/etc/*.conf'), enabled: false }], 'none'],
    ['a folder above, recursive', linux('/etc/ssh/*', true), [linux('/etc', true, 'Folder')], 'whole'],
    ['a folder above, its entries only', linux('/etc/ssh/*', true), [linux('/etc', false, 'Folder')], 'none'],
    ['one file of many', linux('/etc/*.conf'), [linux('/etc/hosts.conf')], 'part'],
    ['another pattern of the folder', linux('/etc/*.conf'), [linux('/etc/*.d')], 'part'],
    ['the item without recursion', linux('/etc/*.conf', true), [linux('/etc/*.conf')], 'part'],
    ['the folder as a file', linux('/etc', true, 'Folder'), [linux('/etc')], 'part'],
    ['another folder', linux('/srv/*'), [linux('/etc/*'), linux('/srv2/*', true)], 'none'],
    ['another system', windows('C:\\etc\\*'), [linux('/etc/*')], 'none'],
    [
      'a key by another hive name',
      registry('HKLM\\SOFTWARE\\X'),
      [registry('HKEY_LOCAL_MACHINE\\software\\x')],
      'whole',
    ],
    ['one value of a key', registry('HKLM\\SOFTWARE\\X'), [registry('HKLM\\SOFTWARE\\X', false, 'v')], 'part'],
    ['all values of a key', registry('HKLM\\SOFTWARE\\X', false, 'v'), [registry('HKLM\\SOFTWARE\\X')], 'whole'],
    ['the key above', registry('HKLM\\SOFTWARE\\X', true), [registry('HKLM\\SOFTWARE\\X')], 'part'],
  ] as const)('%s', (_, item, configuration, expected) => {
    expect(coverageOf(item, configuration)).toBe(expected);
  });
});

test('variables are named', () => {
  expect(variablesOf(windows('%winDir%\\%a b%\\*.*'))).toEqual(['%winDir%', '%a b%']);
  expect(variablesOf(windows('C:\\100%\\*.*'))).toEqual([]);
  expect(variablesOf(linux('/srv/%x%'))).toEqual([]);
});

test('what an index can look for stands in front of the expression', () => {
  expect(reachedChanges(linux('/etc/sshd/*.conf'))).toContain('where FileSystemPath has_cs "sshd"\n');
  expect(reachedChanges(windows('C:\\*'))).toContain('where isnotempty(FileSystemPath)\n');
  // No value ends its literal.
  expect(reachedChanges(linux('/etc/"; drop'))).toContain('"^/+etc/+\\"; drop/*$"');
});
