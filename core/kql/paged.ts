import { allOf, conjuncts, literal } from './expr';
import { findScalar } from './functions/registry';
import { mapPlan } from './map-plan';
import type { Assignment, Expr, Plan } from './plan';

type Project = Plan & { readonly op: 'project' };

/** A span of row numbers, both ends included, counted from 1. */
type Span = { readonly first: number; readonly last: number };

const isWindow = (expr: Expr): boolean =>
  expr.kind === 'call' && (findScalar(expr.name)?.window === true || expr.args.some(isWindow));

/** The one column of a projection that numbers the rows from 1; undefined where a function looks at other rows in another way. */
const numberOf = ({ assignments }: Project): Assignment | undefined => {
  const [only, another] = assignments.filter(({ expr }) => isWindow(expr));
  if (only === undefined || another !== undefined) return undefined;
  return only.expr.kind === 'call' && only.expr.name === 'row_number' && only.expr.args.length === 0 ? only : undefined;
};

const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==' };

const whole = (expr: Expr | undefined): number | undefined =>
  expr?.kind === 'literal' && (expr.type === 'long' || expr.type === 'int') && Number.isSafeInteger(expr.value)
    ? Number(expr.value)
    : undefined;

/** Exactly the rows a comparison of the number with whole constants leaves; undefined for any other condition. */
const spanOf = (predicate: Expr, name: string): Partial<Span> | undefined => {
  if (predicate.kind !== 'call') return undefined;
  const isNumber = (expr: Expr | undefined): boolean => expr?.kind === 'column' && expr.name === name;
  const [left, right, third] = predicate.args;
  if (predicate.name === 'between' && isNumber(left)) {
    const [first, last] = [whole(right), whole(third)];
    return first === undefined || last === undefined ? undefined : { first, last };
  }
  const swapped = isNumber(right);
  const operator = swapped ? mirrored[predicate.name] : predicate.name;
  const value = whole(swapped ? left : right);
  if (value === undefined || (!swapped && !isNumber(left))) return undefined;
  switch (operator) {
    case '==':
      return { first: value, last: value };
    case '<':
      return { last: value - 1 };
    case '<=':
      return { last: value };
    case '>':
      return { first: value + 1 };
    case '>=':
      return { first: value };
    default:
      return undefined;
  }
};

/** The page of an order that a condition on its row numbers asks for; undefined where it has no last row. */
const pageOf = (
  predicate: Expr,
  project: Project,
): { readonly span: Span; readonly number: Assignment; readonly others: readonly Expr[] } | undefined => {
  const number = numberOf(project);
  if (number === undefined) return undefined;
  const others: Expr[] = [];
  let span: Span = { first: 1, last: Infinity };
  for (const each of conjuncts(predicate)) {
    const { first = 1, last = Infinity } = spanOf(each, number.name) ?? (others.push(each), {});
    span = { first: Math.max(span.first, first), last: Math.min(span.last, last) };
  }
  return Number.isFinite(span.last) ? { span, number, others } : undefined;
};

/**
 * `sort | extend n = row_number() | where n > 600 and n <= 900` becomes `top` of the rows of that page alone, which are
 * then numbered from 601: a store and the executor need not number, nor even gather, all the others.
 */
export const withPages = (plan: Plan): Plan => {
  const { input } = plan.op === 'where' ? plan : {};
  if (plan.op === 'where' && input?.op === 'project' && input.input.op === 'sort') {
    const page = pageOf(plan.predicate, input);
    if (page !== undefined) {
      const { span, number, others } = page;
      const sort = input.input;
      const count = Math.max(0, span.last - span.first + 1);
      const top: Plan = { ...sort, op: 'top', input: withPages(sort.input), count, skip: span.first - 1 };
      const expr: Expr = { kind: 'call', name: 'row_number', args: [literal('long', span.first)], type: 'long' };
      const assignments = input.assignments.map((each) => (each === number ? { ...each, expr } : each));
      const numbered: Plan = { ...input, input: top, assignments };
      const predicate = allOf(others);
      return predicate === undefined ? numbered : { ...plan, input: numbered, predicate };
    }
  }
  return mapPlan(plan, { input: withPages });
};
