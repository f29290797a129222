import { evaluateConstant } from '#core/kql/execute/expression';
import { conjuncts } from '#core/kql/execute/filter';
import type { Expr, Plan } from '#core/kql/plan';
import type { TimeBounds } from './memory-table';

const isTimeGenerated = (expr: Expr | undefined): boolean => expr?.kind === 'column' && expr.name === 'TimeGenerated';

const hasColumn = (expr: Expr): boolean =>
  expr.kind === 'column' || (expr.kind === 'call' && expr.args.some(hasColumn));

const constant = (expr: Expr | undefined, now: number): number | undefined => {
  if (!expr || hasColumn(expr) || expr.type !== 'datetime') return undefined;
  const { vector } = evaluateConstant(expr, { now });
  return vector.kind === 'number' && vector.nulls?.[0] !== 1 ? vector.values[0] : undefined;
};

const boundsOf = (expr: Expr, now: number): Partial<TimeBounds> => {
  if (expr.kind !== 'call') return {};
  const [first, second, third] = expr.args;
  if (expr.name === 'between' && isTimeGenerated(first)) {
    const from = constant(second, now);
    const to = constant(third, now);
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to: to + 1 }) };
  }
  const swapped = isTimeGenerated(second);
  if (!swapped && !isTimeGenerated(first)) return {};
  const value = constant(swapped ? first : second, now);
  if (value === undefined) return {};
  const above = expr.name === '>' || expr.name === '>=';
  const below = expr.name === '<' || expr.name === '<=';
  // One microsecond wider than the text says: tenths are not looked at here, the filter itself decides.
  if (expr.name === '==') return { from: value, to: value + 1 };
  if (!above && !below) return {};
  return above === swapped ? { to: value + 1 } : { from: value };
};

/**
 * Bounds on TimeGenerated that every row of a prefix's result satisfies: from the filters that stand between the scan
 * and the first node that is not a filter.
 */
export const timeBounds = (prefix: Plan, now: number): TimeBounds => {
  const filters: Expr[] = [];
  let node = prefix;
  while (node.op !== 'scan') {
    if (node.op === 'where') filters.push(...conjuncts(node.predicate));
    else if (node.op === 'project' && node.assignments.every(isKept)) void 0;
    else filters.length = 0;
    if (!('input' in node)) return { from: -Infinity, to: Infinity };
    node = node.input;
  }
  let bounds: TimeBounds = { from: -Infinity, to: Infinity };
  for (const filter of filters) {
    const { from = -Infinity, to = Infinity } = boundsOf(filter, now);
    bounds = { from: Math.max(bounds.from, from), to: Math.min(bounds.to, to) };
  }
  return bounds;
};

/** Keeps `TimeGenerated` what it was, if it defines it at all. */
const isKept = ({ name, expr }: { readonly name: string; readonly expr: Expr }): boolean =>
  name !== 'TimeGenerated' || isTimeGenerated(expr);
