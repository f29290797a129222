import type { TypedVector } from '../registry';
import type { ColumnSchema } from '../schema';
import type { Batch, Vector } from '../vector';
import { gather } from '../vectors';

/**
 * A batch inside the executor: columns are computed or gathered only when something asks for them, so a filter over a
 * wide table touches the columns it reads and no others.
 */
export type Frame = {
  readonly length: number;
  readonly column: (index: number) => TypedVector;
  /** The rows `rows[0..count)`, in that order. */
  readonly select: (rows: Int32Array, count: number) => Frame;
};

const memoized = (make: (index: number) => TypedVector): ((index: number) => TypedVector) => {
  const made: (TypedVector | undefined)[] = [];
  return (index) => (made[index] ??= make(index));
};

const selected = (base: Frame, rows: Int32Array, count: number): Frame => ({
  length: count,
  column: memoized((index) => {
    const source = base.column(index);
    return source.constant ? source : { ...source, vector: gather(source.vector, rows, count) };
  }),
  select: (inner, innerCount) => {
    const composed = new Int32Array(innerCount);
    for (let row = 0; row < innerCount; row++) composed[row] = rows[inner[row] ?? 0] ?? 0;
    return selected(base, composed, innerCount);
  },
});

/** Frame of columns that are there already. */
export const vectorFrame = (columns: readonly TypedVector[], length: number): Frame => {
  const frame: Frame = {
    length,
    column: (index) => {
      const column = columns[index];
      if (!column) throw new RangeError(`no column ${index}`);
      return column;
    },
    select: (rows, count) => selected(frame, rows, count),
  };
  return frame;
};

/** Frame of a batch, its columns picked by position. */
export const batchFrame = (batch: Batch): Frame =>
  vectorFrame(
    batch.columns.map(({ type }, index) => ({ type, constant: false, vector: vectorAt(batch, index) })),
    batch.length,
  );

const vectorAt = (batch: Batch, index: number): Vector => {
  const vector = batch.vectors[index];
  if (!vector) throw new RangeError(`batch without vector ${index}`);
  return vector;
};

/** Frame of expressions over another frame, evaluated on demand; a filter above evaluates only the rows it keeps. */
export const projectFrame = (
  input: Frame,
  evaluators: readonly ((frame: Frame) => TypedVector)[],
  /** Columns computed before a filter, which then only need gathering. */
  known: readonly ((() => TypedVector) | undefined)[] = [],
): Frame => {
  const made: (TypedVector | undefined)[] = [];
  return {
    length: input.length,
    column: (index) => {
      const evaluate = evaluators[index];
      if (!evaluate) throw new RangeError(`no column ${index}`);
      return (made[index] ??= known[index]?.() ?? evaluate(input));
    },
    select: (rows, count) =>
      projectFrame(
        input.select(rows, count),
        evaluators,
        made.map(
          (column) =>
            column && (() => (column.constant ? column : { ...column, vector: gather(column.vector, rows, count) })),
        ),
      ),
  };
};

/** The vector with one entry a row, also where the column is constant. */
export const spread = (column: TypedVector, length: number): Vector =>
  column.constant ? gather(column.vector, new Int32Array(length), length) : column.vector;

/** All columns of a frame, materialised. */
export const frameBatch = (columns: readonly ColumnSchema[], frame: Frame): Batch => ({
  columns,
  vectors: columns.map((_, index) => spread(frame.column(index), frame.length)),
  length: frame.length,
});
