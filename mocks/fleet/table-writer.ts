import type { TableSchema } from '#core/kql/schema';
import type { Batch, Json, Vector } from '#core/kql/vector';

/**
 * Writes rows straight into columns. Most cells of these wide tables are empty, so a column costs nothing until a row
 * sets it, and a run of rows that share a value (those of one server) is filled at once. `finish` gives the batch and starts the next one
 * in the same memory.
 */
export type TableWriter = {
  /** Starts the next row and returns its number. */
  readonly row: () => number;
  readonly length: () => number;
  readonly text: (column: number, value: string) => void;
  /** Like `text` for values that never repeat: no look-up. */
  readonly uniqueText: (column: number, value: string) => void;
  readonly number: (column: number, value: number) => void;
  readonly json: (column: number, value: Json) => void;
  /** Sets text in all rows from `from` to the last one. */
  readonly fillText: (column: number, value: string, from: number) => void;
  readonly fillNumber: (column: number, value: number, from: number) => void;
  readonly fillJson: (column: number, value: Json, from: number) => void;
  readonly finish: () => Batch;
};

type Cells =
  | { readonly kind: 'text'; codes: Int32Array; dictionary: string[]; readonly index: Map<string, number> }
  | { readonly kind: 'number'; values: Float64Array; nulls: Uint8Array }
  | { readonly kind: 'json'; readonly values: Json[] };

/** Positions of a table's columns by name; throws where it has none of that name. */
export function columnsOf(table: TableSchema): (name: string) => number {
  const positions = new Map(table.columns.map(({ name }, index) => [name, index]));
  return (name) => {
    const index = positions.get(name);
    if (index === undefined) throw new RangeError(`${table.name} has no column ${name}`);
    return index;
  };
}

export function createTableWriter(table: TableSchema, capacity = 256): TableWriter {
  const cells: (Cells | undefined)[] = table.columns.map(() => undefined);
  let length = 0;
  let reserved = capacity;

  function grow() {
    reserved *= 2;
    for (const cell of cells) {
      if (cell?.kind === 'text') cell.codes = enlarge(cell.codes, new Int32Array(reserved));
      if (cell?.kind === 'number') {
        cell.values = enlarge(cell.values, new Float64Array(reserved));
        cell.nulls = enlarge(cell.nulls, new Uint8Array(reserved).fill(1));
      }
    }
  }
  function textCells(column: number) {
    const cell = cells[column];
    if (cell?.kind === 'text') return cell;
    const created: Cells = {
      kind: 'text',
      codes: new Int32Array(reserved),
      dictionary: [''],
      index: new Map([['', 0]]),
    };
    cells[column] = created;
    return created;
  }
  function numberCells(column: number) {
    const cell = cells[column];
    if (cell?.kind === 'number') return cell;
    const created: Cells = {
      kind: 'number',
      values: new Float64Array(reserved),
      nulls: new Uint8Array(reserved).fill(1),
    };
    cells[column] = created;
    return created;
  }
  function jsonCells(column: number) {
    const cell = cells[column];
    if (cell?.kind === 'json') return cell;
    const created: Cells = { kind: 'json', values: [] };
    cells[column] = created;
    return created;
  }
  function codeOf(cell: Extract<Cells, { kind: 'text' }>, value: string) {
    const known = cell.index.get(value);
    if (known !== undefined) return known;
    const code = cell.dictionary.push(value) - 1;
    cell.index.set(value, code);
    return code;
  }

  return {
    row: () => {
      if (length === reserved) grow();
      return length++;
    },
    length: () => length,
    text: (column, value) => {
      const cell = textCells(column);
      cell.codes[length - 1] = codeOf(cell, value);
    },
    uniqueText: (column, value) => {
      const cell = textCells(column);
      cell.codes[length - 1] = cell.dictionary.push(value) - 1;
    },
    number: (column, value) => {
      const cell = numberCells(column);
      cell.values[length - 1] = value;
      cell.nulls[length - 1] = 0;
    },
    json: (column, value) => {
      jsonCells(column).values[length - 1] = value;
    },
    fillText: (column, value, from) => {
      const cell = textCells(column);
      cell.codes.fill(codeOf(cell, value), from, length);
    },
    fillNumber: (column, value, from) => {
      const cell = numberCells(column);
      cell.values.fill(value, from, length);
      cell.nulls.fill(0, from, length);
    },
    fillJson: (column, value, from) => {
      const { values } = jsonCells(column);
      for (let row = from; row < length; row++) values[row] = value;
    },
    finish: () => {
      const noText = { kind: 'text', dictionary: [''], codes: new Int32Array(length) } satisfies Vector;
      const noNumber = {
        kind: 'number',
        values: new Float64Array(length),
        nulls: new Uint8Array(length).fill(1),
      } satisfies Vector;
      const noJson = { kind: 'json', values: Array.from<Json>({ length }).fill(null) } satisfies Vector;
      const vectors = table.columns.map(({ type }, column): Vector => {
        const cell = cells[column];
        if (cell !== undefined) return taken(cell, length);
        if (type === 'dynamic') return noJson;
        return type === 'string' || type === 'guid' ? noText : noNumber;
      });
      const batch = { columns: table.columns, vectors, length };
      length = 0;
      return batch;
    },
  };
}

/** The first rows of a column, which is empty again afterwards. */
function taken(cell: Cells, length: number): Vector {
  switch (cell.kind) {
    case 'text': {
      const { dictionary } = cell;
      const codes = cell.codes.slice(0, length);
      cell.codes.fill(0, 0, length);
      cell.dictionary = [''];
      cell.index.clear();
      cell.index.set('', 0);
      return { kind: 'text', dictionary, codes };
    }
    case 'number': {
      const values = cell.values.slice(0, length);
      const nulls = cell.nulls.slice(0, length);
      cell.nulls.fill(1, 0, length);
      return nulls.includes(1) ? { kind: 'number', values, nulls } : { kind: 'number', values };
    }
    case 'json': {
      const values = Array.from({ length }, (_, row) => cell.values[row] ?? null);
      cell.values.length = 0;
      return { kind: 'json', values };
    }
  }
}

function enlarge<A extends Int32Array | Float64Array | Uint8Array>(from: A, into: A): A {
  into.set(from);
  return into;
}
