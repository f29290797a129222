import type { Expr } from '#core/kql/plan';
import type { ColumnType } from '#core/kql/schema';
import { binSql, timeBin, timeBinAt } from './duckdb-bins';
import { betweenSql, equalitySql, isOrder, numberInSql, type Operand, orderSql } from './duckdb-comparison';
import { isNullLiteral, kindOf, literalSql, wholeLiteral } from './duckdb-literal';
import { anyTermSql, extractSql, matchSql, type TextSql, textInSql } from './duckdb-match';
import { isOddText, orderedText } from './duckdb-text';

/**
 * Expressions as SQL: a whitelist. Each form here gives the same value as its definition in core/kql/functions for every
 * input, nulls included; everything else is undefined and runs in TypeScript. Where a filter is concerned (`asFilter`),
 * null and false are the same and `x = 1` may stand for the total equality of Kusto.
 */

/** How SQL calls a column, and whether its text is free of characters the two languages treat differently. */
export type SqlColumn = {
  readonly sql: string;
  readonly type: ColumnType;
  readonly even: boolean;
  /** No two rows have the same value. */
  readonly unique?: boolean;
};

export type SqlScope = ReadonlyMap<string, SqlColumn>;

type CallExpr = Extract<Expr, { kind: 'call' }>;

/** Whether the text of an expression is free of characters the two languages fold, classify or order differently. */
export function isEven(expr: Expr, scope: SqlScope): boolean {
  switch (expr.kind) {
    case 'column':
      return scope.get(expr.name)?.even === true;
    case 'literal':
      return typeof expr.value === 'string' && !isOddText(expr.value);
    case 'call': {
      const texts = expr.args.slice(textFrom[expr.name] ?? 0);
      return textFunctions.has(expr.name) && texts.every((arg) => isEven(arg, scope));
    }
    case 'subquery':
      return false;
  }
}

/** Functions that give text made of nothing but their arguments' characters, and their lower cases. */
const textFunctions: ReadonlySet<string> = new Set(['tolower', 'strcat', 'iff', 'iif', 'extract']);
/** Which of their arguments is the first whose text they give. */
const textFrom: Readonly<Record<string, number>> = { iff: 1, iif: 1, extract: 2 };

/** A value of a comparable type. */
export function valueSql(expr: Expr, scope: SqlScope): string | undefined {
  if (kindOf(expr.type) === 'other') return undefined;
  switch (expr.kind) {
    case 'literal':
      return literalSql(expr);
    case 'column':
      return scope.get(expr.name)?.sql;
    case 'call':
      return expr.type === 'bool' ? conditionSql(expr, scope) : functionSql(expr, scope);
    case 'subquery':
      return undefined;
  }
}

/** What to group by for the values of an expression, and the value of a group by what it is grouped by. */
export type GroupSql = { readonly by: string; readonly value: (by: string) => string };

/** As `valueSql`, for a key of groups. */
export function groupSql(expr: Expr, scope: SqlScope): GroupSql | undefined {
  if (expr.kind === 'call' && (expr.name === 'bin' || expr.name === 'bin_at')) {
    const [first, size, point] = expr.args;
    const sql = first && valueSql(first, scope);
    if (first === undefined || sql === undefined) return undefined;
    const bins = expr.name === 'bin' ? timeBin(first, sql, size) : timeBinAt(first, sql, size, point);
    if (bins !== undefined) return { by: bins.number, value: bins.time };
  }
  const sql = valueSql(expr, scope);
  return sql === undefined ? undefined : { by: sql, value: (by) => by };
}

function functionSql({ name, args, type }: CallExpr, scope: SqlScope): string | undefined {
  const [first, second, third] = args;
  switch (name) {
    case 'bin':
    case 'bin_at': {
      const sql = first && valueSql(first, scope);
      if (first === undefined || sql === undefined) return undefined;
      if (name === 'bin') return binSql(first, sql, second);
      const bins = timeBinAt(first, sql, second, third);
      return bins?.time(bins.number);
    }
    case 'tolower': {
      const subject = textOf(first, scope);
      return subject?.even === true ? `lower(${subject.sql})` : undefined;
    }
    case 'strcat': {
      const texts = args.map((arg) => textOf(arg, scope)?.sql);
      return texts.length === 0 || texts.includes(undefined) ? undefined : `concat(${texts.join(', ')})`;
    }
    case 'extract': {
      const source = textOf(third, scope);
      return source && wholeLiteral(second, 'long') === 0n ? extractSql(source, first) : undefined;
    }
    case 'iff':
    case 'iif': {
      if (first === undefined || second?.type !== type || third?.type !== type) return undefined;
      const [condition, yes, no] = [conditionSql(first, scope, true), valueSql(second, scope), valueSql(third, scope)];
      if (condition === undefined || yes === undefined || no === undefined) return undefined;
      return `(CASE WHEN ${condition} THEN ${yes} ELSE ${no} END)`;
    }
    default:
      return undefined;
  }
}

