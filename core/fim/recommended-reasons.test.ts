import { expect, it } from 'vitest';
import { attackTechniques } from './attack-techniques';
import { recommendedLinuxItems, recommendedRegistryItems, recommendedWindowsItems } from './recommended-items';
import { recommendedItemFor } from './recommended-match';
import { reasonFor } from './recommended-reasons';

const items = [...recommendedLinuxItems, ...recommendedWindowsItems, ...recommendedRegistryItems];

it('every recommended item has a reason of its own', () => {
  expect(items).toHaveLength(56);
  const texts = items.map((item) => reasonFor(item)?.text);
  expect(items.filter((item) => reasonFor(item) === undefined).map(({ path }) => path)).toEqual([]);
  expect(new Set(texts).size).toBe(items.length);
  // One sentence, ready to stand alone.
  expect(texts.filter((text) => !/^[A-Z0-9].{30,170}\.$/s.test(text ?? ''))).toEqual([]);
});

it('every technique a reason names is in the list, and every one in the list is named', () => {
  const named = new Set<string>(items.flatMap((item) => reasonFor(item)?.techniques ?? []));
  expect([...named].toSorted()).toEqual(Object.keys(attackTechniques).toSorted());
  expect(Object.keys(attackTechniques).filter((id) => !/^T1\d{3}(?:\.\d{3})?$/.test(id))).toEqual([]);
});

it.each([
  ['/etc/crontab', '/etc/crontab'],
  ['/etc/cron.daily/logrotate-sync', '/etc/cron.daily'],
  ['/etc/resolv.conf', '/etc/*.conf'],
  ['/etc/ssh/deep/er.conf', '/etc/*.conf'],
  ['/etc/hosts', undefined],
  ['/etc/crontab.conf', '/etc/*.conf'],
  ['/usr/bin/passwd', '/bin/passwd'],
  ['/usr/bin/ls', '/usr/bin'],
  ['/bin/ls', '/bin'],
  ['/usr/binary', undefined],
  ['/ETC/CRONTAB', undefined],
  ['/usr/local/bin/a/b', '/usr/local/bin'],
  ['c:\\WINDOWS\\explorer.exe', 'C:\\Windows\\explorer.exe'],
  ['%SystemRoot%\\System32\\userinit.exe', 'C:\\Windows\\System32\\userinit.exe'],
  ['\\\\?\\C:\\boot.ini', 'C:\\boot.ini'],
  ['C:/Windows/win.ini', 'C:\\Windows\\win.ini'],
  ['D:\\Windows\\win.ini', undefined],
  ['', undefined],
])('file %s belongs to %s', (path, item) => expect(recommendedItemFor({ path })?.path).toBe(item));

const run = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run';
it.each([
  [run, run],
  ['hklm\\Software\\MICROSOFT\\Windows\\CurrentVersion\\run', run],
  ['\\REGISTRY\\MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\Sub', run],
  [`${run}Once`, `${run}Once`],
  [
    'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Control\\hivelist',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\hivelist',
  ],
  ['HKEY_CURRENT_USER\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run', undefined],
  [`${run}away`, undefined],
])('key %s belongs to %s', (key, item) => expect(recommendedItemFor({ key })?.path).toBe(item));
