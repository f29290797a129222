import type { Plan, SortKey } from '#core/kql/plan';
import { isEven, valueSql } from './duckdb-expression';
import { kindOf } from './duckdb-literal';
import { rowNumber, type Relation } from './duckdb-relation';
import { orderedText } from './duckdb-text';

/** Rows of a page up to here are read again by their position, after a first pass that reads no more than the keys. */
const lateRows = 10_000;

/** Terms that order a relation by keys, and the columns they need beside its own; undefined where SQL orders differently. */
function keysOf(input: Relation, by: readonly SortKey[]) {
  const added: string[] = [];
  const hidden: string[] = [];
  const terms: string[] = [];
  let total = false;
  for (const { expr, descending, nullsFirst } of by) {
    const kind = kindOf(expr.type);
    const value = kind === 'guid' ? undefined : valueSql(expr, input.scope);
    if (value === undefined) return undefined;
    const name = `"$key${input.hidden.length + added.length}"`;
    added.push(`${kind === 'text' && !isEven(expr, input.scope) ? orderedText(value) : value} AS ${name}`);
    hidden.push(name);
    terms.push(`${name} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`);
    total = expr.kind === 'column' && input.scope.get(expr.name)?.unique === true;
    // No rows are left that later keys could tell apart.
    if (total) break;
  }
  // Equal rows keep their order, as in a stable sort.
  return { added, hidden, order: [...terms, ...(total ? [] : (input.order ?? [rowNumber]))] };
}

/** `sort`: the rows get an order, which whatever comes later may use. */
export function compileSort(input: Relation, { by }: Pick<Extract<Plan, { op: 'sort' }>, 'by'>): Relation | undefined {
  const keys = keysOf(input, by);
  if (keys === undefined) return undefined;
  return {
    ...input,
    sql: `SELECT ${['*', ...keys.added].join(', ')} FROM (${input.sql})`,
    stored: undefined,
    hidden: [...input.hidden, ...keys.hidden],
    order: keys.order,
  };
}

/** `take` (no keys) and `top`. */
export function compileTop(
  input: Relation,
  { by, count, skip = 0 }: Pick<Extract<Plan, { op: 'top' }>, 'by' | 'count' | 'skip'>,
): Relation | undefined {
  if (!Number.isSafeInteger(count) || count < 0) return undefined;
  const keys = keysOf(input, by);
  if (keys === undefined) return undefined;
  // Rows in stored order need no sorting for a `take`: DuckDB keeps that order.
  const sorted = by.length > 0 || input.order !== undefined;
  const limit = `${sorted ? ` ORDER BY ${keys.order.join(', ')}` : ''} LIMIT ${count}${skip > 0 ? ` OFFSET ${skip}` : ''}`;
  const list = ['*', ...keys.added].join(', ');
  // By a number or time DuckDB skips most rows unread, which a second pass would spoil.
  const late = input.stored !== undefined && by[0]?.expr.type === 'string' && count <= lateRows;
  return {
    scope: input.scope,
    sql: late
      ? `SELECT ${list} FROM (${input.stored}) WHERE ${rowNumber} IN (SELECT ${rowNumber} FROM (SELECT ${list} FROM (${input.sql}))${limit})`
      : `SELECT ${list} FROM (${input.sql})${limit}`,
    stored: undefined,
    hidden: [...input.hidden, ...keys.hidden],
    order: sorted ? keys.order : undefined,
  };
}
