import { allOf, conjuncts } from './expr';
import { findScalar } from './functions/registry';
import { inputsOf, mapPlan, mapSubqueries } from './map-plan';
import type { Expr, Plan } from './plan';
import { withPages } from './paged';
import { pruneColumns } from './prune';
import { settleOrder } from './settle-order';

/** The predicate over a projection's input, when every column it reads is passed through as it is. */
const throughProject = (predicate: Expr, project: Plan & { readonly op: 'project' }): Expr | undefined => {
  const sources = new Map(project.assignments.map(({ name, expr }) => [name, expr]));
  const rewrite = (expr: Expr): Expr | undefined => {
    switch (expr.kind) {
      case 'literal':
      case 'subquery':
        return expr;
      case 'column': {
        const source = sources.get(expr.name);
        return source?.kind === 'column' ? source : undefined;
      }
      case 'call': {
        const args: Expr[] = [];
        for (const arg of expr.args) {
          const rewritten = rewrite(arg);
          if (rewritten === undefined) return undefined;
          args.push(rewritten);
        }
        return { ...expr, args };
      }
    }
  };
  return rewrite(predicate);
};

/** True where the projection needs all rows at once (`row_number`), so that none may be filtered away below it. */
const usesWindow = (expr: Expr): boolean =>
  expr.kind === 'call' && (findScalar(expr.name)?.window === true || expr.args.some(usesWindow));

const filter = (input: Plan, predicates: readonly Expr[]): Plan => {
  const predicate = allOf(predicates);
  return predicate === undefined ? input : { op: 'where', input, predicate, columns: input.columns };
};

/** Puts conditions as near to the scan as their columns exist: below projections, sorts and other conditions. */
const sink = (plan: Plan, predicates: readonly Expr[]): Plan => {
  switch (plan.op) {
    case 'where':
      return sink(plan.input, [...conjuncts(plan.predicate), ...predicates]);
    case 'sort': {
      const input = sink(plan.input, predicates);
      return { ...plan, input, columns: input.columns };
    }
    case 'project': {
      const window = plan.assignments.some(({ expr }) => usesWindow(expr));
      const below: Expr[] = [];
      const above: Expr[] = [];
      for (const predicate of predicates) {
        const moved = window ? undefined : throughProject(predicate, plan);
        if (moved === undefined) above.push(predicate);
        else below.push(moved);
      }
      return filter({ ...plan, input: sink(plan.input, below) }, above);
    }
    case 'union': {
      return { ...plan, inputs: plan.inputs.map((input) => sink(input, predicates)) };
    }
    default:
      return filter(mapPlan(plan, { input: (input) => sink(input, []) }), predicates);
  }
};

/** `sort | take n` is `top n`: a store and the executor then keep n rows instead of all. */
const withTop = (plan: Plan): Plan => {
  if (plan.op !== 'take') return mapPlan(plan, { input: withTop });
  const input = withTop(plan.input);
  if (input.op !== 'sort') return { ...plan, input };
  return { op: 'top', input: input.input, by: input.by, count: plan.count, columns: plan.columns };
};

const hasSubquery = (node: Plan): boolean => {
  let found = false;
  const expr = (of: Expr): Expr =>
    mapSubqueries(of, (subquery) => {
      found = true;
      return subquery;
    });
  mapPlan(node, { expr });
  return found;
};

/** Conditions the store can run first, the others above them. */
const separated = (plan: Plan & { readonly op: 'where' }, canPush: (node: Plan) => boolean): Plan => {
  const parts = conjuncts(plan.predicate);
  const pushable = parts.filter((predicate) => canPush({ ...plan, predicate }));
  if (pushable.length === 0 || pushable.length === parts.length) return plan;
  const rest = parts.filter((predicate) => !pushable.includes(predicate));
  return filter(filter(plan.input, pushable), rest);
};

/**
 * Cuts the plan where the store's work ends: the longest chain of nodes over each scan that `canPush` accepts becomes the
 * prefix of a `remote` node. Before that, conditions move down to the scan (the time range first, as it was bound
 * lowest), unread columns are dropped by a `project` right above the scan, `sort | take` and pages of a sort become
 * `top` (see `withPages`), and ties are settled (see `settleOrder`). The output columns stay the same; with `canPush`
 * always false only whole scans are remote.
 */
export const split = (plan: Plan, storeCanPush: (node: Plan) => boolean): Plan => {
  // The executor knows the value of a subquery only when it runs.
  const canPush = (node: Plan): boolean => !hasSubquery(node) && storeCanPush(node);
  // A subquery used in several places stays one object, which the executor runs once.
  const subqueries = new WeakMap<Expr, Expr>();
  const expr = (of: Expr): Expr =>
    mapSubqueries(of, (subquery) => {
      const known = subqueries.get(subquery);
      if (known !== undefined) return known;
      const made: Expr = { ...subquery, plan: split(subquery.plan, canPush) };
      subqueries.set(subquery, made);
      return made;
    });
  const cut = (node: Plan): Plan => {
    switch (node.op) {
      case 'scan':
        return { op: 'remote', prefix: node, columns: node.columns };
      case 'where':
        return above(separated(node, canPush));
      default:
        return 'input' in node ? above(node) : mapPlan(node, { input: cut, expr });
    }
  };
  const above = (node: Plan): Plan => {
    if (!('input' in node)) return cut(node);
    const input = node.input.op === 'where' && node.op === 'where' ? above(node.input) : cut(node.input);
    if (input.op === 'remote' && canPush({ ...node, input: input.prefix })) {
      const prefix: Plan = { ...node, input: input.prefix };
      return { op: 'remote', prefix, columns: prefix.columns };
    }
    return mapPlan({ ...node, input }, { input: (of) => (of === input ? of : cut(of)), expr });
  };
  return cut(pruneColumns(settleOrder(withTop(withPages(sink(plan, []))))));
};

/** Nodes a store runs beyond reading columns: what push-down spares the executor. */
export const pushedOperators = (plan: Plan): readonly string[] => {
  if (plan.op !== 'remote') return inputsOf(plan).flatMap(pushedOperators);
  const names: string[] = [];
  for (let node: Plan | undefined = plan.prefix; node !== undefined; node = 'input' in node ? node.input : undefined) {
    const reads = node.op === 'project' && node.input.op === 'scan';
    if (node.op !== 'scan' && !reads) names.unshift(node.op);
  }
  return names;
};
