import type { WindowTable } from './columns';

const gap = 12;
const padding = 12;
const toolWidths = { select: 20, menu: 24 } as const;

/** Tracks of the grid that head and rows share, and the width below which the table scrolls sideways, px. */
export const layoutOf = (table: WindowTable, hasSelect: boolean, hasMenu: boolean) => {
  const { columnSizing } = table.state;
  const columns = table.getVisibleLeafColumns();
  const tracks = columns.map((column) => {
    const { grow } = column.columnDef.meta ?? {};
    const size = `${column.getSize()}px`;
    return grow === undefined || columnSizing[column.id] !== undefined ? size : `minmax(${size}, ${grow}fr)`;
  });
  const tools = (hasSelect ? 1 : 0) + (hasMenu ? 1 : 0);
  const widths = columns.reduce((sum, column) => sum + column.getSize(), 0);
  const fixed = (hasSelect ? toolWidths.select : 0) + (hasMenu ? toolWidths.menu : 0);
  return {
    template: [
      ...(hasSelect ? [`${toolWidths.select}px`] : []),
      ...tracks,
      ...(hasMenu ? [`minmax(${toolWidths.menu}px, max-content)`] : []),
    ].join(' '),
    minWidth: widths + fixed + gap * Math.max(0, columns.length + tools - 1) + 2 * padding,
  };
};
