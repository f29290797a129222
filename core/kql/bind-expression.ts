import type { ExprNode, Name } from './ast';
import { specialCalls } from './bind-special';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { column, isLiteral, literal, withinLimits } from './expr';
import type { LiteralExpr } from './expr';
import { fold } from './fold';
import { findAggregate, findScalar } from './functions/registry';
import type { Expr } from './plan';
import type { AggregateFunction, ScalarFunction } from './registry';
import type { ColumnType } from './schema';
import { ingestionTimeColumn } from './schema';
import type { BindState, Environment, Table, Value } from './scope';
import { visibleColumns } from './scope';
import type { Json } from './vector';

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
};

const arithmetic = new Set(['+', '-', '*', '/', '%', 'negate']);
const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=', 'between', '!between']);

const wrongTypes = (name: string, types: readonly ColumnType[], span: Span): QueryProblem => {
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

/** Call of a registry function on bound arguments: typed, and computed at once when all arguments are literals. */
export const makeCall = (context: ExprContext, fn: ScalarFunction, args: readonly Expr[], span: Span): Expr => {
  if (fn.kind === 'function') checkArity(fn.name, fn, args.length, span);
  const types = args.map((arg) => arg.type);
  const type = fn.resolve(types);
  if (type === undefined) throw wrongTypes(fn.name, types, span);
  if (args.every(isLiteral)) {
    const value = fold(fn, args, type, { now: context.state.now });
    if (value !== undefined) return value;
  }
  const call: Expr = { kind: 'call', name: fn.name, args, type };
  if (!withinLimits(call)) throw new QueryProblem(codes.tooComplex, 'The expression is too large', span);
  return call;
};

const operatorOf = (name: string, span: Span): ScalarFunction => {
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

const lists = new Set(['in', 'in~', '!in', '!in~', 'has_any', 'has_all', '!has_any', '!has_all']);

const elementLiteral = (value: Json): LiteralExpr => {
  switch (typeof value) {
    case 'string':
      return literal('string', value);
    case 'boolean':
      return literal('bool', value);
    case 'number':
      return literal(Number.isSafeInteger(value) ? 'long' : 'real', value);
    default:
      return literal('dynamic', value === null ? null : { json: value });
  }
};

/** Right side of `in` and `has_any`: a literal array stands for its elements. */
const listOperands = (left: Expr, right: readonly Expr[], fn: ScalarFunction): readonly Expr[] => {
  const flat = right.flatMap((expr): readonly Expr[] => {
    if (expr.kind !== 'literal' || expr.type !== 'dynamic') return [expr];
    const { value } = expr;
    if (typeof value !== 'object' || value === null || !Array.isArray(value.json)) return [expr];
    return value.json.map(elementLiteral);
  });
  const fits = fn.resolve([left.type, ...flat.map((expr) => expr.type)]) !== undefined;
  return fits ? flat : right;
};

const bindOperation = (node: ExprNode & { readonly kind: 'operation' }, context: ExprContext): Expr => {
  const name = node.operator.text;
  const fn = operatorOf(name, node.operator.span);
  const args = node.operands.map((operand) => bindExpr(operand, context));
  const [first, second, third] = args;
  if (lists.has(name) && first !== undefined) {
    return makeCall(context, fn, [first, ...listOperands(first, args.slice(1), fn)], node.span);
  }
  if ((name === 'between' || name === '!between') && second?.type === 'datetime' && third?.type === 'timespan') {
    // `between (a .. 1d)` counts the upper bound from the lower one.
    const upper = callByName(context, '+', [second, third], node.span);
    return makeCall(context, fn, first === undefined ? args : [first, second, upper], node.span);
  }
  return makeCall(context, fn, args, node.span);
};

const bindName = (node: ExprNode & { readonly kind: 'name' }, context: ExprContext): Expr => {
  const { name, span } = node;
  const found = context.table && visibleColumns(context.table).find((of) => of.name === name);
  if (found !== undefined) return column(found);
  const binding = context.environment.find(name);
  if (binding?.kind === 'scalar') return binding.expr;
  if (binding !== undefined || context.state.tables.has(name)) {
    throw new QueryProblem(
      codes.wrongType,
      `'${name}' is a table or a function; a scalar expression is expected`,
      span,
    );
  }
  throw new QueryProblem(
    codes.unresolvedName,
    `'${context.operator}' operator: Failed to resolve column or scalar expression named '${name}'`,
    span,
  );
};

const bindIngestionTime = (node: CallNode, context: ExprContext): Expr => {
  checkArity('ingestion_time', { minArgs: 0, maxArgs: 0 }, node.args.length, node.span);
  const { table } = context;
  if (table?.hidden !== true) {
    throw new QueryProblem(
      codes.misplaced,
      'ingestion_time() needs the rows of a stored table, before project, summarize, join or union',
      node.span,
    );
  }
  return column(ingestionTimeColumn);
};

const bindColumnIfExists = (node: CallNode, context: ExprContext): Expr => {
  checkArity(node.name.text, { minArgs: 2, maxArgs: 2 }, node.args.length, node.span);
  const [name, otherwise] = node.args;
  const text = name === undefined ? undefined : bindExpr(name.value, context);
  if (text?.kind !== 'literal' || typeof text.value !== 'string' || otherwise === undefined) {
    throw new QueryProblem(codes.notConstant, `${node.name.text}(): the column's name must be a constant`, node.span);
  }
  const wanted = text.value;
  const found = context.table && visibleColumns(context.table).find((of) => of.name === wanted);
  return found === undefined ? bindExpr(otherwise.value, context) : column(found);
};

const scalarOf = (value: Value, span: Span): Expr => {
  if (value.kind === 'scalar') return value.expr;
  throw new QueryProblem(codes.wrongType, 'A table stands where a scalar expression is expected', span);
};

const namedArgument = (node: CallNode): Name | undefined => node.args.find((arg) => arg.name !== undefined)?.name;

const bindCall = (node: CallNode, context: ExprContext): Expr => {
  const { name } = node;
  const binding = context.environment.find(name.text);
  if (binding?.kind === 'function') return scalarOf(context.state.invoke(binding, node, context), node.span);
  const named = namedArgument(node);
  if (named !== undefined) throw new QueryProblem(codes.syntax, 'Arguments have no names here', named.span, named.text);
  switch (name.text) {
    case 'ingestion_time':
      return bindIngestionTime(node, context);
    case 'column_ifexists':
    case 'columnifexists':
      return bindColumnIfExists(node, context);
    case 'toscalar':
      throw new QueryProblem(codes.unsupported, "The function 'toscalar' is not supported", name.span);
  }
  const special = specialCalls.get(name.text)?.(node, {
    ...context,
    bind: (part) => bindExpr(part, context),
    call: (fn, args) => callByName(context, fn, args, node.span),
    convert: (expr, type) => convertTo(context, expr, type, node.span),
  });
  if (special !== undefined) return special;
  const aggregate = findAggregate(name.text);
  if (aggregate !== undefined && context.aggregate !== undefined) return context.aggregate(node, aggregate);
  const fn = findScalar(name.text);
  if (fn !== undefined && (fn.kind === 'function' || name.text === 'not')) {
    if (fn.window === true && context.table?.serialized !== true) {
      throw new QueryProblem(
        codes.misplaced,
        `Function '${name.text}' cannot be invoked here: the rows are not in a defined order (use sort or serialize)`,
        node.span,
      );
    }
    const args = node.args.map((arg) => bindExpr(arg.value, context));
    return makeCall(context, fn, args, node.span);
  }
  if (aggregate !== undefined) {
    throw new QueryProblem(codes.misplaced, `The aggregate function '${name.text}' is not allowed here`, node.span);
  }
  throw new QueryProblem(codes.unknownFunction, `Unknown or unsupported function: '${name.text}'`, name.span);
};

/** Binds a scalar expression: names to columns and variables, operators and functions to registry entries. */
export const bindExpr = (node: ExprNode, context: ExprContext): Expr => {
  switch (node.kind) {
    case 'literal':
      return literal(node.type, node.value, node.tenths);
    case 'name':
      return bindName(node, context);
    case 'operation':
      return bindOperation(node, context);
    case 'call':
      return bindCall(node, context);
    case 'member': {
      const target = bindExpr(node.target, context);
      return indexInto(context, target, literal('string', node.member.text), node.span);
    }
    case 'index':
      return indexInto(context, bindExpr(node.target, context), bindExpr(node.index, context), node.span);
    case 'star':
      throw new QueryProblem(codes.misplaced, "'*' is not allowed here", node.span);
    case 'tabular':
      throw new QueryProblem(
        codes.unsupported,
        'A tabular expression is not supported here (only as the operand of in or !in in a where)',
        node.span,
      );
  }
};

const indexInto = (context: ExprContext, target: Expr, index: Expr, span: Span): Expr => {
  if (target.type !== 'dynamic') {
    throw new QueryProblem(codes.wrongType, `A value of type ${target.type} has no members`, span);
  }
  return callByName(context, 'index', [target, index], span);
};

/** A literal of the query's text or one that `let` names: `take n`, `limit`, default values. */
export const bindConstant = (node: ExprNode, context: ExprContext): LiteralExpr => {
  const expr = bindExpr(node, { ...context, table: undefined });
  if (isLiteral(expr)) return expr;
  throw new QueryProblem(codes.notConstant, `'${context.operator}' operator: a constant is expected`, node.span);
};

/** A count of rows, at least 0. */
export const bindCount = (node: ExprNode, context: ExprContext): number => {
  const { value, type } = bindConstant(node, context);
  if ((type !== 'long' && type !== 'int') || typeof value !== 'number' || value < 0) {
    throw new QueryProblem(codes.wrongType, `'${context.operator}' operator: a whole number is expected`, node.span);
  }
  return value;
};
