import type { ExprNode } from './ast';
import { DataError } from './data-error';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { isLiteral, literal, withinLimits } from './expr';
import { fold } from './fold';
import { findScalar } from './functions/registry';
import { compilePattern } from './functions/compile-pattern';
import type { Expr } from './plan';
import type { AggregateFunction, EvaluationContext, ScalarFunction } from './registry';
import type { ColumnType } from './schema';
import type { BindState, Environment, Table } from './scope';

export type CallNode = ExprNode & { readonly kind: 'call' };

/** Where a scalar expression stands. */
export type ExprContext = {
  readonly state: BindState;
  readonly environment: Environment;
  /** Rows whose columns the expression may read; undefined where there are none (`print`, arguments of table functions). */
  readonly table: Table | undefined;
  /** Operator the expression belongs to, for messages. */
  readonly operator: string;
  /** Takes the aggregates of a `summarize`; elsewhere aggregates are refused. */
  readonly aggregate?: (node: CallNode, fn: AggregateFunction) => Expr;
  /** Value of a column that this table lacks and another one searched with it has. */
  readonly missing?: (name: string) => Expr | undefined;
};

const arithmetic = new Set(['+', '-', '*', '/', '%', 'negate']);
const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=', 'between', '!between']);

export const wrongTypes = (name: string, types: readonly ColumnType[], span: Span): QueryProblem => {
  const listed = types.join(' and ');
  if (comparisons.has(name)) {
    return new QueryProblem(
      codes.comparison,
      `Cannot compare values of types ${listed}. Try adding explicit casts`,
      span,
    );
  }
  if (arithmetic.has(name)) {
    return new QueryProblem(
      codes.arithmetic,
      `Arithmetic expression '${name}' cannot be carried out between ${listed} expressions`,
      span,
    );
  }
  return new QueryProblem(codes.wrongType, `${name}: argument types (${types.join(', ')}) are not accepted`, span);
};

export const checkArity = (
  name: string,
  limits: { readonly minArgs: number; readonly maxArgs: number },
  count: number,
  span: Span,
): void => {
  const { minArgs, maxArgs } = limits;
  if (count >= minArgs && count <= maxArgs) return;
  const wanted =
    minArgs === maxArgs ? `${minArgs}` : maxArgs < 100 ? `${minArgs} to ${maxArgs}` : `at least ${minArgs}`;
  throw new QueryProblem(codes.arity, `${name}(): function expects ${wanted} argument(s), not ${count}`, span);
};

/** What goes wrong with the values of constants is wrong with the text. */
const checked = <T>(compute: () => T, span: Span): T => {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new QueryProblem(codes.wrongType, error.message, span);
  }
};

/** Patterns that are constants are looked at even if no row ever comes by. */
const checkPatterns = ({ name, parameters }: ScalarFunction, args: readonly Expr[], span: Span): void => {
  for (const [at, arg] of args.entries()) {
    const isPattern = name === 'matches regex' ? at === 1 : parameters[at]?.name.endsWith('regex') === true;
    if (isPattern && arg.kind === 'literal' && typeof arg.value === 'string') {
      const { value } = arg;
      checked(() => compilePattern(value), span);
    }
  }
};

/** `now()` for a function that is computed while binding; that it was asked for is noted. */
const momentOf = (state: BindState): EvaluationContext => ({
  get now() {
    state.nowRead = true;
    return state.now;
  },
});

/** Call of a registry function on bound arguments: typed, and computed at once when all arguments are literals. */
export const makeCall = (context: ExprContext, fn: ScalarFunction, args: readonly Expr[], span: Span): Expr => {
  if (fn.kind === 'function') checkArity(fn.name, fn, args.length, span);
  const types = args.map((arg) => arg.type);
  const type = fn.resolve(types);
  if (type === undefined) throw wrongTypes(fn.name, types, span);
  if (args.every(isLiteral)) {
    const value = checked(() => fold(fn, args, type, momentOf(context.state)), span);
    if (value !== undefined) return value;
  }
  checkPatterns(fn, args, span);
  const call: Expr = { kind: 'call', name: fn.name, args, type };
  if (!withinLimits(call)) throw new QueryProblem(codes.tooComplex, 'The expression is too large', span);
  return call;
};

export const operatorOf = (name: string, span: Span): ScalarFunction => {
  const fn = findScalar(name);
  if (fn === undefined) throw new QueryProblem(codes.unsupported, `The operator '${name}' is not supported`, span);
  return fn;
};

/** Calls a function that the binder itself needs, such as a conversion. */
export const callByName = (context: ExprContext, name: string, args: readonly Expr[], span: Span): Expr =>
  makeCall(context, operatorOf(name, span), args, span);

const conversions: Readonly<Record<ColumnType, string>> = {
  bool: 'tobool',
  int: 'toint',
  long: 'tolong',
  real: 'toreal',
  decimal: 'todecimal',
  datetime: 'todatetime',
  timespan: 'totimespan',
  string: 'tostring',
  guid: 'toguid',
  dynamic: 'todynamic',
};

/** The expression as a value of `type`, through Kusto's conversion function where it is not one already. */
export const convertTo = (context: ExprContext, expr: Expr, type: ColumnType, span: Span): Expr => {
  if (expr.type === type) return expr;
  if (expr.kind === 'literal' && expr.value === null) return literal(type, type === 'string' ? '' : null);
  return callByName(context, conversions[type], [expr], span);
};
