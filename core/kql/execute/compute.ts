import type { Plan } from '../plan';
import type { EvaluationContext } from '../registry';
import type { Frame } from './frame';
import { markComponents } from './graph';
import { matchGraph } from './graph-match';
import { lookUpNetworks } from './network-lookup';
import { reduceTexts } from './reduce';
import { scanRows } from './scan-steps';

export type Compute = Extract<Plan, { op: 'compute' }>;

/** The rows of a `compute` node, from all the rows of its inputs. */
export const computeFrame = (plan: Compute, inputs: readonly Frame[], context: EvaluationContext): Frame => {
  const [first, second] = inputs;
  if (first === undefined) throw new RangeError('a computation without input');
  const { what } = plan;
  switch (what.kind) {
    case 'scan':
      return scanRows(plan, what, first, context);
    case 'network-lookup':
      return lookUpNetworks(plan, what, first, second ?? first);
    case 'graph-components':
      return markComponents(plan, what.strong, first, second ?? first);
    case 'graph-match':
      return matchGraph(plan, what, first, second ?? first);
    case 'reduce':
      return reduceTexts(plan, what, first);
  }
};
