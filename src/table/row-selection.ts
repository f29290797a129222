import { useCallback, useMemo, useState } from 'react';

/**
 * Selected rows by their key, as they were when they were selected: copying them must not depend on which pages are still in memory.
 */
export type RowSelection<R> = {
  readonly rows: ReadonlyMap<string, R>;
  readonly set: (rows: ReadonlyMap<string, R>) => void;
  readonly clear: () => void;
};

const none: ReadonlyMap<string, never> = new Map<string, never>();

/** Selection of a table, for the table's owner to keep. */
export const useRowSelection = <R>(): RowSelection<R> => {
  const [rows, set] = useState<ReadonlyMap<string, R>>(none);
  const clear = useCallback(() => set(none), []);
  return useMemo(() => ({ rows, set, clear }), [rows, clear]);
};