/** A text, its SQL exact for every content. */
function textOf(expr: Expr | undefined, scope: SqlScope): TextSql | undefined {
  if (expr?.type !== 'string') return undefined;
  const sql = valueSql(expr, scope);
  return sql === undefined ? undefined : { sql, even: isEven(expr, scope) };
}

const negate = (sql: string | undefined, negated: boolean): string | undefined =>
  sql === undefined || !negated ? sql : `(NOT ${sql})`;

const operandsOf = (args: readonly Expr[], scope: SqlScope): readonly Operand[] | undefined => {
  const found = args.flatMap((expr): Operand[] => {
    const sql = valueSql(expr, scope);
    return sql === undefined ? [] : [{ expr, sql }];
  });
  return found.length === args.length ? found : undefined;
};

/** Comparisons of `strcmp` with 0: the order of two texts. */
function textOrderSql(name: string, [order, zero]: readonly Expr[], scope: SqlScope): string | undefined {
  if (order?.kind !== 'call' || order.name !== 'strcmp' || !isOrder(name) || wholeLiteral(zero, 'long') !== 0n)
    return undefined;
  const [left, right] = order.args.map((arg) => {
    const text = textOf(arg, scope);
    return text === undefined || text.even ? text?.sql : orderedText(text.sql);
  });
  return left === undefined || right === undefined ? undefined : `(${left} ${name} ${right})`;
}

function comparisonSql({ name, args }: CallExpr, scope: SqlScope, asFilter: boolean): string | undefined {
  const texts = textOrderSql(name, args, scope);
  if (texts !== undefined) return texts;
  const [first, second, third] = operandsOf(args, scope) ?? [];
  if (first === undefined || second === undefined) return undefined;
  if (name === '==' || name === '!=') return equalitySql(name, first, second, asFilter);
  if (isOrder(name)) return orderSql(name, first, second);
  return third && betweenSql(name, first, second, third);
}

function membershipSql([value, ...candidates]: readonly Expr[], scope: SqlScope, fold: boolean): string | undefined {
  if (value?.type === 'string') {
    const subject = textOf(value, scope);
    return subject && textInSql(subject, candidates, fold);
  }
  const [first, ...others] = value === undefined || fold ? [] : (operandsOf([value, ...candidates], scope) ?? []);
  return first && numberInSql(first, others);
}

function textSql(name: string, [first, ...operands]: readonly Expr[], scope: SqlScope): string | undefined {
  const subject = textOf(first, scope);
  if (subject === undefined) return undefined;
  return name === 'has_any' || name === 'has_all'
    ? anyTermSql(name, subject, operands)
    : matchSql(name, subject, operands);
}

function callSql(expr: CallExpr, scope: SqlScope, asFilter: boolean): string | undefined {
  const { name, args } = expr;
  switch (name) {
    case 'and':
    case 'or': {
      const parts = args.map((arg) => conditionSql(arg, scope, asFilter));
      return parts.includes(undefined) ? undefined : `(${parts.join(` ${name.toUpperCase()} `)})`;
    }
    case 'not':
      return args[0] === undefined ? undefined : negate(conditionSql(args[0], scope), true);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'between':
    case '!between':
      return comparisonSql(expr, scope, asFilter);
    case '=~':
    case '!~':
      return negate(membershipSql(args, scope, true), name === '!~');
    case 'in':
    case '!in':
    case 'in~':
    case '!in~':
      return negate(membershipSql(args, scope, name.endsWith('~')), name.startsWith('!'));
    case 'isempty':
    case 'isnotempty': {
      const subject = textOf(args[0], scope);
      return subject && `(${subject.sql} ${name === 'isempty' ? '=' : '<>'} '')`;
    }
    case 'isnull':
    case 'isnotnull': {
      const [arg] = args;
      if (arg?.kind !== 'column' || arg.type === 'string') return undefined;
      const sql = valueSql(arg, scope);
      return sql === undefined ? undefined : `(${sql} IS ${name === 'isnull' ? '' : 'NOT '}NULL)`;
    }
    default:
      return name.startsWith('!') ? negate(textSql(name.slice(1), args, scope), true) : textSql(name, args, scope);
  }
}

/** A condition, three-valued unless it stands `asFilter`. */
export function conditionSql(expr: Expr, scope: SqlScope, asFilter = false): string | undefined {
  if (expr.type !== 'bool' || isNullLiteral(expr)) return undefined;
  switch (expr.kind) {
    case 'literal':
      return literalSql(expr);
    case 'column':
      return scope.get(expr.name)?.sql;
    case 'call':
      return functionSql(expr, scope) ?? callSql(expr, scope, asFilter);
    case 'subquery':
      return undefined;
  }
}
