import { isUtf8 } from 'node:buffer';
import { sep } from 'node:path';

/**
 * File names on Linux are bytes, rows are text. A name that is valid UTF-8 and does not contain `\x` stands as it is. Any
 * other is escaped: invalid bytes as `\xNN` (lower-case hex) and every backslash as `\\`. The two forms cannot collide,
 * so a path can always be turned back into the bytes it came from.
 */
export function textOfName(bytes: Buffer): string {
  const plain = isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  if (plain !== undefined) return plain.includes('\\x') ? plain.replaceAll('\\', '\\\\') : plain;
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`;
      at += 1;
      continue;
    }
    const character = bytes.toString('utf8', at, at + length);
    text += character === '\\' ? '\\\\' : character;
    at += length;
  }
  return text;
}

/** Length in bytes of the valid UTF-8 sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

/** What file system calls take for a path made of `textOfName` segments. */
export function fsPath(path: string): string | Buffer {
  if (!path.includes('\\x')) return path;
  return Buffer.concat(path.split(sep).flatMap((segment, index) => [...(index > 0 ? [slash] : []), bytesOf(segment)]));
}

const slash = Buffer.from(sep);

function bytesOf(segment: string): Buffer {
  if (!segment.includes('\\x')) return Buffer.from(segment);
  const parts: Buffer[] = [];
  for (const match of segment.matchAll(/\\x([0-9a-f]{2})|\\\\|[^\\]+|\\/g)) {
    const [whole, hex] = match;
    if (hex !== undefined) parts.push(Buffer.from(hex, 'hex'));
    else parts.push(Buffer.from(whole === '\\\\' ? '\\' : whole));
  }
  return Buffer.concat(parts);
}

export const joinPath = (folder: string, name: string): string => (folder === '/' ? `/${name}` : `${folder}/${name}`);

export function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

export const leafOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** True when `path` lies below `folder` at any depth. */
export const isBelow = (path: string, folder: string): boolean =>
  folder === '/' ? path.length > 1 : path.startsWith(`${folder}/`);
