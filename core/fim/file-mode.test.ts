import { expect, it } from 'vitest';
import { describeFileMode, describeModeChange, linkTarget, modeLetters, modeOctal, parseFileMode } from './file-mode';

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
    'Owner: read, write, execute. Group: read, execute. Others: nothing. Runs as its owner (set-uid)',
  ));

it('says what a change gives and takes', () =>
  expect(describeModeChange({ bits: 0o644 }, { bits: 0o4606 })).toEqual([
    'Others gain write',
    'Group loses read',
    'Now runs as its owner (set-uid)',
  ]));

it.each(['rw-r--r--', 'rwsr-xr-x', 'rwSr-Sr-T', 'rwxrwsrwt', '---------'])('writes %s as it reads it', (letters) => {
  const mode = parseFileMode(`-${letters}`);
  expect(mode && modeLetters(mode)).toBe(letters);
  expect(mode && parseFileMode(modeOctal(mode))).toEqual(mode);
});

it.each([
  ['0777 lrwxrwxrwx -> ../a b', '../a b'],
  ['lrwxrwxrwx -> x', 'x'],
  ['0644 -rw-r--r--', undefined],
  ['-rw-r--r-- -> x', undefined],
])('reads where %s points', (text, target) => expect(linkTarget(text)).toBe(target));
