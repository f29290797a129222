import type { Expr } from '#core/kql/plan';
import { isNullLiteral, isOrdered, isValueLiteral, kindOf } from './duckdb-literal';

/** An argument and its SQL. */
export type Operand = { readonly expr: Expr; readonly sql: string };

/**
 * `==` and `!=`, which are total in Kusto: null equals null. Where a filter is concerned (`asFilter`), null and false are
 * the same and `x = 1` may stand for that.
 */
export function equalitySql(name: string, left: Operand, right: Operand, asFilter: boolean): string | undefined {
  const kind = kindOf(left.expr.type);
  if (kind !== kindOf(right.expr.type)) return undefined;
  const text = kind === 'text';
  if (name === '!=') return `(${left.sql} ${text ? '<>' : 'IS DISTINCT FROM'} ${right.sql})`;
  const plain = text || (asFilter && (isValueLiteral(left.expr) || isValueLiteral(right.expr)));
  return `(${left.sql} ${plain ? '=' : 'IS NOT DISTINCT FROM'} ${right.sql})`;
}

const orders: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

export const isOrder = (name: string): boolean => orders.has(name);

/** `<`, `<=`, `>`, `>=` of numbers and times: three-valued. */
export function orderSql(name: string, left: Operand, right: Operand): string | undefined {
  const kind = kindOf(left.expr.type);
  return isOrdered(kind) && kind === kindOf(right.expr.type) ? `(${left.sql} ${name} ${right.sql})` : undefined;
}

export function betweenSql(name: string, value: Operand, low: Operand, high: Operand): string | undefined {
  const kind = kindOf(value.expr.type);
  if (!isOrdered(kind) || kindOf(low.expr.type) !== kind || kindOf(high.expr.type) !== kind) return undefined;
  return name === 'between'
    ? `(${value.sql} >= ${low.sql} AND ${value.sql} <= ${high.sql})`
    : `(${value.sql} < ${low.sql} OR ${value.sql} > ${high.sql})`;
}

/** Membership of numbers and times in a list of constants: null is in none. */
export function numberInSql(value: Operand, candidates: readonly Operand[]): string | undefined {
  const kind = kindOf(value.expr.type);
  if (!isOrdered(kind) || candidates.length === 0) return undefined;
  if (candidates.some(({ expr }) => kindOf(expr.type) !== kind || !isValueLiteral(expr) || isNullLiteral(expr)))
    return undefined;
  return `coalesce(${value.sql} IN (${candidates.map(({ sql }) => sql).join(', ')}), false)`;
}
