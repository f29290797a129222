import { expect, test } from 'vitest';
import { normalRegistryPath, parseRegistryPath } from './registry-path';

test.each([
  ['HKLM\\SOFTWARE\\x', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\x'],
  ['HKLM:\\SOFTWARE\\x\\', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\x'],
  ['MACHINE\\System\\x', 'HKEY_LOCAL_MACHINE\\System\\x'],
  ['Computer\\HKEY_USERS\\.DEFAULT', 'HKEY_USERS\\.DEFAULT'],
  ['  hkcu\\Environment ', 'HKEY_CURRENT_USER\\Environment'],
  ['\\HKLM\\SAM', 'HKEY_LOCAL_MACHINE\\SAM'],
  ['HKLM', 'HKEY_LOCAL_MACHINE'],
  ['HKCR\\*\\shellex', 'HKEY_CLASSES_ROOT\\*\\shellex'],
])('%s is %s', (written, normal) => {
  expect(normalRegistryPath(written)).toBe(normal);
});

test.each(['SOFTWARE\\Microsoft', 'HKXX\\y', '', '/etc/hosts', 'C:\\x'])('%j names no hive', (path) => {
  expect(parseRegistryPath(path)).toBeUndefined();
  expect(normalRegistryPath(path)).toBe(path);
});
