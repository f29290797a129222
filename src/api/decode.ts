import type { Json } from '#core/kql/vector';

/**
 * How a column is read:
 * `string` text, `''` for null; `number` int, long, real, decimal; `bool`; `time` datetime as milliseconds since 1970 (UTC,
 * whole microseconds survive as fractions); `timeText` datetime exactly as on the wire, for cursors; `json` dynamic, parsed.
 */
export type Reader = 'string' | 'number' | 'bool' | 'time' | 'timeText' | 'json';
export type RowSpec = Readonly<Record<string, Reader>>;

type Cell<R extends Reader> = R extends 'string'
  ? string
  : R extends 'number' | 'time'
    ? number | null
    : R extends 'bool'
      ? boolean | null
      : R extends 'timeText'
        ? string | null
        : Json;

/** One row as its spec says. A column the table lacks (Azure has no `_CF` columns) reads as empty. */
export type Row<S extends RowSpec> = { readonly [K in keyof S]: Cell<S[K]> };

/** A table of a query reply. */
export type WireTable = {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
};

/** Milliseconds since 1970 of a wire datetime (up to seven fraction digits), null where it is not one. */
export const timeFromWire = (text: string): number | null => {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?Z$/.exec(text);
  if (!match) {
    const parsed = Date.parse(text);
    return Number.isNaN(parsed) ? null : parsed;
  }
  const whole = Date.parse(`${match[1]}Z`);
  if (Number.isNaN(whole)) return null;
  return whole + Math.trunc(Number((match[2] ?? '').padEnd(7, '0')) / 10) / 1000;
};

const toNumber = (value: unknown): number | null => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const parsed = Number(value);
  return Number.isNaN(parsed) && value !== 'NaN' ? null : parsed;
};

const toJson = (value: unknown): unknown => {
  if (typeof value !== 'string') return value ?? null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const readCell = (reader: Reader, value: unknown): unknown => {
  switch (reader) {
    case 'string':
      return value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
    case 'number':
      return toNumber(value);
    case 'bool':
      return typeof value === 'boolean' ? value : null;
    case 'time':
      return typeof value === 'string' ? timeFromWire(value) : null;
    case 'timeText':
      return typeof value === 'string' ? value : null;
    case 'json':
      return toJson(value);
  }
};

/** Rows of a reply as typed objects, by column name. Unconvertible cells are empty, never an error: rows are data. */
export const decodeRows = <S extends RowSpec>(table: WireTable, spec: S): readonly Row<S>[] => {
  const fields = Object.entries(spec).map(([name, reader]) => ({
    name,
    reader,
    index: table.columns.findIndex((column) => column.name === name),
  }));
  return table.rows.map((cells) => {
    const row: Record<string, unknown> = {};
    for (const { name, reader, index } of fields) row[name] = readCell(reader, index < 0 ? null : cells[index]);
    // The one boundary where the spec becomes a type: `readCell` gives what `Cell` says, reader by reader.
    return row as Row<S>;
  });
};
