import { queryLimits } from '#core/fim/limits';
import type { Batch } from '#core/kql/vector';
import { wireLines } from '#core/kql/wire';
import type { Cut } from './query-errors';

export type ReplyLimits = { readonly rows: number; readonly bytes: number };
export const replyLimits: ReplyLimits = { rows: queryLimits.rows, bytes: queryLimits.bytes };

const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text).byteLength;

/** As many of the rows, from the first, as fit into `bytes`. */
const fitting = (rows: readonly string[], bytes: number): readonly string[] => {
  let used = 0;
  const count = rows.findIndex((row) => {
    used += bytesOf(row) + 1;
    return used > bytes;
  });
  return count < 0 ? rows : rows.slice(0, count);
};

/**
 * The rows of batches as JSON text, until a limit is reached: then `cut` says which. Stops reading the batches there.
 * Throws what the batches throw.
 */
export const encodeRows = async (
  batches: AsyncIterable<Batch>,
  limits: ReplyLimits,
): Promise<{ readonly text: string; readonly count: number; readonly cut?: Cut }> => {
  const parts: string[] = [];
  let count = 0;
  let bytes = 0;
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    const all = wireLines(batch);
    const room = limits.rows - count;
    const rows = all.length > room ? all.slice(0, room) : all;
    const text = rows.join(',');
    const size = bytesOf(text) + 1;
    if (bytes + size > limits.bytes) {
      const some = fitting(rows, limits.bytes - bytes);
      if (some.length > 0) parts.push(some.join(','));
      return { text: parts.join(','), count: count + some.length, cut: { by: 'bytes', limit: limits.bytes } };
    }
    if (rows.length > 0) parts.push(text);
    count += rows.length;
    bytes += size;
    if (rows.length < all.length) {
      return { text: parts.join(','), count, cut: { by: 'rows', limit: limits.rows } };
    }
  }
  return { text: parts.join(','), count };
};
