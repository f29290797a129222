import { lazyPart } from '../lazy-part';
import type { ScalarFunction } from '../registry';
import type { Json } from '../vector';
import { alias } from './define';
import type { Cell } from './read';
import { num, rowFunction, text } from './row-function';

const compression = lazyPart(() => import('./compression'));
const punycode = lazyPart(() => import('./punycode'));

/** Texts as bytes, code points, base64 and URL escapes. */

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const utf8 = (bytes: Uint8Array): string | null => {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
};

const base64Of = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** Bytes of a base64 text; undefined where it is none (padding is required). */
const bytesOf = (base64: string): Uint8Array | undefined => {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
};

const isByte = (value: Json): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;

/** Order of a guid's bytes as .NET writes them: its first three groups are little-endian. */
const guidOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

const guidOfBytes = (bytes: Uint8Array): string | null => {
  if (bytes.length !== 16) return null;
  const hex = guidOrder.map((at) => (bytes[at] ?? 0).toString(16).padStart(2, '0')).join('');
  return [0, 8, 12, 16, 20].map((from, at, all) => hex.slice(from, all[at + 1])).join('-');
};

const bytesOfGuid = (guid: string): Uint8Array => {
  const hex = guid.replaceAll('-', '');
  return Uint8Array.from(guidOrder, (at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
};

const codePointText = (code: Json): string =>
  typeof code === 'number' && Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';

const fromCodePoints = (cells: readonly Cell[]): string =>
  cells
    .flatMap((cell) => (Array.isArray(cell) ? cell : [num(cell)]))
    .map(codePointText)
    .join('');

/** Percent escapes in lower case of all but the kept characters, byte by byte of UTF-8. */
const escaped = (source: string, kept: RegExp): string =>
  [...source]
    .map((character) =>
      kept.test(character)
        ? character
        : [...encoder.encode(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    )
    .join('');

/** Text with its percent escapes decoded; invalid escapes stay as they are, `+` is a space. */
export const urlDecoded = (source: string): string =>
  source
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
      new TextDecoder().decode(Uint8Array.from(escapes.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
    );

const ofText = (
  name: string,
  result: 'string' | 'dynamic' | 'guid',
  summary: string,
  compute: (source: string) => Cell,
): ScalarFunction =>
  rowFunction({ name, params: ['string:string'], result, summary }, ([source]) => compute(text(source)));

const encodeBase64 = ofText('base64_encode_tostring', 'string', 'Base64 of the text in UTF-8.', (source) =>
  base64Of(encoder.encode(source)),
);
const decodeBase64 = ofText('base64_decode_tostring', 'string', 'UTF-8 text that a base64 text holds.', (source) => {
  const bytes = bytesOf(source);
  return (bytes && utf8(bytes)) ?? '';
});

const codePoints = rowFunction(
  {
    name: 'unicode_codepoints_to_string',
    params: ['value:any'],
    variadic: true,
    result: 'string',
    summary: 'Text of Unicode code points, given one by one or in arrays.',
  },
  fromCodePoints,
);

export const encodingFunctions: readonly ScalarFunction[] = [
  encodeBase64,
  alias('base64_encodestring', encodeBase64),
  decodeBase64,
  alias('base64_decodestring', decodeBase64),
  ofText('base64_decode_toarray', 'dynamic', 'Bytes that a base64 text holds.', (source) => {
    const bytes = bytesOf(source);
    return bytes ? [...bytes] : null;
  }),
  ofText('base64_decode_toguid', 'guid', 'Guid whose bytes a base64 text holds.', (source) => {
    const bytes = bytesOf(source);
    return bytes ? guidOfBytes(bytes) : null;
  }),
  rowFunction(
    {
      name: 'base64_encode_fromguid',
      params: ['guid:guid'],
      result: 'string',
      summary: "Base64 of a guid's bytes.",
    },
    ([guid]) => base64Of(bytesOfGuid(text(guid))),
  ),
  rowFunction(
    {
      name: 'base64_encode_fromarray',
      params: ['bytes:array'],
      result: 'string',
      summary: 'Base64 of an array of bytes.',
    },
    ([bytes]) => (Array.isArray(bytes) && bytes.every(isByte) ? base64Of(Uint8Array.from(bytes)) : ''),
  ),
  rowFunction(
    { name: 'to_utf8', params: ['value:text'], result: 'dynamic', summary: 'Unicode code points of a text.' },
    ([source]) => [...text(source)].map((character) => character.codePointAt(0) ?? 0),
  ),
  rowFunction(
    {
      name: 'unicode_codepoints_from_string',
      params: ['value:text'],
      result: 'dynamic',
      summary: 'Unicode code points of a text.',
    },
    ([source]) => [...text(source)].map((character) => character.codePointAt(0) ?? 0),
  ),
  codePoints,
  alias('make_string', codePoints),
  rowFunction(
    { name: 'isascii', params: ['value:text'], result: 'bool', summary: 'Whether all characters are ASCII.' },
    ([source]) => [...text(source)].every((character) => (character.codePointAt(0) ?? 0) < 128),
  ),
  rowFunction(
    { name: 'isutf8', params: ['value:text'], result: 'bool', summary: 'Whether the text is well-formed Unicode.' },
    ([source]) => !/[\uD800-\uDFFF]/u.test(text(source)),
  ),
  ofText('url_encode', 'string', 'Text escaped for a URL; spaces become +.', (source) =>
    escaped(source, /[A-Za-z0-9\-_.!*() ]/).replaceAll(' ', '+'),
  ),
  ofText('url_encode_component', 'string', 'Text escaped for a part of a URL.', (source) =>
    escaped(source, /[A-Za-z0-9\-_.!*()]/),
  ),
  ofText('url_decode', 'string', 'Text without its URL escapes.', urlDecoded),
  ofText('punycode_from_string', 'string', 'Text in Punycode.', (source) => punycode.get().toPunycode(source)),
  ofText('punycode_to_string', 'string', 'Text that Punycode stands for.', (source) =>
    punycode.get().fromPunycode(source),
  ),
  ofText('punycode_domain_to_string', 'string', 'Domain name with its xn-- parts in Punycode.', (source) =>
    punycode.get().domainToPunycode(source),
  ),
  ofText('punycode_domain_from_string', 'string', 'Domain name with its xn-- parts decoded.', (source) =>
    punycode.get().domainFromPunycode(source),
  ),
  ofText('gzip_compress_to_base64_string', 'string', 'Text compressed with gzip, as base64.', (source) =>
    base64Of(compression.get().compressText('gzip', encoder.encode(source))),
  ),
  ofText('zlib_compress_to_base64_string', 'string', 'Text compressed with zlib, as base64.', (source) =>
    base64Of(compression.get().compressText('zlib', encoder.encode(source))),
  ),
  ofText('gzip_decompress_from_base64_string', 'string', 'Text that base64 of gzip holds.', (source) => {
    const bytes = bytesOf(source);
    const plain = bytes && compression.get().decompressText(bytes);
    return (plain && utf8(plain)) ?? '';
  }),
  ofText('zlib_decompress_from_base64_string', 'string', 'Text that base64 of zlib holds.', (source) => {
    const bytes = bytesOf(source);
    const plain = bytes && compression.get().decompressText(bytes);
    return (plain && utf8(plain)) ?? '';
  }),
];
