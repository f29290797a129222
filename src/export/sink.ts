import type { FileKind } from './export-source';
import { type SaveTarget, fileTypes } from './save-target';

/** Where a file's bytes go. */
export type Sink = {
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** The file is whole: on disk, or what the browser shall download. */
  readonly close: () => Promise<Blob | undefined>;
  /** The file is not wanted: nothing of it stays. */
  readonly abort: () => Promise<void>;
  /** Bytes the sink holds at most; undefined where the disk decides. */
  readonly limit: number | undefined;
};

/** Bytes of a file that is kept in the browser until it is whole. */
const memoryLimit = 200_000_000;
/** Small pieces are joined when they come to this many bytes, and leave this thread's own memory. */
const joinAt = 8_000_000;

/** Keeps the file in the browser. */
const memorySink = (kind: FileKind): Sink => {
  const parts: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting = 0;
  const join = () => {
    parts.push(new Blob(pieces));
    pieces = [];
    waiting = 0;
  };
  return {
    limit: memoryLimit,
    write: (bytes) => {
      pieces.push(bytes);
      waiting += bytes.byteLength;
      if (waiting >= joinAt) join();
      return Promise.resolve();
    },
    close: () => {
      join();
      return Promise.resolve(new Blob(parts, { type: fileTypes[kind].mime }));
    },
    abort: () => {
      pieces = [];
      parts.length = 0;
      return Promise.resolve();
    },
  };
};

const diskSink = async (handle: FileSystemFileHandle): Promise<Sink> => {
  const stream = await handle.createWritable();
  return {
    limit: undefined,
    write: (bytes) => stream.write(bytes),
    close: async () => {
      await stream.close();
      return undefined;
    },
    abort: () => stream.abort(),
  };
};

/** Opens what the reader chose. */
export const openSink = async ({ handle }: SaveTarget, kind: FileKind): Promise<Sink> =>
  handle ? diskSink(handle) : memorySink(kind);
