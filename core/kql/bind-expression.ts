import type { ExprNode, Name, TabularNode } from './ast';
import { listOperands, lists, tabularOperand } from './bind-list';
import { specialCalls } from './bind-special';
import { diagnosticCodes as codes, eachOf, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { column, isLiteral, keepColumns, literal } from './expr';
import type { LiteralExpr } from './expr';
import { findAggregate, findScalar } from './functions/registry';
import { isUnsupportedFunction } from './functions/unsupported';
import { callByName, convertTo, makeCall, operatorOf, wrongTypes } from './make-call';
import type { CallNode, ExprContext } from './make-call';
import type { Expr } from './plan';
import type { ScalarFunction } from './registry';
import type { ColumnType } from './schema';
import type { Value } from './scope';
import { visibleColumns } from './scope';

/** `x in (table)` anywhere in an expression: the values of the table's first column, read before the query runs. */
const bindInTable = (
  node: ExprNode & { readonly kind: 'operation' },
  fn: ScalarFunction,
  left: ExprNode,
  query: TabularNode,
  context: ExprContext,
): Expr => {
  const table = context.state.bindTabular(query, context.environment);
  const [first] = visibleColumns(table);
  if (first === undefined) throw new QueryProblem(codes.wrongType, 'The table has no column', query.span);
  const value = bindExpr(left, context);
  const type = fn.resolve([value.type, first.type]);
  if (type === undefined) throw wrongTypes(fn.name, [value.type, first.type], node.span);
  const plan = keepColumns(table.plan, [first]);
  return { kind: 'call', name: fn.name, args: [value, { kind: 'subquery', plan, list: true, type: first.type }], type };
};

const anyColumnTypes = new Set<ColumnType>(['string', 'dynamic', 'guid']);

/** `* has "text"`: any column that the operator can look into. */
const bindAnyColumn = (node: ExprNode & { readonly kind: 'operation' }, context: ExprContext): Expr => {
  const { text, span } = node.operator;
  if (context.table === undefined || text.startsWith('!') || text === 'and' || text === 'or') {
    throw new QueryProblem(codes.unsupported, `'*' is not supported with the operator '${text}' here`, span);
  }
  const equality = text === '==';
  const conditions = visibleColumns(context.table).flatMap((of): Expr[] => {
    if (!equality && !anyColumnTypes.has(of.type)) return [];
    const star: ExprNode = { kind: 'name', name: of.name, span };
    const operands = node.operands.map((operand) => (operand.kind === 'star' ? star : operand));
    try {
      return [bindOperation({ ...node, operands }, context)];
    } catch (error) {
      // A column whose type the operator does not take is no place to look.
      if (error instanceof QueryProblem && (error.code === codes.comparison || error.code === codes.wrongType))
        return [];
      throw error;
    }
  });
  if (conditions.length === 0) return literal('bool', false);
  return conditions.length === 1
    ? (conditions[0] ?? literal('bool', false))
    : callByName(context, 'or', conditions, span);
};

const bindOperation = (node: ExprNode & { readonly kind: 'operation' }, context: ExprContext): Expr => {
  const name = node.operator.text;
  if (node.operands.some((operand) => operand.kind === 'star')) return bindAnyColumn(node, context);
  const fn = operatorOf(name, node.operator.span);
  const [value, list] = node.operands;
  if (lists.has(name) && value !== undefined && list !== undefined && node.operands.length === 2) {
    const query = tabularOperand(list, context);
    if (query !== undefined) return bindInTable(node, fn, value, query, context);
  }
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
  const missing = context.missing?.(name);
  if (missing !== undefined) return missing;
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
    const args = eachOf(node.args, (arg) => bindExpr(arg.value, context));
    return makeCall(context, fn, args, node.span);
  }
  if (aggregate !== undefined) {
    throw new QueryProblem(codes.misplaced, `The aggregate function '${name.text}' is not allowed here`, node.span);
  }
  if (isUnsupportedFunction(name.text)) {
    throw new QueryProblem(codes.unsupported, `The function '${name.text}' is not supported`, name.span);
  }
  throw new QueryProblem(codes.unknownFunction, `Unknown function: '${name.text}'`, name.span);
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
