import { datetimeText, formatTimespan } from './datetime';
import { inputsOf } from './map-plan';
import type { Expr, ParsePiece, Plan, SortKey } from './plan';

const literalText = (expr: Extract<Expr, { kind: 'literal' }>): string => {
  const { value, type, tenths } = expr;
  if (value === null) return `${type}(null)`;
  if (typeof value === 'string') return type === 'guid' ? `guid(${value})` : JSON.stringify(value);
  if (typeof value === 'object') return `dynamic(${JSON.stringify(value.json)})`;
  if (type === 'datetime') return `datetime(${datetimeText(Number(value), tenths)})`;
  if (type === 'timespan') return `timespan(${formatTimespan(Number(value), tenths)})`;
  return type === 'long' || type === 'bool' ? String(value) : `${type}(${String(value)})`;
};

/** One expression in prefix form: `==(Computer, "a")`. */
export const describeExpr = (expr: Expr): string => {
  switch (expr.kind) {
    case 'column':
      return expr.name;
    case 'literal':
      return literalText(expr);
    case 'call':
      return `${expr.name}(${expr.args.map(describeExpr).join(', ')})`;
    case 'subquery':
      return `${expr.list ? 'list' : 'toscalar'}(${describePlan(expr.plan).replaceAll('\n', ' <')})`;
  }
};

const keyText = (key: SortKey): string =>
  `${describeExpr(key.expr)} ${key.descending ? 'desc' : 'asc'} nulls ${key.nullsFirst ? 'first' : 'last'}`;

const assignment = (name: string, expr: Expr): string =>
  expr.kind === 'column' && expr.name === name ? name : `${name}=${describeExpr(expr)}`;

const pieceText = (piece: ParsePiece): string => {
  switch (piece.kind) {
    case 'text':
      return JSON.stringify(piece.text);
    case 'skip':
      return '*';
    case 'column':
      return `${piece.name}:${piece.type}`;
  }
};

const head = (plan: Plan): string => {
  switch (plan.op) {
    case 'scan':
      return `scan ${plan.table.name}`;
    case 'remote':
    case 'serialize':
    case 'union':
    case 'narrow':
      return plan.op;
    case 'compute':
      return plan.what.kind;
    case 'rows':
      return `rows ${plan.rows}`;
    case 'partition':
      return `partition ${plan.rows} by ${plan.by.join(', ')}`;
    case 'parse':
      return `${plan.only ? 'parse-where' : 'parse'} ${plan.mode} ${describeExpr(plan.expr)} with ${plan.pieces.map(pieceText).join(' ')}`;
    case 'parse-kv':
      return `parse-kv ${describeExpr(plan.expr)} as ${plan.found.map((of) => `${of.name}:${of.type}`).join(', ')}`;
    case 'make-series':
      return `make-series ${plan.items.map((of) => of.name).join(', ')} on ${plan.bin} step ${describeExpr(plan.step)}`;
    case 'values':
      return `values ${plan.columns.map((of) => of.name).join(', ')} (${plan.rows.length} rows)`;
    case 'range':
      return `range ${[plan.from, plan.to, plan.step].map(describeExpr).join(', ')}`;
    case 'where':
      return `where ${describeExpr(plan.predicate)}`;
    case 'project':
      return `project ${plan.assignments.map(({ name, expr }) => assignment(name, expr)).join(', ')}`;
    case 'summarize': {
      const keys = plan.keys.map(({ name, expr }) => assignment(name, expr));
      const aggregates = plan.aggregates.map(
        ({ name, args, columns }) =>
          `${columns.map((of) => of.name).join(', ')}=${name}(${args.map(describeExpr).join(', ')})`,
      );
      return `summarize ${aggregates.join('; ')}${keys.length > 0 ? ` by ${keys.join(', ')}` : ''}`;
    }
    case 'sort':
      return `sort ${plan.by.map(keyText).join(', ')}`;
    case 'top':
      return `top ${plan.count}${plan.skip === undefined ? '' : ` after ${plan.skip}`} ${plan.by.map(keyText).join(', ')}`;
    case 'take':
      return `take ${plan.count}`;
    case 'join':
      return `join ${plan.kind} on ${plan.on.map(({ left, right }) => `${left}==${right}`).join(', ')}`;
    case 'mv-expand':
      return `mv-expand ${plan.expansions.map(({ name, expr, type }) => `${name}:${type}=${describeExpr(expr)}`).join(', ')}`;
  }
};

/**
 * A plan as stable text, one node a line, inputs below and indented. What stands below a `remote` line is what the
 * store runs itself.
 */
export const describePlan = (plan: Plan): string => {
  const lines: string[] = [];
  const write = (node: Plan, depth: number): void => {
    lines.push(`${'  '.repeat(depth)}${head(node)}`.trimEnd());
    for (const input of inputsOf(node)) write(input, depth + 1);
  };
  write(plan, 0);
  return lines.join('\n');
};
