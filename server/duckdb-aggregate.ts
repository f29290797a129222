import type { Aggregate, Expr } from '#core/kql/plan';
import { conditionSql, isEven, valueSql, type SqlScope } from './duckdb-expression';
import { isOrdered, kindOf } from './duckdb-literal';
import { rowNumber } from './duckdb-relation';
import { orderedText } from './duckdb-text';

/** Rows an aggregate picks a whole row for: its position, and the columns then read from that row. */
export type PickedRow = { readonly position: string; readonly values: readonly Expr[] };

export type SqlAggregate =
  | { readonly kind: 'value'; readonly sql: string; readonly even: boolean }
  | { readonly kind: 'row'; readonly row: PickedRow };

/** More rows than a table can have: makes one sortable number of a value and a row number. */
const rowRange = '1099511627776::HUGEINT';

const filterSql = (condition: Expr | undefined, scope: SqlScope): string | undefined => {
  if (condition === undefined) return '';
  const sql = conditionSql(condition, scope, true);
  return sql === undefined ? undefined : ` FILTER (WHERE ${sql})`;
};

/** A sum of longs wraps around at 64 bits as Kusto's does, instead of failing. */
const wrapped = (sum: string): string => {
  const low = `(${sum} & 18446744073709551615::HUGEINT)`;
  return `(CASE WHEN ${low} > 9223372036854775807::HUGEINT THEN ${low} - 18446744073709551616::HUGEINT ELSE ${low} END)::BIGINT`;
};

/** Smallest or largest value. */
function extremeSql(name: 'min' | 'max', value: Expr, filter: string, scope: SqlScope): SqlAggregate | undefined {
  const kind = kindOf(value.type);
  const sql = valueSql(value, scope);
  if (sql === undefined) return undefined;
  if (kind !== 'text' && !isOrdered(kind)) return undefined;
  const even = isEven(value, scope);
  const found = kind === 'text' && !even ? `arg_${name}(${sql}, ${orderedText(sql)})` : `${name}(${sql})`;
  return { kind: 'value', sql: `${found}${filter}`, even };
}

/** The first row with the best value, or the first row where there is no value. */
function bestRow(name: 'arg_max' | 'arg_min', args: readonly Expr[], scope: SqlScope): SqlAggregate | undefined {
  const [by] = args;
  if (by === undefined) return undefined;
  const kind = kindOf(by.type);
  const sql = valueSql(by, scope);
  if (sql === undefined || !isOrdered(kind)) return undefined;
  const key = `(${kind === 'datetime' ? `epoch_us(${sql})` : sql})::HUGEINT * ${rowRange}`;
  const best =
    name === 'arg_max'
      ? `arg_max(${rowNumber}, ${key} - ${rowNumber})`
      : `arg_min(${rowNumber}, ${key} + ${rowNumber})`;
  return { kind: 'row', row: { position: `coalesce(${best}, min(${rowNumber}))`, values: args } };
}

/**
 * An aggregate in SQL, or undefined where its result could differ: sums and averages of reals depend on the order of
 * addition, lists on the order of rows. The condition of the `if` forms is their last argument.
 */
export function aggregateSql({ name, args }: Aggregate, scope: SqlScope): SqlAggregate | undefined {
  const conditional = name.endsWith('if');
  const base = conditional ? name.slice(0, -2) : name;
  const condition = conditional ? args[base === 'count' ? 0 : 1] : undefined;
  const filter = filterSql(condition, scope);
  const [value] = args;
  if (filter === undefined || (conditional && condition === undefined)) return undefined;

  if (base === 'count') return { kind: 'value', sql: `count(*)${filter}`, even: false };
  if (value === undefined) return undefined;
  switch (base) {
    case 'dcount':
    case 'count_distinct': {
      const sql = valueSql(value, scope);
      return sql === undefined ? undefined : { kind: 'value', sql: `count(DISTINCT ${sql})${filter}`, even: false };
    }
    case 'sum': {
      const sql = kindOf(value.type) === 'whole' ? valueSql(value, scope) : undefined;
      if (sql === undefined) return undefined;
      return { kind: 'value', sql: wrapped(`coalesce(sum(${sql})${filter}, 0)::HUGEINT`), even: false };
    }
    case 'min':
    case 'max':
      return extremeSql(base, value, filter, scope);
    case 'arg_max':
    case 'arg_min':
      return conditional ? undefined : bestRow(base, args, scope);
    case 'take_any':
    case 'any':
      return conditional ? undefined : { kind: 'row', row: { position: `min(${rowNumber})`, values: args } };
    default:
      return undefined;
  }
}
