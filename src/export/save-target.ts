import type { FileKind } from './export-source';

/** Where a file goes: to disk, or into the browser's memory until it is whole and can be downloaded. */
export type SaveTarget = { readonly handle: FileSystemFileHandle | undefined; readonly fileName: string };

/** How long a finished download may take to begin, ms. */
const downloadGrace = 60_000;

export const fileTypes: Readonly<
  Record<FileKind, { readonly mime: string; readonly extension: string; readonly name: string }>
> = {
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

/** Lets the browser download a file it holds. */
export const download = (file: Blob, fileName: string): void => {
  const href = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = href;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), downloadGrace);
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
export const askTarget = async (name: string, kind: FileKind): Promise<SaveTarget | undefined> => {
  const { mime, extension, name: typeName } = fileTypes[kind];
  const inMemory = { handle: undefined, fileName: safeFileName(name) + extension };
  const picker = savePicker();
  if (!picker) return inMemory;
  try {
    const handle = await picker({
      suggestedName: inMemory.fileName,
      types: [{ description: typeName, accept: { [mime]: [extension] } }],
    });
    return handle instanceof FileSystemFileHandle ? { handle, fileName: handle.name } : inMemory;
  } catch (error) {
    // Any other refusal (a frame, a policy): the browser downloads it.
    return error instanceof DOMException && error.name === 'AbortError' ? undefined : inMemory;
  }
};
