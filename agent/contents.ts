import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { chunksOf, contentExclusion, fileContentTable, holdsPrivateKey } from '#core/fim/file-content';
import { maxHashedBytes } from '#core/fim/limits';
import type { Entity } from './entity';
import { codeOf, type Files, isGone } from './files';
import type { Ledger } from './ledger';
import type { Log } from './log';
import type { Machine } from './machine';
import { contentRows } from './rows';

/** No more content is spooled while this many chunks wait: a server that is away costs little disk. */
const maxWaiting = 500;

/**
 * Keeps versions of text files whose items ask for it: each content the baseline names by its hash is sent once. What changed again
 * before it could be read has no version; the change itself is reported all the same.
 */
export type Contents = {
  /** Files to look at again; those that need nothing are passed over. */
  readonly add: (paths: Iterable<string>) => void;
  /** Everything an item reaches. */
  readonly addItem: (name: string) => void;
  /** Spools the next content; true when there may be more at once. */
  readonly step: (now: number) => Promise<boolean>;
};

export function createContents(ledger: Ledger, machine: Machine, files: Files, log: Log): Contents {
  const waiting = new Set<string>();

  /** Largest content that any item the file is reached through wants, bytes. */
  const wanted = (path: string): { readonly entity: Entity; readonly bytes: number } | undefined => {
    const tracked = ledger.entity(path);
    if (tracked === undefined) return undefined;
    const bytes = Math.max(0, ...tracked.via.map((name) => ledger.item(name)?.item.maxContentBytes ?? 0));
    return { entity: tracked.entity, bytes: Math.min(bytes, maxHashedBytes) };
  };

  const step = async (now: number): Promise<boolean> => {
    const [path] = waiting;
    if (path === undefined || ledger.spooledCount(fileContentTable) > maxWaiting) return false;
    waiting.delete(path);
    const found = wanted(path);
    if (found === undefined || found.bytes === 0) return true;
    const { entity, bytes } = found;
    if (entity.kind !== 'file' || entity.hashState !== 'complete' || entity.size > bytes) return true;
    if (ledger.hasContent(entity.hash) || contentExclusion(path) !== undefined) return true;
    const text = await readText(files, entity).catch((error: unknown) => {
      if (!isGone(error)) log.warn({ path, reason: codeOf(error) }, 'content not kept');
    });
    if (text === undefined || holdsPrivateKey(text)) return true;
    const rows = contentRows(machine, now, entity, chunksOf(text));
    await ledger.commit({
      rows: rows.map((row) => ({ table: fileContentTable, row })),
      contents: [entity.hash],
    });
    return true;
  };

  return {
    add: (paths) => {
      for (const path of paths) if ((wanted(path)?.bytes ?? 0) > 0) waiting.add(path);
    },
    addItem: (name) => {
      for (const { entity, via } of ledger.entities()) if (via.includes(name)) waiting.add(entity.path);
    },
    step,
  };
}

/** The file's text; undefined when it is no text or not any more what the hash names. */
async function readText(files: Files, entity: Entity): Promise<string | undefined> {
  const file = await files.open(entity.path);
  try {
    const buffer = Buffer.alloc(entity.size + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      ({ bytesRead: read } = await file.read(buffer.subarray(length), 0, buffer.length - length));
    }
    const bytes = buffer.subarray(0, length);
    const isSame = createHash('sha256').update(bytes).digest('hex') === entity.hash;
    return isSame && isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : undefined;
  } finally {
    await file.close();
  }
}
