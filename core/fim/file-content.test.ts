import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunksOf, contentChunk, contentExclusion, holdsPrivateKey } from './file-content';

/** With the flag u this matches lone halves of a pair only. */
const isWhole = (text: string) => !/\p{Cs}/u.test(text);

test('chunks put together are the text, none too long, none with half a character', () => {
  const long = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((text) => text.repeat(Math.ceil(20_001 / text.length)));
  fc.assert(
    fc.property(fc.oneof(long, fc.string()), (text) => {
      const chunks = chunksOf(text);
      expect(chunks.join('')).toBe(text);
      expect(chunks.every((chunk) => chunk.length <= contentChunk && isWhole(chunk))).toBe(isWhole(text));
    }),
    { numRuns: 50 },
  );
  expect(chunksOf('')).toEqual(['']);
});

test.each([
  ['/etc/shadow', true],
  ['/etc/shadow-', true],
  ['/etc/ssh/ssh_host_ed25519_key', true],
  ['/etc/ssh/ssh_host_ed25519_key.pub', false],
  ['/root/.ssh/id_rsa', true],
  ['/root/.ssh/authorized_keys', false],
  ['/srv/app/Server.KEY', true],
  ['/etc/ssl/private/anything', true],
  ['/etc/passwd', false],
  ['/etc/hosts', false],
  ['/etc/nginx/nginx.conf', false],
])('%s is left out: %s', (path, excluded) => {
  expect(contentExclusion(path) !== undefined).toBe(excluded);
});

test('a private key is found by its content as well', () => {
  expect(holdsPrivateKey('x\n-----BEGIN OPENSSH PRIVATE KEY-----\n')).toBe(true);
  expect(holdsPrivateKey('-----BEGIN CERTIFICATE-----')).toBe(false);
});
