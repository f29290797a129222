import { DataError } from './data-error';
import type { OperatorNode } from './ast';
import { bindConstant, bindExpr } from './bind-expression';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { regexFlags, regexMatcher } from './execute/parse-text';
import { compilePattern } from './functions/compile-pattern';
import type { KeyValueForm, ParsePiece } from './plan';
import { PartMissing } from './lazy-part';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

type Node<Kind extends OperatorNode['kind']> = OperatorNode & { readonly kind: Kind };

/** Columns found in a text take the place of those of their name, or come at the end. */
const withFound = (table: Table, found: readonly ColumnSchema[]): readonly ColumnSchema[] => {
  const columns = [...visibleColumns(table)];
  for (const of of found) {
    const at = columns.findIndex((known) => known.name === of.name);
    if (at < 0) columns.push(of);
    else columns[at] = of;
  }
  return columns;
};

const bindText = (node: Node<'parse' | 'parse-where' | 'parse-kv'>, context: ExprContext) => {
  const expr = bindExpr(node.expr, context);
  if (expr.type === 'string' || expr.type === 'dynamic') return expr;
  const message = `'${node.kind}' operator: a string is expected, not ${expr.type}`;
  throw new QueryProblem(codes.wrongType, message, node.expr.span);
};

const checkPattern = (compile: () => unknown, span: Span): void => {
  try {
    compile();
  } catch (error) {
    if (error instanceof PartMissing) throw error;
    const reason = error instanceof DataError ? error.message : `Not a regular expression: ${String(error)}`;
    throw new QueryProblem(codes.wrongType, reason, span);
  }
};

/** `parse` and `parse-where`. */
export const bindParse = (node: Node<'parse' | 'parse-where'>, table: Table, context: ExprContext): Table => {
  const pieces = node.steps.map((step): ParsePiece => {
    if (step.kind !== 'column') return step.kind === 'text' ? { kind: 'text', text: step.text } : { kind: 'skip' };
    return { kind: 'column', name: step.name.text, type: step.type };
  });
  if (!regexFlags.test(node.flags)) {
    throw new QueryProblem(codes.syntax, `${node.kind}: the flags '${node.flags}' are not supported`, node.span);
  }
  if (node.mode === 'regex') checkPattern(() => regexMatcher(pieces, node.flags), node.span);
  const found = pieces.flatMap((piece) => (piece.kind === 'column' ? [{ name: piece.name, type: piece.type }] : []));
  return {
    plan: {
      op: 'parse',
      input: table.plan,
      expr: bindText(node, context),
      mode: node.mode,
      flags: node.flags,
      pieces,
      only: node.kind === 'parse-where',
      columns: withFound(table, found),
    },
    serialized: table.serialized,
    hidden: false,
  };
};

const pairOf = (text: string): readonly [string, string] => [text.charAt(0), text.charAt(1) || text.charAt(0)];

/** `parse-kv ... as (columns) with (properties)`. */
export const bindParseKv = (node: Node<'parse-kv'>, table: Table, context: ExprContext): Table => {
  const read = (name: string) => {
    const property = node.properties.find((of) => of.name === name);
    return property === undefined ? undefined : { ...property, value: bindConstant(property.value, context).value };
  };
  const text = (name: string): string | undefined => {
    const property = read(name);
    if (property === undefined) return undefined;
    if (typeof property.value === 'string') return property.value;
    throw new QueryProblem(codes.wrongType, `parse-kv: ${name} must be a string`, property.span);
  };
  const known = ['pair_delimiter', 'kv_delimiter', 'quote', 'escape', 'greedy', 'regex'];
  const strange = node.properties.find((of) => !known.includes(of.name));
  if (strange !== undefined) {
    throw new QueryProblem(codes.syntax, `parse-kv: there is no property '${strange.name}'`, strange.span);
  }
  const quote = text('quote');
  const regex = text('regex');
  if (regex !== undefined) checkPattern(() => compilePattern(regex), node.span);
  const form: KeyValueForm = {
    pairs: text('pair_delimiter') ?? ' ',
    keys: text('kv_delimiter') ?? '=',
    quotes: quote === undefined || quote === '' ? [] : [pairOf(quote)],
    escape: text('escape') ?? '',
    greedy: read('greedy')?.value === true,
    ...(regex === undefined ? {} : { regex }),
  };
  if (form.keys === '' || form.pairs === '') {
    throw new QueryProblem(codes.wrongType, 'parse-kv: a delimiter cannot be empty', node.span);
  }
  const found = node.columns.map(({ name, type }) => ({ name: name.text, type }));
  return {
    plan: {
      op: 'parse-kv',
      input: table.plan,
      expr: bindText(node, context),
      found,
      form,
      columns: withFound(table, found),
    },
    serialized: table.serialized,
    hidden: false,
  };
};
