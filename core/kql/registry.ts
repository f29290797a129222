import type { Parameter } from './functions/define';
import type { ColumnSchema, ColumnType } from './schema';
import type { Scalar, Vector } from './vector';

/** What evaluation may depend on besides its arguments; fixed for the whole query. */
export type EvaluationContext = {
  /** `now()` in microseconds since 1970, UTC. */
  readonly now: number;
};

/** One value vector with its type; `constant` when every row holds the same value (then length 1 is enough). */
export type TypedVector = { readonly type: ColumnType; readonly vector: Vector; readonly constant: boolean };

/** A parameter as documentation and editor show it; the last one may be given any number of times. */
export type ParameterInfo = {
  readonly name: string;
  readonly type: Parameter;
  readonly optional: boolean;
  readonly repeated: boolean;
};

/** An argument as the query writes it: the name it implies, its type, its value where it is a constant. */
export type BoundArgument = {
  readonly name: string | undefined;
  readonly type: ColumnType;
  readonly value: Scalar | undefined;
};

/**
 * A scalar function or operator: the one definition that binder, executor, push-down and editor read.
 * `resolve` gives the result type for argument types or undefined where there is no such overload.
 * `evaluate` computes `length` rows. `window` functions need a serialized input and see all rows at once.
 */
export type ScalarFunction = {
  readonly name: string;
  readonly kind: 'operator' | 'function';
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly parameters: readonly ParameterInfo[];
  readonly summary: string;
  readonly resolve: (args: readonly ColumnType[]) => ColumnType | undefined;
  readonly evaluate: (args: readonly TypedVector[], length: number, context: EvaluationContext) => Vector;
  readonly window?: boolean;
  /** Gives another value on each row whatever the arguments are (`rand`): never computed ahead. */
  readonly volatile?: boolean;
  /**
   * A function of several results: the columns it makes where it stands alone in `extend`, `project` or `print`.
   * `evaluate` gives them as one dynamic array a row. Undefined where it has one result for these arguments.
   */
  readonly tuple?: (args: readonly BoundArgument[]) => readonly ColumnSchema[] | undefined;
  /**
   * Fast path of a filter: writes the rows where the predicate holds and returns how many, or undefined where it has no
   * shortcut for these arguments. Agrees with `evaluate`.
   */
  readonly select?: (args: readonly TypedVector[], length: number, rows: Int32Array) => number | undefined;
};

/** Running state of an aggregate over groups; vectors are batch columns, `groups[row]` is the group of the row. */
export type Aggregator = {
  readonly update: (args: readonly TypedVector[], groups: Int32Array, length: number, groupCount: number) => void;
  readonly finish: (groupCount: number) => readonly Vector[];
};

export type AggregateFunction = {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly parameters: readonly ParameterInfo[];
  readonly summary: string;
  readonly resolve: (args: readonly ColumnType[]) => ColumnType | undefined;
  /** Name of the output column when the query gives none: `count_`, `dcount_X`, `max_X`. */
  readonly defaultName: (argumentName: string | undefined) => string;
  readonly create: (argTypes: readonly ColumnType[], context: EvaluationContext) => Aggregator;
  /** Names and types of the output columns where they are not just `defaultName` and the type that `resolve` gives. */
  readonly columns?: (args: readonly BoundArgument[]) => readonly ColumnSchema[];
};
