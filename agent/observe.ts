import { createHash } from 'node:crypto';
import { type Entity, entityOf, sameContent } from './entity';
import { codeOf, type Files, isGone } from './files';

export type Observation =
  | { readonly kind: 'gone' }
  /** The path is there and its metadata cannot be read. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  | {
      readonly kind: 'seen';
      readonly entity: Entity;
      /** How many names the file has on its file system (hard links). */
      readonly names: number;
      /** Why the content could not be read, when it could not. */
      readonly unreadable?: string;
      /** The file kept changing while it was read: look again later. */
      readonly unsettled?: boolean;
    };

const chunkBytes = 262_144;
const maxAttempts = 3;

/** Looks at one path, and hashes a file unless `before` shows that its content cannot have changed. */
export async function observe(files: Files, path: string, before: Entity | undefined): Promise<Observation> {
  try {
    for (let attempt = 1; ; attempt += 1) {
      const stats = await files.lstat(path);
      const entity = entityOf(path, stats, stats.isSymbolicLink() ? await files.readLink(path) : '');
      const names = stats.nlink;
      if (entity.kind !== 'file' || entity.hashState === 'tooLarge') return { kind: 'seen', entity, names };
      if (before !== undefined && before.hashState === 'complete' && sameContent(before, entity)) {
        return { kind: 'seen', entity: { ...entity, hash: before.hash, hashState: 'complete' }, names };
      }
      const content = await hashContent(files, entity);
      if (content.kind === 'unreadable') {
        return { kind: 'seen', entity: { ...entity, hashState: 'unreadable' }, names, unreadable: content.reason };
      }
      // A file that changed between the two stats would get a hash that belongs to neither state.
      const settled = content.kind === 'hashed' && content.settled;
      if (!settled && attempt < maxAttempts) continue;
      const hashed: Entity =
        content.kind === 'hashed' ? { ...entity, hash: content.hash, hashState: 'complete' } : entity;
      return { kind: 'seen', entity: hashed, names, ...(!settled && { unsettled: true }) };
    }
  } catch (error) {
    return isGone(error) ? { kind: 'gone' } : { kind: 'unreadable', reason: codeOf(error) };
  }
}

type Content =
  | { readonly kind: 'hashed'; readonly hash: string; readonly settled: boolean }
  | { readonly kind: 'outgrown' }
  | { readonly kind: 'unreadable'; readonly reason: string };

const freeBuffers: Buffer[] = [];

async function hashContent(files: Files, entity: Entity): Promise<Content> {
  const buffer = freeBuffers.pop() ?? Buffer.allocUnsafe(chunkBytes);
  try {
    const file = await files.open(entity.path);
    try {
      const hash = createHash('sha256');
      let total = 0;
      while (total < entity.size) {
        const { bytesRead } = await file.read(buffer, 0, Math.min(chunkBytes, entity.size - total));
        if (bytesRead === 0) break;
        total += bytesRead;
        hash.update(buffer.subarray(0, bytesRead));
      }
      const after = entityOf(entity.path, await file.stat());
      if (after.kind !== 'file' || after.hashState === 'tooLarge') return { kind: 'outgrown' };
      return {
        kind: 'hashed',
        hash: hash.digest('hex'),
        settled: total === after.size && sameContent(entity, after),
      };
    } finally {
      await file.close();
    }
  } catch (error) {
    // Gone, or replaced by a link, between stat and open: the next look tells.
    if (isGone(error) || codeOf(error) === 'ELOOP') return { kind: 'outgrown' };
    return { kind: 'unreadable', reason: codeOf(error) };
  } finally {
    freeBuffers.push(buffer);
  }
}
