import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { fsPath, isBelow, leafOf, parentOf, textOfName } from './path-text';

const bytesOf = (text: string) => Buffer.from(fsPath(text));

test('leaves ordinary names alone, accents and backslashes included', () => {
  for (const name of ['fstab', 'größe 日本.conf', 'a\\b', ' ', '\n']) expect(textOfName(Buffer.from(name))).toBe(name);
});

test('escapes bytes that are not UTF-8, and names that look escaped', () => {
  expect(textOfName(Buffer.from([0x61, 0xff, 0xc3, 0xa4, 0x5c]))).toBe('a\\xffä\\\\');
  expect(textOfName(Buffer.from('a\\xff'))).toBe('a\\\\xff');
});

test('gives every name its own text, from which the very bytes come back', () => {
  const name = fc
    .uint8Array({ minLength: 1, maxLength: 12 })
    .map((bytes) => Buffer.from(bytes.filter((b) => b !== 0x2f)));
  fc.assert(
    fc.property(name, (bytes) => {
      expect(bytesOf(`/etc/${textOfName(bytes)}`)).toEqual(Buffer.concat([Buffer.from('/etc/'), bytes]));
    }),
  );
});

test('takes paths apart', () => {
  expect([parentOf('/etc/fstab'), parentOf('/etc'), leafOf('/etc/fstab')]).toEqual(['/etc', '/', 'fstab']);
  expect([isBelow('/etc/a', '/etc'), isBelow('/etcetera', '/etc'), isBelow('/etc', '/')]).toEqual([true, false, true]);
});
