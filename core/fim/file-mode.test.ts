import { expect, it } from 'vitest';
import { describeFileMode, describeModeChange, parseFileMode } from './file-mode';

it.each([
  ['0644 -rw-r--r--', 0o644],
  ['0644', 0o644],
  ['-rwsr-xr-x', 0o4755],
  ['drwxrwxrwt', 0o1777],
  ['rw-r-S---', 0o2640],
  ['-rw-r--r--.', 0o644],
  ['100755', 0o755],
  ['4755 (-rwsr-xr-x)', 0o4755],
])('reads %s', (text, bits) => expect(parseFileMode(text)).toEqual({ bits }));

it.each(['Archive', 'ReadOnly, Hidden', '', '12', '99999'])('finds no mode in %j', (text) =>
  expect(parseFileMode(text)).toBeUndefined(),
);

it('says a mode in words', () =>
  expect(describeFileMode({ bits: 0o4750 })).toBe(
    'Owner: read, write, execute. Group: read, execute. Others: nothing. runs as its owner (setuid)',
  ));

it('says what a change gives and takes', () =>
  expect(describeModeChange({ bits: 0o644 }, { bits: 0o4606 })).toEqual([
    'Others gain write',
    'Group loses read',
    'set: runs as its owner (setuid)',
  ]));
