import type { Stats } from 'node:fs';
import { maxHashedBytes } from '#core/fim/limits';

export type EntityKind = 'file' | 'folder' | 'link' | 'other';

/** `none` for what has no content to hash (folders, links, devices). */
export type HashState = 'complete' | 'tooLarge' | 'unreadable' | 'none';

/** What the baseline knows of one path. Times in ms since 1970, UTC; sizes in bytes. */
export type Entity = {
  /** Real path: no symbolic link in it, except that a link's own last segment is the link. */
  readonly path: string;
  readonly kind: EntityKind;
  readonly size: number;
  readonly modified: number;
  /** Time of the last status change (ctime). */
  readonly changed: number;
  /** 0 where the file system does not keep it. */
  readonly created: number;
  readonly inode: number;
  readonly device: number;
  /** Permission bits with set-id and sticky, 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** SHA-256 in lower hex; empty unless `hashState` is complete. */
  readonly hash: string;
  readonly hashState: HashState;
  /** Text of a symbolic link, else empty. */
  readonly target: string;
};

export function kindOf(stats: Stats): EntityKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

/** An entity from its `lstat`, before any hashing. */
export function entityOf(path: string, stats: Stats, target = ''): Entity {
  const kind = kindOf(stats);
  return {
    path,
    kind,
    // A folder's own size and times follow from its entries, which are tracked themselves.
    size: kind === 'folder' ? 0 : stats.size,
    modified: kind === 'folder' ? 0 : stats.mtimeMs,
    changed: kind === 'folder' ? 0 : stats.ctimeMs,
    created: stats.birthtimeMs > 0 ? stats.birthtimeMs : 0,
    inode: stats.ino,
    device: stats.dev,
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    hash: '',
    hashState: kind === 'file' && stats.size > maxHashedBytes ? 'tooLarge' : 'none',
    target,
  };
}

/** True when nothing about the file can have changed since `before` was hashed, so its hash still stands. */
export const sameContent = (before: Entity, now: Entity): boolean =>
  before.kind === now.kind &&
  before.size === now.size &&
  before.modified === now.modified &&
  before.changed === now.changed &&
  before.inode === now.inode;

/** True when `moved` is `before` under another name: the same inode, not a new file that was given a freed inode. */
export const isSameFile = (before: Entity, moved: Entity): boolean =>
  before.kind === moved.kind &&
  before.inode === moved.inode &&
  before.device === moved.device &&
  (before.created > 0 && moved.created > 0
    ? before.created === moved.created
    : before.kind !== 'folder' && before.size === moved.size && before.modified === moved.modified);

const kindLetters = { file: '-', folder: 'd', link: 'l', other: '?' } satisfies Record<EntityKind, string>;

/** Mode as people read it: `0644 -rw-r--r--`, with the target after a symbolic link. */
export function attributesText(entity: Entity): string {
  const { mode } = entity;
  const bit = (flag: number, letter: string) => (mode & flag ? letter : '-');
  const special = (execute: number, flag: number, letter: string) =>
    mode & flag ? (mode & execute ? letter : letter.toUpperCase()) : bit(execute, 'x');
  const letters = [
    kindLetters[entity.kind],
    bit(0o400, 'r') + bit(0o200, 'w') + special(0o100, 0o4000, 's'),
    bit(0o040, 'r') + bit(0o020, 'w') + special(0o010, 0o2000, 's'),
    bit(0o004, 'r') + bit(0o002, 'w') + special(0o001, 0o1000, 't'),
  ].join('');
  const text = `${mode.toString(8).padStart(4, '0')} ${letters}`;
  return entity.kind === 'link' ? `${text} -> ${entity.target}` : text;
}
