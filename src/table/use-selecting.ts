import { useRef, useState } from 'react';
import { formatCount } from '../ui/numbers';
import type { RowSelection } from './row-selection';

type Options<R> = {
  readonly selection: RowSelection<R> | undefined;
  readonly total: number;
  readonly rowAt: (index: number) => R | undefined;
  readonly rowKey: (row: R) => string;
};

/** A range that is being stretched: where it began, and what was selected before it. */
type Range<R> = {
  readonly anchor: number;
  readonly before: ReadonlyMap<string, R>;
  readonly made: ReadonlyMap<string, R>;
};

/**
 * Selecting rows of a table by number, with `x`, check boxes, Shift and "all". Only rows in memory can be selected; `note` says so
 * where a step asked for more.
 */
export const useSelecting = <R>({ selection, total, rowAt, rowKey }: Options<R>) => {
  const range = useRef<Range<R>>(undefined);
  const [note, setNote] = useState('');
  if (!selection) return undefined;
  const { rows, set } = selection;

  const loaded = (from: number, to: number) => {
    const found: [string, R][] = [];
    for (let index = Math.max(0, from); index <= Math.min(to, total - 1); index++) {
      const row = rowAt(index);
      if (row !== undefined) found.push([rowKey(row), row]);
    }
    return found;
  };
  const stateOfAll = (): boolean | 'mixed' => {
    if (rows.size === 0) return false;
    // More of them than are listed prove nothing.
    return rows.size >= total && loaded(0, total - 1).every(([key]) => rows.has(key)) ? true : 'mixed';
  };
  const tellMissing = (wanted: number, found: number) =>
    setNote(found < wanted ? `${formatCount(wanted - found)} rows that are not loaded yet are not selected` : '');

  return {
    note: rows.size === 0 ? '' : note,
    isSelected: (key: string) => rows.has(key),
    /** What the box over all rows shows. Selected rows may be ones that are not listed now. */
    all: stateOfAll(),
    /** Selects a row, or no longer; the next range begins here. */
    toggle: (index: number) => {
      const row = rowAt(index);
      if (row === undefined) return;
      const next = new Map(rows);
      if (!next.delete(rowKey(row))) next.set(rowKey(row), row);
      range.current = { anchor: index, before: next, made: next };
      setNote('');
      set(next);
    },
    /** Selects everything between where the range began (`from` for a new one) and `to`; a shorter range gives rows back. */
    extend: (from: number, to: number) => {
      const known = range.current;
      // Anything that changed the selection by other means ends the range.
      const { anchor, before } = known?.made === rows ? known : { anchor: from, before: rows };
      const found = loaded(Math.min(anchor, to), Math.max(anchor, to));
      const next = new Map([...before, ...found]);
      range.current = { anchor, before, made: next };
      tellMissing(Math.abs(to - anchor) + 1, found.length);
      set(next);
    },
    /** The next range begins elsewhere. */
    endRange: () => {
      range.current = undefined;
    },
    /** Every row in memory, or none if all of them are selected. */
    toggleAll: () => {
      const found = loaded(0, total - 1);
      const isAll = found.length > 0 && found.every(([key]) => rows.has(key));
      range.current = undefined;
      tellMissing(total, isAll ? total : found.length);
      set(new Map(isAll ? [] : [...rows, ...found]));
    },
  };
};
