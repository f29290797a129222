import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';

/**
 * Selected rows by their key, as they were when they were selected: copying them must not depend on which pages are still in memory.
 */
export type RowSelection<R> = {
  readonly rows: ReadonlyMap<string, R>;
  readonly set: (rows: ReadonlyMap<string, R>) => void;
  readonly clear: () => void;
};

const none: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Ends a selection when another list is shown (`list` names what it is narrowed to): commands must not act on rows that nobody sees any
 * more. `tell` is told of it where rows were selected.
 */
export const useSelectionOf = <R>({ rows, clear }: RowSelection<R>, list: string, tell: () => void): void => {
  const end = useEffectEvent((_list: string) => {
    if (rows.size === 0) return;
    clear();
    tell();
  });
  useEffect(() => end(list), [list]);
};

/** Selection of a table, for the table's owner to keep. */
export const useRowSelection = <R>(): RowSelection<R> => {
  const [rows, set] = useState<ReadonlyMap<string, R>>(none);
  const clear = useCallback(() => set(none), []);
  return useMemo(() => ({ rows, set, clear }), [rows, clear]);
};
