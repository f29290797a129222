import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { fsPath, textOfName } from './path-text';

/** One open file: what hashing needs of a Node `FileHandle`. */
export type OpenFile = {
  readonly read: (buffer: Uint8Array, offset: number, length: number) => Promise<{ readonly bytesRead: number }>;
  readonly stat: () => Promise<Stats>;
  readonly close: () => Promise<void>;
};

/** The file system as the agent sees it. A port, so that tests can make a path unreadable even when they run as root. */
export type Files = {
  readonly lstat: (path: string) => Promise<Stats>;
  /** Names in a folder, in the text form of path-text. */
  readonly names: (path: string) => Promise<string[]>;
  readonly readLink: (path: string) => Promise<string>;
  /** The path without symbolic links. Throws ENOENT for a dangling one and ELOOP for a circle. */
  readonly realPath: (path: string) => Promise<string>;
  /** Opens for reading; never blocks on a pipe and never follows a link that took the file's place meanwhile. */
  readonly open: (path: string) => Promise<OpenFile>;
};

const readFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const textOfPath = (bytes: Buffer): string => {
  if (!bytes.includes(0x5c) && !bytes.toString('utf8').includes('\ufffd')) return bytes.toString('utf8');
  const segments: string[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const at = bytes.indexOf(0x2f, from);
    const to = at < 0 ? bytes.length : at;
    segments.push(textOfName(bytes.subarray(from, to)));
    from = to + 1;
  }
  return segments.join('/');
};

/**
 * The real file system. The calls of which a scan makes thousands are synchronous inside: a trip through the thread pool
 * costs ten times the call itself. Who makes many of them in a row has to let others run now and then.
 */
export const nodeFiles: Files = {
  lstat: async (path) => lstatSync(fsPath(path)),
  names: async (path) => readdirSync(fsPath(path), { encoding: 'buffer' }).map(textOfName),
  readLink: async (path) => textOfPath(readlinkSync(fsPath(path), { encoding: 'buffer' })),
  realPath: async (path) => textOfPath(realpathSync.native(fsPath(path), { encoding: 'buffer' })),
  open: async (path) => {
    const descriptor = openSync(fsPath(path), readFlags);
    return {
      read: async (buffer, offset, length) => ({ bytesRead: readSync(descriptor, buffer, offset, length, null) }),
      stat: async () => fstatSync(descriptor),
      close: async () => closeSync(descriptor),
    };
  },
};

/** The error code of a failed file system call (`ENOENT` ...), `'UNKNOWN'` for anything else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}

/** Codes that mean "not there", as opposed to "there, and I may not look". */
export const isGone = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
