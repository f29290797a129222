import type { EvaluationContext, ParameterInfo, ScalarFunction, TypedVector } from '../registry';
import type { ColumnType } from '../schema';
import type { Vector } from '../vector';

/** What a parameter takes. `string` also takes guid and dynamic, read as text; `text` reads anything as text. */
export type Parameter =
  | 'string'
  | 'text'
  | 'number'
  | 'integer'
  | 'bool'
  | 'datetime'
  | 'timespan'
  | 'guid'
  | 'dynamic'
  | 'array'
  | 'any'
  | 'span'
  | 'scalar';

/** A parameter with the name that documentation and editor show (`source:string`). */
export type NamedParameter = `${string}:${Parameter}`;

const parameterOf = (spec: NamedParameter): { readonly name: string; readonly type: Parameter } => {
  const [name = '', type = ''] = spec.split(':');
  if (!isParameter(type)) throw new TypeError(`no parameter type ${type}`);
  return { name, type };
};

/** The parameters of a definition, as the registry lists them. */
export const listParameters = (
  specs: readonly NamedParameter[],
  optional: number,
  variadic: boolean,
): readonly ParameterInfo[] =>
  specs.map((spec, at) => ({
    ...parameterOf(spec),
    optional: at >= specs.length - optional,
    repeated: variadic && at === specs.length - 1,
  }));

const accepted: Readonly<Record<Parameter, readonly ColumnType[] | 'all'>> = {
  string: ['string', 'guid', 'dynamic'],
  text: 'all',
  number: ['int', 'long', 'real', 'decimal', 'dynamic'],
  integer: ['int', 'long', 'dynamic'],
  bool: ['bool', 'dynamic'],
  datetime: ['datetime', 'dynamic'],
  timespan: ['timespan', 'dynamic'],
  guid: ['guid', 'dynamic'],
  dynamic: ['dynamic', 'string'],
  array: ['dynamic'],
  any: 'all',
  /** Anything a position on the time line or number line can be. */
  span: ['int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'dynamic'],
  scalar: ['bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'string', 'guid'],
};

const isParameter = (type: string): type is Parameter => Object.hasOwn(accepted, type);

export const accepts = (parameter: Parameter, type: ColumnType): boolean => {
  const types = accepted[parameter];
  return types === 'all' || types.includes(type);
};

export const isNumeric = (type: ColumnType): boolean =>
  type === 'int' || type === 'long' || type === 'real' || type === 'decimal';

export const isTime = (type: ColumnType): boolean => type === 'datetime' || type === 'timespan';

const numericOrder: readonly ColumnType[] = ['int', 'long', 'real', 'decimal'];

/** The type that holds values of both: numbers widen, equal types stay, anything beside dynamic is dynamic. */
export const commonType = (left: ColumnType, right: ColumnType): ColumnType | undefined => {
  if (left === right) return left;
  if (isNumeric(left) && isNumeric(right)) {
    return numericOrder.indexOf(left) > numericOrder.indexOf(right) ? left : right;
  }
  return left === 'dynamic' || right === 'dynamic' ? 'dynamic' : undefined;
};

export const commonOf = (types: readonly ColumnType[]): ColumnType | undefined => {
  let common: ColumnType | undefined = types[0];
  for (const type of types) common = common && commonType(common, type);
  return common;
};

export type Evaluate = (args: readonly TypedVector[], length: number, context: EvaluationContext) => Vector;

type Definition = {
  readonly name: string;
  readonly kind?: 'operator' | 'function';
  /** Names and types of the parameters, in order. */
  readonly params: readonly NamedParameter[];
  /** How many of `params` may be left out, from the end. */
  readonly optional?: number;
  /** Takes any number of further arguments like the last parameter. */
  readonly variadic?: boolean;
  readonly result: ColumnType | ((types: readonly ColumnType[]) => ColumnType | undefined);
  readonly summary: string;
  readonly window?: boolean;
};

/** Builds a registry entry from parameter types and an evaluation. */
export const define = (
  definition: Definition,
  evaluate: Evaluate,
  select?: ScalarFunction['select'],
): ScalarFunction => {
  const { name, kind = 'function', params, optional = 0, variadic = false, result, summary, window } = definition;
  const parameters = listParameters(params, optional, variadic);
  const minArgs = params.length - optional;
  const maxArgs = variadic ? Number.POSITIVE_INFINITY : params.length;
  const resolve = (types: readonly ColumnType[]): ColumnType | undefined => {
    if (types.length < minArgs || types.length > maxArgs) return undefined;
    const fits = types.every((type, index) => {
      const parameter = parameters[Math.min(index, parameters.length - 1)];
      return parameter !== undefined && accepts(parameter.type, type);
    });
    if (!fits) return undefined;
    return typeof result === 'function' ? result(types) : result;
  };
  return {
    name,
    kind,
    minArgs,
    maxArgs,
    parameters,
    summary,
    resolve,
    evaluate,
    ...(window && { window }),
    ...(select && { select }),
  };
};

/** The same function under another name (`iif`, `todouble`, `ceil`). */
export const alias = (name: string, of: ScalarFunction): ScalarFunction => ({ ...of, name });

/** Step of an argument's row index: 0 for a constant, so that row 0 is read for all rows. */
export const stepOf = (arg: TypedVector): 0 | 1 => (arg.constant ? 0 : 1);

/** Argument `index`, which the binder has checked to be there. */
export const argAt = (args: readonly TypedVector[], index: number): TypedVector => {
  const arg = args[index];
  if (!arg) throw new RangeError(`argument ${index + 1} is missing`);
  return arg;
};
