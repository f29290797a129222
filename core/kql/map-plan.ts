import type { Computation, Expr, Plan } from './plan';

/** What `mapPlan` puts in place of a node's parts. */
export type PlanMap = {
  readonly input: (plan: Plan) => Plan;
  readonly expr: (expr: Expr) => Expr;
};

const keep = <T>(value: T): T => value;

const mapComputation = (what: Computation, expr: (of: Expr) => Expr): Computation =>
  what.kind === 'scan'
    ? {
        ...what,
        declared: what.declared.map((of) => ({ ...of, initial: expr(of.initial) })),
        steps: what.steps.map((step) => ({
          ...step,
          condition: expr(step.condition),
          assignments: step.assignments.map((of) => ({ ...of, expr: expr(of.expr) })),
        })),
      }
    : what;

/** The node with its inputs and expressions replaced; columns stay as they are. */
export const mapPlan = (plan: Plan, map: Partial<PlanMap>): Plan => {
  const { input = keep, expr = keep } = map;
  switch (plan.op) {
    case 'scan':
    case 'rows':
      return plan;
    case 'remote':
      return { ...plan, prefix: input(plan.prefix) };
    case 'values':
      return { ...plan, rows: plan.rows.map((row) => row.map(expr)) };
    case 'range':
      return { ...plan, from: expr(plan.from), to: expr(plan.to), step: expr(plan.step) };
    case 'where':
      return { ...plan, input: input(plan.input), predicate: expr(plan.predicate) };
    case 'project':
      return {
        ...plan,
        input: input(plan.input),
        assignments: plan.assignments.map((of) => ({ ...of, expr: expr(of.expr) })),
      };
    case 'summarize':
      return {
        ...plan,
        input: input(plan.input),
        keys: plan.keys.map((of) => ({ ...of, expr: expr(of.expr) })),
        aggregates: plan.aggregates.map((of) => ({ ...of, args: of.args.map(expr) })),
      };
    case 'sort':
    case 'top':
      return { ...plan, input: input(plan.input), by: plan.by.map((key) => ({ ...key, expr: expr(key.expr) })) };
    case 'take':
    case 'serialize':
    case 'narrow':
      return { ...plan, input: input(plan.input) };
    case 'union':
      return { ...plan, inputs: plan.inputs.map(input) };
    case 'compute':
      return { ...plan, inputs: plan.inputs.map(input), what: mapComputation(plan.what, expr) };
    case 'join':
      return { ...plan, left: input(plan.left), right: input(plan.right) };
    case 'mv-expand':
      return {
        ...plan,
        input: input(plan.input),
        expansions: plan.expansions.map((of) => ({ ...of, expr: expr(of.expr) })),
      };
    case 'partition':
      return { ...plan, input: input(plan.input), sub: input(plan.sub) };
    case 'parse':
    case 'parse-kv':
      return { ...plan, input: input(plan.input), expr: expr(plan.expr) };
    case 'make-series':
      return {
        ...plan,
        input: input(plan.input),
        items: plan.items.map((of) => ({ ...of, initial: expr(of.initial) })),
        from: plan.from && expr(plan.from),
        to: plan.to && expr(plan.to),
        step: expr(plan.step),
      };
  }
};

/** Plans that feed a node; not those of `toscalar` inside its expressions. */
export const inputsOf = (plan: Plan): readonly Plan[] => {
  const found: Plan[] = [];
  mapPlan(plan, { input: (input) => (found.push(input), input) });
  return found;
};

/** The expression with each subquery in it replaced. */
export const mapSubqueries = (expr: Expr, replace: (of: Extract<Expr, { kind: 'subquery' }>) => Expr): Expr => {
  switch (expr.kind) {
    case 'column':
    case 'literal':
      return expr;
    case 'subquery':
      return replace(expr);
    case 'call': {
      let changed = false;
      const args = expr.args.map((arg) => {
        const mapped = mapSubqueries(arg, replace);
        changed ||= mapped !== arg;
        return mapped;
      });
      return changed ? { ...expr, args } : expr;
    }
  }
};
