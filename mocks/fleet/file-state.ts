import type { FileState } from './entity-state';
import { hashParts, hashText, hex } from './random';
import { day, minute, second } from './time';

/** Identity of the bytes of a file: what was installed (by path) in which version. */
export type Content = { readonly path: string; readonly version: number; readonly baseSize: number };

/**
 * A file as a version left it. Servers that got the same version hold the same bytes, hence hash and size, as in a real
 * fleet. `writtenAt` (microseconds) is its last write.
 */
export function fileState(
  content: Content,
  writtenAt: number,
  attributes: string,
  acls: string,
  created = createdAt(content.path),
): FileState {
  const path = hashText(content.path);
  return {
    size: content.baseSize + (hashParts(path, content.version) % 2048) * (content.baseSize > 20_000 ? 8 : 1),
    created,
    modified: Math.floor(writtenAt / second) * second,
    hash: hex(8, path, content.version),
    attributes,
    acls,
  };
}

/** When the file first came to the server: some day of the years before the history. */
export function createdAt(path: string): number {
  return (18_300 + (hashText(path) % 1400)) * day + (hashText(path) % 1439) * minute;
}

/** Size of a program in bytes, the same for a path everywhere. */
export const programSize = (path: string) => 18_000 + (hashText(path) % 2_400_000);
