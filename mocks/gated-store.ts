import type { Expr, Plan } from '#core/kql/plan';
import type { Store } from '#engine/store';

export type Gate = {
  /** Fulfilled when `ConfigurationChange` has its rows from `from` on and `Heartbeat` the newest one of every server. */
  readonly first: () => Promise<void>;
  /** Microseconds. */
  readonly from: number;
  /** The newest heartbeats are not later (microseconds). */
  readonly now: number;
  /** Fulfilled when the tables named are complete. */
  readonly soon: { readonly tables: ReadonlySet<string>; readonly there: () => Promise<void> };
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
      await whatItNeeds(prefix, gate)();
      yield* store.scan(workspaces, prefix, options);
    },
  };
}

function whatItNeeds(prefix: Plan, gate: Gate): () => Promise<void> {
  const [scan, ...above] = chainOf(prefix);
  if (scan?.op !== 'scan') return gate.all;
  if (gate.soon.tables.has(scan.table.name)) {
    return scan.table.name === 'Heartbeat' && newestTells(above, gate.now) ? gate.first : gate.soon.there;
  }
  return isWithin(above, gate) ? gate.first : gate.all;
}

/** Whether the newest heartbeat of every server gives the same answer as all of them: one row a server, asked up to now. */
function newestTells(above: readonly Plan[], now: number): boolean {
  for (const node of above) {
    if (node.op === 'where' && isSince(node.predicate, now)) continue;
    if (node.op === 'project' && keepsTime(node) && keepsKey(node)) continue;
    return (
      node.op === 'summarize' &&
      node.keys.length === 1 &&
      node.keys.every(({ expr }) => isKey(expr)) &&
      node.aggregates.every(({ name, args }) => (name === 'arg_max' || name === 'max') && isTime(args[0]))
    );
  }
  return false;
}

function isWithin(above: readonly Plan[], gate: Gate): boolean {
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

const isKey = (expr: Expr) => expr.kind === 'column' && expr.name === 'SourceComputerId';

/** A filter of TimeGenerated that a later row passes if an earlier one does, as long as it is not after `now`. */
function isSince(expr: Expr, now: number): boolean {
  if (expr.kind !== 'call') return false;
  if (expr.name === 'and') return expr.args.every((part) => isSince(part, now));
  const [left, right] = expr.args;
  if (!isTime(left) || right?.kind !== 'literal' || typeof right.value !== 'number') return false;
  return expr.name === '>=' || expr.name === '>' || (expr.name === '<' && right.value > now);
}

const keepsKey = (node: Plan & { readonly op: 'project' }) =>
  node.assignments.some(({ name, expr }) => name === 'SourceComputerId' && isKey(expr));

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
