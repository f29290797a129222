import type { IngestedRow } from '#core/contract/ingestion';
import type { ColumnSchema, ColumnType } from '#core/kql/schema';
import type { Json } from '#core/kql/vector';

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

const typeOf = (cell: Json): ColumnType => {
  switch (typeof cell) {
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isSafeInteger(cell) ? 'long' : 'real';
    case 'string':
      return isoTime.test(cell) ? 'datetime' : 'string';
    default:
      return 'dynamic';
  }
};

const numeric = (type: ColumnType) => type === 'long' || type === 'real';

/** One type for both: whole numbers widen to real, any other difference to text. */
const commonType = (a: ColumnType, b: ColumnType): ColumnType => {
  if (a === b) return a;
  return numeric(a) && numeric(b) ? 'real' : 'string';
};

/**
 * Columns of a custom table from the rows that create or widen it, in order of appearance, without those it has already.
 * A column whose cells are all null is left for later rows to decide.
 */
export const inferColumns = (rows: readonly IngestedRow[], known: ReadonlySet<string>): readonly ColumnSchema[] => {
  const types = new Map<string, ColumnType>();
  for (const row of rows) {
    for (const [name, cell] of Object.entries(row)) {
      if (known.has(name) || cell === null) continue;
      const type = typeOf(cell);
      const before = types.get(name);
      types.set(name, before === undefined ? type : commonType(before, type));
    }
  }
  return [...types].map(([name, type]) => ({ name, type }));
};
