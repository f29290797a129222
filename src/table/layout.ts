import type { WindowTable } from './columns';

const gap = 12;
const padding = 12;
const toolWidths = { select: 20, menu: 24 } as const;

/** A column of the grid, px: at least `size`; `grow` is its share of the room that is left over. */
type Track = { readonly id: string; readonly size: number; readonly grow: number | undefined };

/** Widths of the tracks in `room` px, as a CSS grid with `minmax(size, grow fr)` gives them. */
export const widthsIn = (tracks: readonly Track[], room: number): ReadonlyMap<string, number> => {
  let growing = tracks.filter(({ grow }) => grow !== undefined);
  for (;;) {
    const fixed = tracks.filter((track) => !growing.includes(track)).reduce((sum, { size }) => sum + size, 0);
    const shares = growing.reduce((sum, { grow = 0 }) => sum + grow, 0);
    const share = (room - fixed) / shares;
    const kept = growing.filter(({ size, grow = 0 }) => size <= share * grow);
    if (kept.length === growing.length)
      return new Map(
        tracks.map((track) => [track.id, growing.includes(track) ? share * (track.grow ?? 0) : track.size]),
      );
    growing = kept;
  }
};

/**
 * Tracks of the grid that head and rows share, the width below which the table scrolls sideways, and how wide each column is in a
 * table of `width` px: all px. Without a width (0: not known yet) no column has one.
 */
export const layoutOf = (table: WindowTable, hasSelect: boolean, hasMenu: boolean, width: number) => {
  const { columnSizing } = table.state;
  const tracks = table.getVisibleLeafColumns().map((column): Track => {
    const { grow } = column.columnDef.meta ?? {};
    return { id: column.id, size: column.getSize(), grow: columnSizing[column.id] === undefined ? grow : undefined };
  });
  const tools = (hasSelect ? 1 : 0) + (hasMenu ? 1 : 0);
  const sizes = tracks.reduce((sum, { size }) => sum + size, 0);
  const others =
    (hasSelect ? toolWidths.select : 0) +
    (hasMenu ? toolWidths.menu : 0) +
    gap * Math.max(0, tracks.length + tools - 1) +
    2 * padding;
  return {
    template: [
      ...(hasSelect ? [`${toolWidths.select}px`] : []),
      ...tracks.map(({ size, grow }) => (grow === undefined ? `${size}px` : `minmax(${size}px, ${grow}fr)`)),
      ...(hasMenu ? [`minmax(${toolWidths.menu}px, max-content)`] : []),
    ].join(' '),
    minWidth: sizes + others,
    widths: width === 0 ? new Map<string, number>() : widthsIn(tracks, Math.max(sizes, width - others)),
  };
};
