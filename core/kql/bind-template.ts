import type { FunctionNode } from './ast';
import type { Span } from './diagnostic';
import type { CallNode, ExprContext } from './make-call';
import { parse } from './parser';
import type { Expr } from './plan';
import { Environment } from './scope';
import type { Table } from './scope';

const bodies = new Map<string, FunctionNode>();

const bodyOf = (text: string, span: Span): FunctionNode => {
  const known = bodies.get(text);
  if (known !== undefined) return known;
  const parsed = parse(text);
  if (!parsed.ok) throw new SyntaxError(parsed.diagnostics.map(({ message }) => message).join('; '));
  const made: FunctionNode = { view: false, parameters: [], body: parsed.query, span };
  bodies.set(text, made);
  return made;
};

/** A plugin written in KQL itself: its text over these tables and values, which it knows by their names. */
export const bindTemplate = (
  text: string,
  tables: Readonly<Record<string, Table>>,
  values: Readonly<Record<string, Expr>>,
  context: ExprContext,
  span: Span,
): Table => {
  const environment = new Environment();
  for (const [name, table] of Object.entries(tables)) environment.add(name, { kind: 'table', table });
  for (const [name, expr] of Object.entries(values)) environment.add(name, { kind: 'scalar', expr });
  const call: CallNode = { kind: 'call', name: { text: 'template', span }, args: [], span };
  const caller = { environment, table: undefined, operator: context.operator };
  const value = context.state.invoke({ kind: 'function', fn: bodyOf(text, span), environment }, call, caller);
  if (value.kind !== 'table') throw new TypeError('a plugin gives a table');
  return value.table;
};
