import type { ExprNode, FunctionNode, QueryNode } from './ast';
import { bindConstant, bindExpr } from './bind-expression';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { convertTo } from './make-call';
import type { CallNode, ExprContext } from './make-call';
import type { Expr } from './plan';
import type { Binding, Environment, Table, Value } from './scope';
import { visibleColumns } from './scope';

type Pattern = (Binding & { readonly kind: 'pattern' })['pattern'];

/** The table a value is. Throws `QueryProblem` for a scalar. */
export const asTable = (value: Value, span: Span): Table => {
  if (value.kind === 'table') return value.table;
  throw new QueryProblem(codes.wrongType, 'A scalar expression stands where a table is expected', span);
};

/** The case of a pattern whose constants the arguments are, and the arguments by their parameters' names. */
export const matchCase = (
  { parameters, path: pathParameter, cases }: Pattern,
  node: CallNode,
  path: ExprNode | undefined,
  caller: ExprContext,
  own: ExprContext,
): { readonly body: QueryNode; readonly values: readonly (readonly [name: string, value: Expr])[] } => {
  const given = [...node.args.map(({ value }) => value), ...(path === undefined ? [] : [path])];
  const declared = [...parameters, ...(pathParameter === undefined ? [] : [pathParameter])];
  if (given.length !== declared.length) {
    const message = `${node.name.text}(): the pattern takes ${declared.length} value(s), not ${given.length}`;
    throw new QueryProblem(codes.arity, message, node.span);
  }
  const values = given.map((value) => bindConstant(value, caller));
  const found = cases.find((candidate) => {
    const wanted = [...candidate.values, ...(candidate.path === undefined ? [] : [candidate.path])];
    return (
      wanted.length === values.length &&
      wanted.every((value, at) => bindConstant(value, own).value === values[at]?.value)
    );
  });
  if (found === undefined) {
    throw new QueryProblem(codes.unresolvedName, `No case of the pattern '${node.name.text}' matches`, node.span);
  }
  return {
    body: found.body,
    values: declared.flatMap(({ name }, at) => {
      const value = values[at];
      return value === undefined ? [] : [[name.text, value] as const];
    }),
  };
};

/** Puts the arguments of a call into `inner` under the names of the function's parameters. */
export const bindArguments = (
  { parameters }: FunctionNode,
  node: CallNode,
  inner: Environment,
  context: ExprContext,
  valueOf: (node: ExprNode) => Value,
): void => {
  const required = parameters.filter((parameter) => parameter.initial === undefined).length;
  if (node.args.length > parameters.length || node.args.length < required) {
    const wanted = required === parameters.length ? `${required}` : `${required} to ${parameters.length}`;
    const message = `${node.name.text}(): function expects ${wanted} argument(s), not ${node.args.length}`;
    throw new QueryProblem(codes.arity, message, node.span);
  }
  for (const [at, parameter] of parameters.entries()) {
    const { text } = parameter.name;
    const named = node.args.find((arg) => arg.name?.text === text);
    const positional = node.args[at]?.name === undefined ? node.args[at] : undefined;
    const value = named?.value ?? positional?.value ?? parameter.initial;
    if (value === undefined) {
      throw new QueryProblem(codes.arity, `${node.name.text}(): the argument '${text}' is missing`, node.span);
    }
    const { type } = parameter;
    if (typeof type !== 'object') {
      const expr = convertTo(context, bindExpr(value, context), type, value.span);
      inner.add(text, { kind: 'scalar', expr });
      continue;
    }
    const table = asTable(valueOf(value), value.span);
    for (const wanted of type.columns) {
      const found = visibleColumns(table).some((of) => of.name === wanted.name.text && of.type === wanted.type);
      if (!found) {
        const message = `${node.name.text}(): the table lacks a column ${wanted.name.text}: ${wanted.type}`;
        throw new QueryProblem(codes.wrongType, message, value.span);
      }
    }
    inner.add(text, { kind: 'table', table });
  }
};
