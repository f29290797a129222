import type { Json } from '#core/kql/vector';
import { type SortKey, keyReader } from './compare-values';
import { type ColumnKind, type ResultColumn, type ResultRows, cellText, isNull } from './result-table';

/**
 * `is` and `not` take the exact value, `has` and `lacks` a part of its text in any case, `from` (at least) and `below` bounds of numbers,
 * times and timespans.
 */
export const filterOps = ['is', 'not', 'has', 'lacks', 'from', 'below', 'null', 'notnull'] as const;
export type FilterOp = (typeof filterOps)[number];

/** A condition on one column of a result. `column` is its id; `value` is text as on the wire: times in UTC. */
export type RowFilter = { readonly column: string; readonly op: FilterOp; readonly value: string };

/** What can be asked of a kind of column. */
export const opsFor = (kind: ColumnKind): readonly FilterOp[] => {
  switch (kind) {
    case 'number':
    case 'time':
    case 'span':
      return ['is', 'not', 'from', 'below', 'null', 'notnull'];
    case 'bool':
      return ['is', 'not', 'null', 'notnull'];
    case 'text':
    case 'guid':
    case 'dynamic':
      return ['has', 'lacks', 'is', 'not', 'null', 'notnull'];
  }
};

export const needsValue = (op: FilterOp): boolean => op !== 'null' && op !== 'notnull';

/** The filter as one value of the URL: `has:Computer:web`. */
export const encodeFilter = ({ column, op, value }: RowFilter): string =>
  `${op}:${encodeURIComponent(column)}:${value}`;

/** Reads such a value; undefined for anything else. */
export const decodeFilter = (text: string): RowFilter | undefined => {
  const match = /^(\w+):([^:]*):([^]*)$/.exec(text);
  const op = filterOps.find((known) => known === match?.[1]);
  if (!match || !op) return undefined;
  try {
    return { op, column: decodeURIComponent(match[2] ?? ''), value: match[3] ?? '' };
  } catch {
    return undefined;
  }
};

const bounds = (kind: ColumnKind, limit: string, test: (key: SortKey, limit: SortKey) => boolean) => {
  const read = keyReader(kind);
  const wanted = read(kind === 'bool' ? limit === 'true' : limit);
  return (value: Json | undefined) => !isNull(value) && test(read(value), wanted);
};

const isSame = (a: SortKey, b: SortKey) => Object.is(a, b) || a === b;

/** Whether a value of the column fits the filter. */
const condition = (
  { op, value: wanted }: RowFilter,
  { kind }: ResultColumn,
): ((value: Json | undefined) => boolean) => {
  switch (op) {
    case 'is':
      return bounds(kind, wanted, isSame);
    case 'not': {
      const is = bounds(kind, wanted, isSame);
      return (value) => !is(value);
    }
    case 'has': {
      const part = wanted.toLowerCase();
      return (value) => cellText(value).toLowerCase().includes(part);
    }
    case 'lacks': {
      const part = wanted.toLowerCase();
      return (value) => !cellText(value).toLowerCase().includes(part);
    }
    case 'from':
      return bounds(kind, wanted, (key, limit) => key !== null && limit !== null && key >= limit);
    case 'below':
      return bounds(kind, wanted, (key, limit) => key !== null && limit !== null && key < limit);
    case 'null':
      return isNull;
    case 'notnull':
      return (value) => !isNull(value);
  }
};

/** Numbers of the rows that fit all filters, in the order of the result. Filters on columns it lacks are left out. */
export const fittingRows = (
  rows: ResultRows,
  columns: readonly ResultColumn[],
  filters: readonly RowFilter[],
): Int32Array => {
  let order = new Int32Array(rows.length);
  for (let row = 0; row < order.length; row++) order[row] = row;
  for (const filter of filters) {
    const column = columns.find(({ id }) => id === filter.column);
    if (!column) continue;
    const fits = condition(filter, column);
    const { index } = column;
    order = order.filter((row) => fits(rows[row]?.[index]));
  }
  return order;
};
