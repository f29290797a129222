import type { QueryTable } from '#core/contract/query';
import type { Json } from '#core/kql/vector';

export type ResultRows = QueryTable['rows'];

/** How values of a column are shown, compared and aligned. */
export type ColumnKind = 'text' | 'number' | 'bool' | 'time' | 'span' | 'guid' | 'dynamic';

export type ResultColumn = {
  /** The name, made unique: a result may have several columns of one name. */
  readonly id: string;
  readonly name: string;
  /** KQL type as the reply has it. */
  readonly type: string;
  readonly kind: ColumnKind;
  /** Place in each row. */
  readonly index: number;
  /** No row has anything but null or the empty string here. */
  readonly isEmpty: boolean;
};

const kinds: Readonly<Record<string, ColumnKind>> = {
  string: 'text',
  guid: 'guid',
  int: 'number',
  long: 'number',
  real: 'number',
  double: 'number',
  decimal: 'number',
  bool: 'bool',
  datetime: 'time',
  timespan: 'span',
  dynamic: 'dynamic',
};

/** A result with more columns than this was hardly projected: nobody chose where its time stands. */
const manyColumns = 20;

const timeFirst = (columns: readonly ResultColumn[]): readonly ResultColumn[] => {
  const time = columns.length > manyColumns ? columns.find(({ name }) => name === 'TimeGenerated') : undefined;
  return time ? [time, ...columns.filter((column) => column !== time)] : columns;
};

/** Places of columns that no row fills. Row by row: a column of a hundred thousand rows has its cells all over the memory. */
const emptyPlaces = (count: number, rows: ResultRows): ReadonlySet<number> => {
  const empty = Array.from({ length: count }, (_, index) => index);
  for (const row of rows) {
    for (let at = empty.length - 1; at >= 0; at--) if (!isNothing(row[empty[at] ?? 0])) empty.splice(at, 1);
    if (empty.length === 0) break;
  }
  return new Set(empty);
};

/**
 * Columns of a result, each with an id of its own; rows stay as the reply has them. A whole table's TimeGenerated comes first, as in
 * Azure's own grid: the table's natural order has it near the end.
 */
export const resultColumns = ({ columns, rows }: QueryTable): readonly ResultColumn[] => {
  const seen = new Map<string, number>();
  const empty = emptyPlaces(columns.length, rows);
  const read = columns.map(({ name, type }, index): ResultColumn => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return {
      id: count === 1 ? name : `${name} (${count})`,
      name,
      type,
      kind: kinds[type] ?? 'text',
      index,
      isEmpty: empty.has(index),
    };
  });
  return timeFirst(read);
};

export const isNull = (value: Json | undefined): value is null | undefined => value === null || value === undefined;
/** Neither a value nor a text. */
export const isNothing = (value: Json | undefined) => isNull(value) || value === '';

/** A cell as exact text: times in UTC as on the wire, dynamic values as JSON; `''` for null. */
export const cellText = (value: Json | undefined): string =>
  isNull(value)
    ? ''
    : typeof value === 'string'
      ? value
      : typeof value === 'object'
        ? JSON.stringify(value)
        : `${value}`;

/** Parsed form of a dynamic cell, which the wire has as JSON text or, for a dynamic string, as that string. */
export const dynamicValue = (value: Json | undefined): Json => {
  if (typeof value !== 'string') return value ?? null;
  if (!/^\s*[[{"\d\-tfn]/.test(value)) return value;
  try {
    const parsed: Json = JSON.parse(value);
    return parsed;
  } catch {
    return value;
  }
};
