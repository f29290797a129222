import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * An append-only file of JSON records, one a line, each behind its checksum: `<crc32 in hex> <json>\n`. A record is
 * either there as a whole or not at all, so what belongs together goes into one record. `rewrite` replaces the file by
 * a shorter one with the same meaning.
 */
export type Journal = {
  /** Writes a record after all earlier ones; `durable` returns only when the disk has it. */
  readonly append: (record: unknown, durable: boolean) => Promise<void>;
  readonly rewrite: (records: Iterable<unknown>) => Promise<void>;
  /** Bytes appended since the last rewrite, and the size of the file after it. */
  readonly size: () => { readonly appended: number; readonly base: number };
  readonly close: () => Promise<void>;
};

/** What reading a journal found besides its records. */
export type JournalDamage =
  /** The last record was cut off by a crash: it was never acknowledged and is dropped. */
  | { readonly kind: 'torn'; readonly bytes: number }
  /** Records before the damage were read, `kept` of them; the damaged file was kept under `setAside`. */
  | { readonly kind: 'corrupt'; readonly kept: number; readonly setAside: string };

const encode = (record: unknown): Buffer => {
  const json = Buffer.from(JSON.stringify(record));
  return Buffer.concat([Buffer.from(`${crc32(json).toString(16).padStart(8, '0')} `), json, newline]);
};
const newline = Buffer.from('\n');

function decode(line: Buffer): unknown {
  const json = line.subarray(9);
  if (Number.parseInt(line.toString('latin1', 0, 8), 16) !== crc32(json)) return undefined;
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Reads a journal's records in order and reports damage; a file that does not exist has none. */
export async function readJournal(
  file: string,
  apply: (record: unknown) => void,
  setAsideName: () => string,
): Promise<JournalDamage | undefined> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  let kept = 0;
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    const record = end < 0 ? undefined : decode(bytes.subarray(from, end));
    if (record === undefined) {
      if (!hasRecordAfter(bytes, end)) {
        const handle = await open(file, 'r+');
        await handle.truncate(from);
        await handle.close();
        return { kind: 'torn', bytes: bytes.length - from };
      }
      const setAside = setAsideName();
      await rename(file, join(dirname(file), setAside));
      return { kind: 'corrupt', kept, setAside };
    }
    apply(record);
    kept += 1;
    from = end + 1;
  }
  return undefined;
}

/** A bad record with good ones after it is damage; without, it is the end of a write that never finished. */
function hasRecordAfter(bytes: Buffer, end: number): boolean {
  for (let from = end + 1; from > 0 && from < bytes.length; ) {
    const next = bytes.indexOf(0x0a, from);
    if (next < 0) return false;
    if (decode(bytes.subarray(from, next)) !== undefined) return true;
    from = next + 1;
  }
  return false;
}

/** Opens a journal for appending, creating it with mode 0600. */
export async function openJournal(file: string): Promise<Journal> {
  let handle: FileHandle = await open(file, 'a', 0o600);
  let base = (await handle.stat()).size;
  let appended = 0;
  let failed = false;
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  const append = async (record: unknown, durable: boolean) => {
    const bytes = encode(record);
    const { size } = await handle.stat();
    // After a failed write the file may end in half a record: cut it off before anything follows.
    if (failed && size > base + appended) await handle.truncate(base + appended);
    failed = true;
    await handle.appendFile(bytes);
    if (durable) await handle.datasync();
    failed = false;
    appended += bytes.length;
  };

  const rewrite = async (records: Iterable<unknown>) => {
    const draft = `${file}.new`;
    const next = await open(draft, 'w', 0o600);
    let size = 0;
    try {
      for (const record of records) {
        const bytes = encode(record);
        await next.appendFile(bytes);
        size += bytes.length;
      }
      await next.sync();
    } finally {
      await next.close();
    }
    await rename(draft, file);
    const folder = await open(dirname(file), 'r');
    await folder.sync();
    await folder.close();
    await handle.close();
    handle = await open(file, 'a', 0o600);
    base = size;
    appended = 0;
  };

  return {
    append: (record, durable) => inOrder(() => append(record, durable)),
    rewrite: (records) => inOrder(() => rewrite(records)),
    size: () => ({ appended, base }),
    close: () => inOrder(() => handle.close()),
  };
}
