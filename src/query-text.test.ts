import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deflateSync, strFromU8 } from 'fflate';
import { readQueryText, writeQueryText } from './query-text';

const throughUrl = (text: string) => {
  const params = new URLSearchParams();
  const { query, queryz } = writeQueryText(text);
  if (query !== undefined) params.set('query', query);
  if (queryz !== undefined) params.set('queryz', queryz);
  return { url: params.toString(), read: readQueryText(new URLSearchParams(params.toString())) };
};

test('any text comes out of a link as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3_000 }), (text) => {
      expect(throughUrl(text).read).toEqual({ text, broken: false });
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('short texts can be read in the address, long ones are made shorter', () => {
  expect(throughUrl('Heartbeat').url).toBe('query=Heartbeat');
  const long = Array.from({ length: 400 }, (_, at) => `| where Computer != "server-${at}"`).join('\n');
  expect(throughUrl(long).url.length).toBeLessThan(long.length / 2);
  expect(throughUrl(long).read.text).toBe(long);
});

const packed = (bytes: Uint8Array) =>
  btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

test.each([
  ['cut off', packed(deflateSync(new TextEncoder().encode('ConfigurationChange | take 5'))).slice(0, 12)],
  ['no base64', '%%%'],
  ['not compressed', packed(new TextEncoder().encode('ConfigurationChange'))],
  ['no text', packed(deflateSync(new Uint8Array([0xff, 0xfe, 0xc0])))],
  ['far too long', packed(deflateSync(new Uint8Array(5_000_000).fill(32)))],
])('a link whose text is %s says so', (_, queryz) => {
  expect(readQueryText(new URLSearchParams({ queryz }))).toEqual({ text: undefined, broken: true });
});
