import { formatBytes } from '../../ui/numbers';
import { maxHashedBytes } from '#core/fim/limits';

/** Algorithms by the length of their hash in hexadecimal digits. */
const byLength: Readonly<Record<number, string>> = {
  32: 'MD5',
  40: 'SHA-1',
  64: 'SHA-256',
  96: 'SHA-384',
  128: 'SHA-512',
};

/** The algorithm of a hash: its length tells, since tables hold MD5 and SHA-256 side by side; else what the row says. */
export const algorithmOf = (hash: string, named = ''): string | undefined =>
  (/^[0-9a-f]+$/i.test(hash) ? byLength[hash.length] : undefined) ?? (named === '' ? undefined : named);

/** Why a row has no hash, by `HashState_CF`. */
export const missingHash: Readonly<Record<string, string>> = {
  tooLarge: `No hash: larger than ${formatBytes(maxHashedBytes)}. The file is tracked by size, times and inode.`,
  unreadable: 'No hash: the collector could not read the file.',
};

/** The hashes of no content at all. */
const emptyHashes: ReadonlySet<string> = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
]);

/** Whether a hash is that of an empty file: files share it that have nothing to do with each other. */
export const isEmptyContent = (hash: string): boolean => emptyHashes.has(hash.toLowerCase());
