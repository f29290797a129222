import { column } from './expr';
import { findScalar } from './functions/registry';
import { mapPlan } from './map-plan';
import type { Expr, Plan, SortKey } from './plan';

type Summarize = Plan & { readonly op: 'summarize' };

/** Aggregates whose value is the same whatever order the rows come in. */
const orderFree = new Set(
  'count countif dcount dcountif count_distinct count_distinctif min minif max maxif'.split(' '),
);
/** These too, over whole numbers: a sum of reals depends on the order of addition. */
const exactSums = new Set(['sum', 'sumif', 'avg', 'avgif']);

const anyOrder = ({ aggregates }: Summarize): boolean =>
  aggregates.every(({ name, args }) => {
    const type = args[0]?.type;
    return orderFree.has(name) || (exactSums.has(name) && (type === 'long' || type === 'int'));
  });

const usesWindow = (expr: Expr): boolean =>
  expr.kind === 'call' && (findScalar(expr.name)?.window === true || expr.args.some(usesWindow));

/** Columns that tell the rows apart, as they stem from the keys of a `summarize`; undefined where there are none. */
const identity = (plan: Plan): readonly Expr[] | undefined => {
  switch (plan.op) {
    case 'summarize':
      return plan.keys.map(({ name, expr }) => column({ name, type: expr.type }));
    case 'where':
      return identity(plan.input);
    case 'project': {
      const found = identity(plan.input)?.map((key) =>
        plan.assignments.find(({ expr }) => expr.kind === 'column' && key.kind === 'column' && expr.name === key.name),
      );
      if (found === undefined || found.includes(undefined)) return undefined;
      return found.flatMap((of) => (of === undefined ? [] : [column({ name: of.name, type: of.expr.type })]));
    }
    default:
      return undefined;
  }
};

const settled = (by: readonly SortKey[], keys: readonly Expr[]): readonly SortKey[] => {
  const sorted = new Set(by.flatMap(({ expr }) => (expr.kind === 'column' ? [expr.name] : [])));
  const ties = keys.filter((key) => key.kind === 'column' && !sorted.has(key.name));
  return [...by, ...ties.map((expr): SortKey => ({ expr, descending: false, nullsFirst: true }))];
};

/**
 * Says where the order of groups is of no account, so that a store need not keep it: KQL promises no order without
 * `sort`. Groups that a `sort` or `top` finds equal are then told apart by their keys instead of by who came first, on
 * every store alike. `matters`: whether something above depends on the order of the plan's rows.
 */
export const settleOrder = (plan: Plan, matters = false): Plan => {
  switch (plan.op) {
    case 'sort':
    case 'top': {
      const keys = identity(plan.input);
      if (keys === undefined) return { ...plan, input: settleOrder(plan.input, true) };
      return { ...plan, by: settled(plan.by, keys), input: settleOrder(plan.input, false) };
    }
    case 'summarize': {
      // One row of totals stands in any order, and so do then the rows it is made of.
      const depends = (matters && plan.keys.length > 0) || !anyOrder(plan);
      return { ...plan, input: settleOrder(plan.input, depends), ...(matters ? {} : { unordered: true }) };
    }
    case 'where':
      return { ...plan, input: settleOrder(plan.input, matters) };
    case 'project': {
      const window = plan.assignments.some(({ expr }) => usesWindow(expr));
      return { ...plan, input: settleOrder(plan.input, matters || window) };
    }
    case 'union':
      return mapPlan(plan, { input: (input) => settleOrder(input, matters) });
    default:
      return mapPlan(plan, { input: (input) => settleOrder(input, true) });
  }
};
