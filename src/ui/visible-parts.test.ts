import { expect, test } from 'vitest';
import { visibleParts, visibleString } from './visible-parts';

test('ordinary paths stay one piece of text', () => {
  for (const path of ['/etc/ssh/sshd_config', 'C:\\Windows\\System32', '/home/mü/日本.txt', '/srv/❤.png', '/a b']) {
    expect(visibleParts(path)).toEqual([{ kind: 'text', text: path }]);
  }
});

test.each([
  ['/tmp/a\nb', '/tmp/a\\nb'],
  ['/tmp/a\tb\r', '/tmp/a\\tb\\r'],
  ['nul\0', 'nul\\0'],
  ['\u001b[31mred', '\\x1B[31mred'],
  ['invoice\u202Efdp.exe', 'invoice\\u202Efdp.exe'],
  ['a\u2066b\u2069', 'a\\u2066b\\u2069'],
  ['zero\u200Bwidth\uFEFF', 'zero\\u200Bwidth\\uFEFF'],
  ['no\u00A0break', 'no\\xA0break'],
  ['tag\u{E0041}', 'tag\\u{E0041}'],
  ['lone\uD800', 'lone\\uD800'],
  ['fill\u3164er', 'fill\\u3164er'],
  ['ends\u2028', 'ends\\u2028'],
  [`tower${'\u0301'.repeat(6)}`, `tower${'\u0301'.repeat(4)}\\u0301\\u0301`],
  ['Việt ni\u0323\u0302m नि', 'Việt ni\u0323\u0302m नि'],
])('%j shows as %s', (text, shown) => {
  expect(visibleString(text)).toBe(shown);
});

test('an escape names its character', () => {
  expect(visibleParts('a\u202Eb')[1]).toEqual({
    kind: 'escape',
    text: '\\u202E',
    name: 'U+202E right-to-left override',
  });
});

test('neighbours that would not show are one part, however many', () => {
  const [only, ...rest] = visibleParts('\u202E\0'.repeat(16_000));
  expect(rest).toEqual([]);
  expect(only?.text.startsWith('\\u202E\\0\\u202E\\0')).toBe(true);
  expect(only?.kind === 'escape' && only.name.length).toBeLessThan(260);
});
