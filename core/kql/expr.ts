import type { Expr, Plan } from './plan';
import type { ColumnSchema, ColumnType } from './schema';
import { ingestionTimeColumn } from './schema';
import type { Scalar } from './vector';

export type LiteralExpr = Extract<Expr, { kind: 'literal' }>;

export const column = (of: ColumnSchema): Expr => ({ kind: 'column', name: of.name, type: of.type });

export const literal = (type: ColumnType, value: Scalar, tenths = 0): LiteralExpr => ({
  kind: 'literal',
  type,
  value,
  ...(tenths === 0 ? {} : { tenths }),
});

/** Null of a type; the empty string for strings, which have no null. */
export const nullLiteral = (type: ColumnType): LiteralExpr => literal(type, type === 'string' ? '' : null);

export const isLiteral = (expr: Expr): expr is LiteralExpr => expr.kind === 'literal';

/** Adds the names of the columns an expression reads to `names`. */
export const collectColumns = (expr: Expr, names: Set<string>): Set<string> => {
  if (expr.kind === 'column') names.add(expr.name);
  if (expr.kind === 'call') for (const arg of expr.args) collectColumns(arg, names);
  return names;
};

/** Operands of nested `and`s, left to right. */
export const conjuncts = (expr: Expr): readonly Expr[] =>
  expr.kind === 'call' && expr.name === 'and' ? expr.args.flatMap(conjuncts) : [expr];

/** All of the predicates as one `and`; undefined for none. */
export const allOf = (predicates: readonly Expr[]): Expr | undefined =>
  predicates.length > 1
    ? { kind: 'call', name: 'and', args: predicates.flatMap(conjuncts), type: 'bool' }
    : predicates[0];

/** `project` with nothing but columns of the input. */
export const keepColumns = (input: Plan, columns: readonly ColumnSchema[]): Plan => ({
  op: 'project',
  input,
  assignments: columns.map((of) => ({ name: of.name, expr: column(of) })),
  columns,
});

export const isIngestionTime = (of: { readonly name: string }): boolean => of.name === ingestionTimeColumn.name;

const maxSize = 20_000;
const maxDepth = 2_000;
const measures = new WeakMap<Expr, { readonly size: number; readonly depth: number }>();

/** False when the expression, with everything inlined into it, is larger or deeper than an executor should be given. */
export const withinLimits = (expr: Expr): boolean => {
  if (expr.kind !== 'call') return true;
  let size = 1;
  let depth = 1;
  for (const arg of expr.args) {
    const measure = measures.get(arg);
    size += measure?.size ?? 1;
    depth = Math.max(depth, 1 + (measure?.depth ?? 0));
  }
  measures.set(expr, { size, depth });
  return size <= maxSize && depth <= maxDepth;
};
