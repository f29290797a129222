import type { ScalarFunction } from '../registry';
import type { ColumnType } from '../schema';
import type { Json } from '../vector';
import { define, type NamedParameter, type Parameter, stepOf } from './define';
import { memoJson, memoNumber, memoText } from './memo';
import { asText, type Cell, cellReader, convert, dynamicReader, vectorOfCells } from './read';

type RowDefinition = {
  readonly name: string;
  readonly params: readonly NamedParameter[];
  readonly optional?: number;
  readonly variadic?: boolean;
  readonly result: ColumnType | ((types: readonly ColumnType[]) => ColumnType | undefined);
  readonly summary: string;
  /** Calls with a null argument too; otherwise null in gives null out. Text is never null. */
  readonly nulls?: boolean;
};

/** A column reader as the parameter asks for it: text for `string`, JSON for `dynamic`, numbers else. */
const readerFor = (
  parameter: Parameter,
  arg: Parameters<typeof cellReader>[0],
  length: number,
): ((row: number) => Cell) => {
  switch (parameter) {
    case 'string':
    case 'text':
      return cellReader({ ...arg, type: 'string', vector: asText(arg, length) });
    case 'dynamic':
    case 'array':
      return dynamicReader(arg);
    case 'number':
    case 'integer':
      return cellReader(arg.type === 'dynamic' ? { ...arg, type: 'real', vector: convert(arg, 'real', length) } : arg);
    case 'bool':
      return cellReader(arg.type === 'bool' ? arg : { ...arg, type: 'bool', vector: convert(arg, 'bool', length) });
    case 'datetime':
    case 'timespan':
    case 'guid':
      return cellReader(
        arg.type === 'dynamic' ? { ...arg, type: parameter, vector: convert(arg, parameter, length) } : arg,
      );
    default:
      return cellReader(arg);
  }
};

/**
 * A scalar function given by what it makes of one row's cells. Where the only column among the arguments is text, it is
 * computed once per distinct text.
 */
export const rowFunction = (
  definition: RowDefinition,
  compute: (cells: readonly Cell[]) => Cell | undefined,
): ScalarFunction => {
  const { nulls = false } = definition;
  const parameterAt = (index: number): Parameter =>
    self.parameters[Math.min(index, self.parameters.length - 1)]?.type ?? 'any';
  const guarded = (cells: readonly Cell[]): Cell | undefined =>
    !nulls && cells.includes(null) ? null : compute(cells);
  const self = define(definition, (args, length) => {
    const type = self.resolve(args.map((arg) => arg.type)) ?? 'dynamic';
    const readers = args.map((arg, index) => readerFor(parameterAt(index), arg, length));
    const cells: Cell[] = readers.map(() => null);
    const columns = args.flatMap((arg, index) => (arg.constant ? [] : [index]));
    const [only = -1] = columns;
    const column = columns.length === 1 ? args[only] : undefined;
    if (column?.vector.kind === 'text' && stepOf(column) === 1) {
      args.forEach((arg, index) => {
        if (arg.constant) cells[index] = readers[index]?.(0) ?? null;
      });
      const key = `${definition.name} ${only} ${JSON.stringify(cells, (_, cell: unknown) => (typeof cell === 'bigint' ? `${cell}n` : cell))}`;
      const ofText = (text: string | null): Cell => {
        cells[only] = text;
        return guarded(cells) ?? null;
      };
      if (type === 'string' || type === 'guid') {
        const blank = type === 'string' ? '' : null;
        const asCell = (cell: Cell): string | null => (cell === null ? blank : String(cell));
        return memoText(column.vector, key, length, (text) => asCell(ofText(text)), asCell(ofText(null)));
      }
      if (type === 'dynamic') {
        return memoJson(column.vector, key, length, (text): Json => {
          const cell = ofText(text);
          return typeof cell === 'bigint' ? Number(cell) : cell;
        });
      }
      if (type === 'bool' || type === 'int' || type === 'real') {
        return memoNumber(column.vector, key, length, (text) => {
          const cell = ofText(text);
          return cell === null ? null : Number(cell);
        });
      }
    }
    return vectorOfCells(type, length, (row) => {
      for (let index = 0; index < readers.length; index++) cells[index] = readers[index]?.(row) ?? null;
      return guarded(cells);
    });
  });
  return self;
};

/** Cells as the plain values functions work on. */
export const text = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell);
export const num = (cell: Cell | undefined): number => Number(cell ?? 0);
