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
