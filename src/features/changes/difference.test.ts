import { expect, it } from 'vitest';
import { differenceLines, formatSpan } from './difference';

const lines = (property: string, before: unknown, after: unknown, typeBefore = '', typeAfter = '') =>
  differenceLines({ property, before, after, typeBefore, typeAfter }).map(({ kind, text }) =>
    kind === 'said' ? text : `${kind} ${text}`,
  );

it.each([
  ['Size', 1000, 3500, ['+2.5 kB']],
  ['Size', '12', '10', ['-2 B']],
  ['Size', null, 10, []],
  [
    'Attributes',
    '0644 -rw-r--r--',
    '4755 -rwsr-xr-x',
    [
      'rw-r--r-- to rwsr-xr-x (0644 to 4755)',
      'Owner gains execute',
      'Group gains execute',
      'Others gain execute',
      'Now runs as its owner (set-uid)',
    ],
  ],
  ['Attributes', 'Archive', 'Hidden', []],
  ['Attributes', '0777 lrwxrwxrwx -> a', '0777 lrwxrwxrwx -> b', ['Points to b instead of a']],
  // Every link has all bits set: nobody gained the right to write.
  ['Attributes', '0644 -rw-r--r--', '0777 lrwxrwxrwx -> /tmp/x', ['Now a symbolic link to /tmp/x']],
  ['Attributes', '0777 lrwxrwxrwx -> a', '0644 -rw-r--r--', ['No longer a symbolic link to a']],
  ['Acls', 'root:root', 'root:adm', ['changed Group: adm instead of root']],
  ['Acls', 'some text', 'other text', []],
  ['DateModified', '2026-11-20T10:00:00Z', '2026-11-22T10:00:00Z', ['2 days later']],
  [
    'DateModified',
    '2026-11-20T10:00:00Z',
    '2026-11-20T09:00:00Z',
    ['1 hour earlier than before: a time that went back may have been set by hand'],
  ],
  ['FileContentChecksum', 'a'.repeat(32), 'b'.repeat(64), ['MD5 before, SHA-256 now: the two cannot be compared']],
  ['FileContentChecksum', 'a'.repeat(64), 'b'.repeat(64), []],
  ['Current', '1.10', '1.9', ['Older version: a downgrade']],
  ['SvcState', 'Running', 'Stopped', ['It was stopped']],
  ['SvcPath', 'a', 'b', []],
])('%s from %j to %j in words', (property, before, after, expected) =>
  expect(lines(property, before, after)).toEqual(expected),
);

it('lists what a REG_MULTI_SZ gained and lost', () =>
  expect(lines('ValueData', 'a\0b\0c', 'a\0d\0c', 'REG_MULTI_SZ', 'REG_MULTI_SZ')).toEqual(['removed b', 'added d']));

it('says when data is read as another type', () =>
  expect(lines('ValueData', '1', '1', 'REG_SZ', 'REG_DWORD')).toEqual(['Read as REG_DWORD now, as REG_SZ before']));

it.each([
  [400, '400 ms'],
  [1000, '1 second'],
  [-90 * 60_000, '2 hours'],
  [36e5 * 24 * 3, '3 days'],
])('%d ms is %s', (ms, words) => expect(formatSpan(ms)).toBe(words));
