import { inputsOf } from './map-plan';
import type { Plan } from './plan';

const sizes = new WeakMap<Plan, number>();

/** Nodes of a plan as a tree. */
export const planSize = (plan: Plan): number => {
  const known = sizes.get(plan);
  if (known !== undefined) return known;
  const size = inputsOf(plan).reduce((sum, input) => sum + planSize(input), 1);
  sizes.set(plan, size);
  return size;
};
