import type { FileKind } from './export-source';

/** Where a file's bytes go. */
export type Sink = {
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** The file is whole: it is there, or the browser begins to download it. */
  readonly close: () => Promise<void>;
  /** The file is not wanted: nothing of it stays. */
  readonly abort: () => Promise<void>;
  /** Bytes the sink holds at most; undefined where the disk decides. */
  readonly limit: number | undefined;
};

/** Bytes of a file that is kept in the browser until it is whole. */
const memoryLimit = 200_000_000;
/** Small pieces are joined when they come to this many bytes, and leave the page's own memory. */
const joinAt = 8_000_000;
/** How long a finished download may take to begin, ms. */
const downloadGrace = 60_000;

const types: Readonly<Record<FileKind, { readonly mime: string; readonly extension: string; readonly name: string }>> =
  {
    csv: { mime: 'text/csv', extension: '.csv', name: 'Comma-separated values' },
    json: { mime: 'application/json', extension: '.json', name: 'JSON' },
    excel: {
      mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      extension: '.xlsx',
      name: 'Excel workbook',
    },
  };

/** A name every file system takes: no separators, nothing hidden, not endless. */
export const safeFileName = (name: string): string =>
  name
    .replaceAll(/[\p{C}\p{Z}\\/:*?"<>|]+/gu, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, 100) || 'export';

export const fileNameOf = (name: string, kind: FileKind): string => safeFileName(name) + types[kind].extension;

const download = (blob: Blob, fileName: string): void => {
  const href = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = href;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), downloadGrace);
};

/** Keeps the file in the browser, which downloads it when it is whole. */
export const memorySink = (fileName: string, kind: FileKind, limit = memoryLimit): Sink => {
  let whole = new Blob([], { type: types[kind].mime });
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting = 0;
  const join = () => {
    whole = new Blob([whole, ...pieces], { type: types[kind].mime });
    pieces = [];
    waiting = 0;
  };
  return {
    limit,
    write: (bytes) => {
      pieces.push(bytes);
      waiting += bytes.byteLength;
      if (waiting >= joinAt) join();
      return Promise.resolve();
    },
    close: () => {
      join();
      download(whole, fileName);
      return Promise.resolve();
    },
    abort: () => {
      pieces = [];
      return Promise.resolve();
    },
  };
};

const diskSink = async (handle: FileSystemFileHandle): Promise<Sink> => {
  const stream = await handle.createWritable();
  return {
    limit: undefined,
    write: (bytes) => stream.write(bytes),
    close: () => stream.close(),
    abort: () => stream.abort(),
  };
};

/** Not in every browser, and in no list of types yet. */
const savePicker = (): ((options: object) => Promise<unknown>) | undefined => {
  const found: unknown = Reflect.get(window, 'showSaveFilePicker');
  return typeof found === 'function' ? async (options) => Reflect.apply(found, window, [options]) : undefined;
};

/**
 * Asks where the file shall go, where the browser can write to disk; has to be called at once when the reader presses. Undefined:
 * the reader changed their mind.
 */
export const openSink = async (
  fileName: string,
  kind: FileKind,
): Promise<{ readonly sink: Sink; readonly fileName: string } | undefined> => {
  const inMemory = { sink: memorySink(fileName, kind), fileName };
  const picker = savePicker();
  if (!picker) return inMemory;
  const { mime, extension, name } = types[kind];
  try {
    const handle = await picker({
      suggestedName: fileName,
      types: [{ description: name, accept: { [mime]: [extension] } }],
    });
    return handle instanceof FileSystemFileHandle ? { sink: await diskSink(handle), fileName: handle.name } : inMemory;
  } catch (error) {
    // Any other refusal (a frame, a policy): the browser downloads it.
    return error instanceof DOMException && error.name === 'AbortError' ? undefined : inMemory;
  }
};

/** Lets the browser download a text. */
export const downloadText = (text: string, fileName: string): void =>
  download(new Blob([text], { type: 'text/plain;charset=utf-8' }), fileName);
