import type { RowIds } from './store';

/**
 * Tells rows that were stored before. An id is `<epoch>:<sequence>`: what is not above the last sequence of its
 * workspace and epoch is a repeat. Any other id (importers use content hashes) is a repeat when it was seen.
 */
export const createRowIdentity = () => {
  const lastSequence = new Map<string, number>();
  const others = new Set<string>();
  /** Row numbers of a batch that are new, in order; remembers them as stored. */
  const fresh = (workspace: string, ids: RowIds, length: number): Int32Array => {
    const rows = new Int32Array(length);
    let count = 0;
    for (let row = 0; row < length; row++) {
      const id = ids[row];
      const match = id === undefined ? null : /^(.+):(\d{1,15})$/.exec(id);
      if (match) {
        const epoch = `${workspace} ${match[1]}`;
        const sequence = Number(match[2]);
        if (sequence <= (lastSequence.get(epoch) ?? -1)) continue;
        lastSequence.set(epoch, sequence);
      } else if (id !== undefined) {
        if (others.has(`${workspace} ${id}`)) continue;
        others.add(`${workspace} ${id}`);
      }
      rows[count++] = row;
    }
    return rows.subarray(0, count);
  };
  return { fresh };
};
