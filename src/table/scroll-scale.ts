/**
 * Browsers cap the height of an element (Firefox near 17 million px), which a million rows exceed. The scroller is therefore never
 * taller than `maxHeight`: `physical` is what the browser scrolls, `offset` is where the reader is in the true list. Small steps
 * (wheel, keys, touch) move both alike; a jump (dragged bar) maps in proportion; at rest the two are brought back together.
 */
export type ScrollPosition = { readonly physical: number; readonly offset: number };

/** Heights in px: of all rows, and of what is visible of them. */
export type ScrollExtent = { readonly content: number; readonly viewport: number };

export const maxHeight = 8_000_000;

/** Height the scrolled element gets. */
export const physicalHeight = (content: number): number => Math.min(content, maxHeight);

const limit = (value: number, high: number) => Math.min(Math.max(value, 0), Math.max(0, high));
const ends = ({ content, viewport }: ScrollExtent) => ({
  offset: Math.max(0, content - viewport),
  physical: Math.max(0, physicalHeight(content) - viewport),
});

/** Where the browser's bar belongs for a place in the list. */
export const physicalFor = (offset: number, extent: ScrollExtent): number => {
  const end = ends(extent);
  return end.offset === end.physical
    ? limit(offset, end.offset)
    : (limit(offset, end.offset) / end.offset) * end.physical;
};

/** The reader's place after the browser scrolled to `physical`. */
export const scrolledTo = (before: ScrollPosition, physical: number, extent: ScrollExtent): ScrollPosition => {
  const end = ends(extent);
  if (end.offset === end.physical) return { physical, offset: limit(physical, end.offset) };
  if (physical <= 0) return { physical, offset: 0 };
  if (physical >= end.physical - 1) return { physical, offset: end.offset };
  const step = physical - before.physical;
  const offset = Math.abs(step) <= extent.viewport ? before.offset + step : (physical / end.physical) * end.offset;
  return { physical, offset: limit(offset, end.offset) };
};

/** Offset that shows row `index` whole, moving no further than needed. */
export const offsetShowing = (index: number, offset: number, rowHeight: number, extent: ScrollExtent): number => {
  const top = index * rowHeight;
  if (top < offset) return limit(top, ends(extent).offset);
  const bottom = top + rowHeight - extent.viewport;
  return limit(Math.max(offset, bottom), ends(extent).offset);
};
