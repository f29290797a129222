import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';

/** Texts up to this many characters stand in the URL as they are, longer ones compressed. */
const plainLength = 1_000;

/** Longest text a link may carry, bytes: more than any query that can be saved, and a bound on what a hostile link unfolds to. */
const longestText = 400_000;

const pack = (text: string): string =>
  btoa(strFromU8(deflateSync(strToU8(text), { level: 9 }), true))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const unpack = (packed: string): string => {
  const bytes = strToU8(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), true);
  // What does not fit is dropped without a word: a byte more than allowed tells.
  const text = inflateSync(bytes, { out: new Uint8Array(longestText + 1) });
  if (text.length > longestText) throw new RangeError('The text of the link is too long.');
  return new TextDecoder('utf-8', { fatal: true }).decode(text);
};

/** Search parameters of a query text: `query` as it is, `queryz` deflated in base64url. One of them is undefined. */
export type QueryParameters = { readonly query: string | undefined; readonly queryz: string | undefined };

/** Longest text of a link, compressed: servers and proxies refuse addresses from 8 kB on, also that of a reload. */
const longestLink = 7_500;

/** Whether a text can stand in an address that is loaded anew: a reload, a link that is sent to somebody. */
export const fitsLink = (text: string): boolean => text.length <= plainLength || pack(text).length <= longestLink;

export const writeQueryText = (text: string): QueryParameters =>
  text === ''
    ? { query: undefined, queryz: undefined }
    : text.length <= plainLength
      ? { query: text, queryz: undefined }
      : { query: undefined, queryz: pack(text) };

/** The text of a link; `undefined` where it carries none, `broken` where it carries one that cannot be read. */
export const readQueryText = (
  params: URLSearchParams,
): { readonly text: string | undefined; readonly broken: boolean } => {
  const packed = params.get('queryz');
  const plain = params.get('query') ?? undefined;
  if (packed === null) return { text: plain, broken: false };
  try {
    return { text: unpack(packed), broken: false };
  } catch {
    return { text: plain, broken: true };
  }
};
