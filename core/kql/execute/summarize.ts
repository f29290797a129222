import { findAggregate } from '../functions/registry';
import type { Plan } from '../plan';
import type { EvaluationContext } from '../registry';
import type { Vector } from '../vector';
import { compileExpr, PlanError } from './expression';
import { type Frame, vectorFrame } from './frame';
import { createGroupIndex } from './group-index';

type Summarize = Extract<Plan, { op: 'summarize' }>;

/** Runs `summarize`, `distinct` and `count` over frames; one frame comes out, groups in the order they first occur. */
export const summarizeFrames = async (
  plan: Summarize,
  frames: AsyncIterable<Frame>,
  context: EvaluationContext,
): Promise<Frame> => {
  const { columns } = plan.input;
  const keys = plan.keys.map(({ expr }) => compileExpr(expr, columns, context));
  const groups = createGroupIndex(plan.keys.map(({ expr }) => expr.type));
  const aggregates = plan.aggregates.map((aggregate) => {
    const definition = findAggregate(aggregate.name);
    if (!definition) throw new PlanError(`no aggregate ${aggregate.name}`);
    return {
      args: aggregate.args.map((arg) => compileExpr(arg, columns, context)),
      aggregator: definition.create(
        aggregate.args.map(({ type }) => type),
        context,
      ),
    };
  });
  for await (const frame of frames) {
    if (frame.length === 0) continue;
    const ids = groups.assign(
      keys.map((key) => key(frame)),
      frame.length,
    );
    const count = groups.size();
    for (const { args, aggregator } of aggregates) {
      aggregator.update(
        args.map((arg) => arg(frame)),
        ids,
        frame.length,
        count,
      );
    }
  }
  // Without keys there is one group even over no rows: `count` of nothing is 0.
  const count = plan.keys.length === 0 ? 1 : groups.size();
  const vectors: Vector[] = [...groups.values(), ...aggregates.flatMap(({ aggregator }) => aggregator.finish(count))];
  return vectorFrame(
    plan.columns.map(({ type }, index) => {
      const vector = vectors[index];
      if (!vector) throw new PlanError(`summarize has no value for column ${index}`);
      return { type, constant: false, vector };
    }),
    count,
  );
};
