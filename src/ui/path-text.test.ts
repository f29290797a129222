import { expect, test } from 'vitest';
import { lastSegmentStart } from './path-text';

test.each([
  ['/etc/ssh/sshd_config', '/sshd_config'],
  ['C:\\Windows\\System32\\drivers\\etc\\hosts', '\\hosts'],
  ['/etc/cron.d/', '/cron.d/'],
  ['HKEY_LOCAL_MACHINE\\SYSTEM\\hivelist | \\REGISTRY\\MACHINE', ' | \\REGISTRY\\MACHINE'],
  ['hosts', 'hosts'],
  ['/etc', '/etc'],
  ['/', '/'],
  ['', ''],
])('the part of %j that always shows is %j', (path, tail) => {
  expect(path.slice(lastSegmentStart(path))).toBe(tail);
});
