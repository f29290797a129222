import type { Expr, Plan } from '#core/kql/plan';
import type { Store } from '#engine/store';

export type Gate = {
  /** Tables that are complete from the start. */
  readonly complete: ReadonlySet<string>;
  /** Rows from here on are there (microseconds); older ones come later. */
  readonly from: number;
  /** Fulfilled when everything is there; asking for it says that somebody waits. */
  readonly all: () => Promise<void>;
};

/**
 * A store whose older rows are still being loaded. A scan that could see one waits, any other runs at once, so that no
 * answer is ever incomplete and the first page need not wait for rows it does not ask for.
 */
export function gatedStore(store: Store, gate: Gate): Store {
  return {
    ...store,
    async *scan(workspaces, prefix, options) {
      if (!isWithin(prefix, gate)) await gate.all();
      yield* store.scan(workspaces, prefix, options);
    },
  };
}

function isWithin(prefix: Plan, gate: Gate): boolean {
  const chain = chainOf(prefix);
  const [scan, ...above] = chain;
  if (scan?.op !== 'scan') return false;
  if (gate.complete.has(scan.table.name)) return true;
  for (const node of above) {
    if (node.op === 'where' && reachesBackTo(node.predicate) >= gate.from) return true;
    // Further up, the name may mean another column.
    if (node.op !== 'where' && !(node.op === 'project' && keepsTime(node))) return false;
  }
  return false;
}

/** The nodes of a chain, the scan first. */
function chainOf(plan: Plan): readonly Plan[] {
  return 'input' in plan ? [...chainOf(plan.input), plan] : [plan];
}

const isTime = (expr: Expr | undefined) => expr?.kind === 'column' && expr.name === 'TimeGenerated';

const keepsTime = (node: Plan & { readonly op: 'project' }) =>
  node.assignments.some(({ name, expr }) => name === 'TimeGenerated' && isTime(expr));

/** Earliest TimeGenerated (microseconds) the predicate lets through; -Infinity where it sets no limit. */
function reachesBackTo(expr: Expr): number {
  if (expr.kind !== 'call') return -Infinity;
  const [left, right] = expr.args;
  switch (expr.name) {
    case 'and':
      return Math.max(...expr.args.map(reachesBackTo));
    case 'or':
      return Math.min(...expr.args.map(reachesBackTo));
    case '>':
    case '>=':
    case 'between':
      return isTime(left) && right?.kind === 'literal' && typeof right.value === 'number' ? right.value : -Infinity;
    case '<':
    case '<=':
      return isTime(right) && left?.kind === 'literal' && typeof left.value === 'number' ? left.value : -Infinity;
    default:
      return -Infinity;
  }
}
