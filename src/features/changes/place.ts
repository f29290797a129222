import { rowCondition } from '#core/fim/change-address';
import { type ChangeCells, textCell } from '#core/fim/entity';
import { kqlDatetime, kqlPipe, kqlString } from '#core/fim/kql-text';
import type { RowSpec } from '../../api/decode';
import { type ChangeList, extra, listed, microsOf, receivedUpTo, sortKeys, tieColumns } from './queries';
import { sortColumn } from './search';

export const placeSpec = { Newer: 'number', Here: 'number' } as const satisfies RowSpec;

/** Rows that a part of an order puts above the change, and those it leaves beside it. */
type Part = { readonly above: string; readonly beside: string };

const byText = (expression: string, value: string, desc: boolean): Part => ({
  above: `strcmp(${expression}, ${value}) ${desc ? '>' : '<'} 0`,
  beside: `${expression} == ${value}`,
});

const byTime = (micros: number): Part => ({
  above: `TimeGenerated >= ${kqlDatetime(micros + 1)}`,
  beside: `TimeGenerated >= ${kqlDatetime(micros)}`,
});

/** Rows above the change in an order: each part counts among those that the parts before it leave beside. */
const aboveAll = ([first, ...others]: readonly Part[]): string =>
  first === undefined
    ? 'false'
    : others.length === 0
      ? first.above
      : `${first.above} or (${first.beside} and (${aboveAll(others)}))`;

const orderParts = ({ sort }: ChangeList, cells: ChangeCells): readonly Part[] => {
  const by = sortColumn(sort);
  const cell = (column: string) => kqlString(textCell(cells, column));
  const rowId = byText(extra('RowId_CF'), cell('RowId_CF'), true);
  const ties = tieColumns.map((column) => byText(column, cell(column), false));
  return [
    ...(by ? [byText('SortKey', sortKeys[by.column](cell), by.desc)] : []),
    byTime(microsOf(cells)),
    // An id is of one row alone.
    ...(textCell(cells, 'RowId_CF') === '' ? [rowId, ...ties] : [rowId]),
  ];
};

/**
 * Where a change stands in the list: rows above it (in the order by time: newer ones), and whether it is in the list at all. Counted,
 * which is far less work than to put all rows into the order.
 */
export const placeKql = (list: ChangeList, cells: ChangeCells, snapshot: string | undefined): string => {
  const by = sortColumn(list.sort);
  const micros = microsOf(cells);
  const above = by ? aboveAll(orderParts(list, cells)) : byTime(micros).above;
  return kqlPipe(
    listed(list),
    receivedUpTo(snapshot),
    by && `extend SortKey = ${sortKeys[by.column]((column) => column)}`,
    `summarize Newer = countif(${above}), Here = countif(${rowCondition(cells, micros)})`,
  );
};
