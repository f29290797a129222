import { Decompress, gzipSync, zlibSync } from 'fflate';

/** What a compressed text may grow to, bytes: a small one can hold gigabytes of zeros. */
const maxPlainBytes = 16 * 1024 * 1024;
/** Compressed bytes read at a time: one of them makes at most about a thousand. */
const chunk = 4096;

/** Texts shorter than this are stored as they are, as Kusto does: compressing them gains next to nothing. */
const worthCompressing = 64;

/** Bytes in gzip's or zlib's format; no file name and no time, so that equal texts stay equal. */
export const compressText = (format: 'gzip' | 'zlib', plain: Uint8Array): Uint8Array => {
  const level = plain.length < worthCompressing ? 0 : 6;
  const packed = format === 'zlib' ? zlibSync(plain, { level }) : gzipSync(plain, { level, mtime: 0 });
  // No level and "unknown system" in the header, as Kusto writes.
  if (format === 'gzip') packed.set([0, 0xff], 8);
  return packed;
};

/** Bytes that gzip or zlib data holds; undefined where it is neither, broken, or too large. */
export const decompressText = (packed: Uint8Array): Uint8Array | undefined => {
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Decompress((part, final) => {
    parts.push(part);
    size += part.length;
    ended ||= final;
  });
  try {
    for (let at = 0; at < packed.length; at += chunk) {
      stream.push(packed.subarray(at, at + chunk), at + chunk >= packed.length);
      if (size > maxPlainBytes) return undefined;
    }
  } catch {
    return undefined;
  }
  if (!ended) return undefined;
  const plain = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    plain.set(part, at);
    at += part.length;
  }
  return plain;
};
