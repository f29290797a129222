import { type WindowTable, placeColumn } from './columns';

/** How far a key makes a column wider or narrower, px. */
export const stepWidth = 16;

/** Puts a column directly before or after another visible one. */
export const moveColumn = (table: WindowTable, id: string, target: string, side: 'before' | 'after'): void => {
  const ids = table.getAllLeafColumns().map((column) => column.id);
  table.setColumnOrder([...placeColumn(ids, id, target, side)]);
};

/** Widths of the heads on screen, px, by column. */
const shownWidths = (headRow: HTMLElement): ReadonlyMap<string, number> =>
  new Map(
    [...headRow.querySelectorAll<HTMLElement>('[data-head]')].map((head) => [
      head.dataset['head'] ?? '',
      head.getBoundingClientRect().width,
    ]),
  );

/**
 * Starts to resize a column; the answer sets its width to what it was plus so many px. Columns before it keep the width they have on
 * screen, so that its edge stays under the pointer; those after it share what remains. The library's own handler cannot know what
 * width the grid gave to a column.
 */
export const beginResize = (table: WindowTable, id: string, headRow: HTMLElement | null) => {
  const shown = headRow ? shownWidths(headRow) : new Map<string, number>();
  const visible = table.getVisibleLeafColumns().map((known) => known.id);
  const before = visible.slice(0, visible.indexOf(id));
  const within = (known: string, width: number) => {
    const { minSize = 48, maxSize = 2000 } = table.getColumn(known)?.columnDef ?? {};
    return Math.min(maxSize, Math.max(minSize, Math.round(width)));
  };
  const widthOf = (known: string) => within(known, shown.get(known) ?? table.getColumn(known)?.getSize() ?? 0);
  const fixed = Object.fromEntries(before.map((known) => [known, widthOf(known)]));
  const start = widthOf(id);
  return (px: number): void =>
    table.setColumnSizing((sizing) => ({ ...sizing, ...fixed, [id]: within(id, start + px) }));
};
