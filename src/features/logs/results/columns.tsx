import type { TableColumn } from '../../../table/columns';
import type { Zone } from '../../../time-range/range';
import { zoneLabel } from '../../../time-range/zone';
import { visibleString } from '../../../ui/visible-parts';
import { ResultCell, shownText } from './cell';
import { type ColumnKind, type ResultColumn, type ResultRows, isNull } from './result-table';

/** Rows that are looked at for the width of a column. */
const sampled = 60;
/** Longer texts are wider than any column. */
const longestText = 100;

/** Usual and largest width by kind, px, and the width of a character. */
const widths: Readonly<
  Record<ColumnKind, { readonly least: number; readonly most: number; readonly perCharacter: number }>
> = {
  text: { least: 88, most: 340, perCharacter: 7.4 },
  number: { least: 72, most: 200, perCharacter: 7.5 },
  bool: { least: 64, most: 90, perCharacter: 7 },
  time: { least: 144, most: 264, perCharacter: 7.5 },
  span: { least: 80, most: 180, perCharacter: 7.5 },
  guid: { least: 120, most: 276, perCharacter: 7.3 },
  dynamic: { least: 120, most: 360, perCharacter: 7.3 },
};

/** What the head calls a column: times name their zone. */
export const columnHead = ({ name, kind }: ResultColumn, zone: Zone): string =>
  visibleString(kind === 'time' ? `${name} [${zoneLabel(zone)}]` : name) || '(no name)';

/** Columns of the grid over a result's rows, which the grid's own rows name by number. */
export const gridColumns = (
  columns: readonly ResultColumn[],
  rows: ResultRows,
  zone: Zone,
  showEmpty: boolean,
): readonly TableColumn<number>[] => {
  const step = Math.max(1, Math.floor(rows.length / sampled));
  return columns.map((column): TableColumn<number> => {
    const { id, kind, index, isEmpty } = column;
    const { least, most, perCharacter } = widths[kind];
    let longest = 0;
    for (let row = 0; row < rows.length; row += step) {
      const text = shownText(rows[row]?.[index], kind, zone).slice(0, longestText);
      longest = Math.max(longest, visibleString(text).length);
    }
    const head = columnHead(column, zone);
    const isFigure = kind === 'number' || kind === 'span';
    const wanted = Math.max(longest * perCharacter, head.length * 8 + (isFigure ? 40 : 24)) + (isFigure ? 24 : 8);
    const size = Math.round(Math.min(most, Math.max(least, wanted)));
    return {
      id,
      header: head,
      size,
      enableSorting: true,
      enableHiding: true,
      meta: {
        align: isFigure ? 'end' : 'start',
        optional: isEmpty && !showEmpty,
        ...(wanted > size && (kind === 'text' || kind === 'dynamic') ? { grow: 1 } : {}),
      },
      show: (row) => <ResultCell value={rows[row]?.[index]} kind={kind} zone={zone} />,
    };
  });
};

/** Name of a row for screen readers: its first values. */
export const rowName = (rows: ResultRows, columns: readonly ResultColumn[], row: number, zone: Zone): string =>
  columns
    .filter(({ isEmpty }) => !isEmpty)
    .slice(0, 4)
    .flatMap(({ index, kind }) => {
      const value = rows[row]?.[index];
      return isNull(value) ? [] : [visibleString(shownText(value, kind, zone).slice(0, 80))];
    })
    .join(', ');
