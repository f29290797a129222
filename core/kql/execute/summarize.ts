import { PerGroup } from '../functions/aggregate-numbers';
import { findAggregate } from '../functions/registry';
import type { Plan } from '../plan';
import type { Aggregator, EvaluationContext } from '../registry';
import type { Vector } from '../vector';
import { compileExpr, type Evaluator, PlanError } from './expression';
import { compileSelect, type Select } from './filter';
import { type Frame, vectorFrame } from './frame';
import { createGroupIndex } from './group-index';

type Summarize = Extract<Plan, { op: 'summarize' }>;

/** An aggregate that is fed frames. */
type Gathering = {
  readonly update: (frame: Frame, groups: Int32Array, groupCount: number) => void;
  readonly finish: Aggregator['finish'];
};

const overColumns = (args: readonly Evaluator[], { update, finish }: Aggregator): Gathering => ({
  update: (frame, groups, groupCount) => {
    update(
      args.map((arg) => arg(frame)),
      groups,
      frame.length,
      groupCount,
    );
  },
  finish,
});

/** `countif`: the rows a filter would keep are counted, without asking for the truth of each. */
const countWhere = (select: Select): Gathering => {
  const counts = new PerGroup();
  let rows = new Int32Array(0);
  return {
    update: (frame, groups, groupCount) => {
      const { length } = frame;
      if (rows.length < length) rows = new Int32Array(length);
      const values = counts.reserve(groupCount);
      const found = select(frame, rows);
      if (groupCount === 1) values[0] = (values[0] ?? 0) + found;
      else if (found === length)
        for (let row = 0; row < length; row++) values[groups[row] ?? 0] = (values[groups[row] ?? 0] ?? 0) + 1;
      else
        for (let at = 0; at < found; at++) {
          const group = groups[rows[at] ?? 0] ?? 0;
          values[group] = (values[group] ?? 0) + 1;
        }
    },
    finish: (groupCount) => [{ kind: 'number', values: counts.reserve(groupCount).slice(0, groupCount) }],
  };
};

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
    const [first] = aggregate.args;
    if (aggregate.name === 'countif' && first) return countWhere(compileSelect(first, columns, context));
    const definition = findAggregate(aggregate.name);
    if (!definition) throw new PlanError(`no aggregate ${aggregate.name}`);
    const args = aggregate.args.map((arg) => compileExpr(arg, columns, context));
    const types = aggregate.args.map(({ type }) => type);
    return overColumns(args, definition.create(types, context));
  });
  for await (const frame of frames) {
    if (frame.length === 0) continue;
    const ids = groups.assign(
      keys.map((key) => key(frame)),
      frame.length,
    );
    const count = groups.size();
    for (const aggregate of aggregates) aggregate.update(frame, ids, count);
  }
  // Without keys there is one group even over no rows: `count` of nothing is 0.
  const count = plan.keys.length === 0 ? 1 : groups.size();
  const vectors: Vector[] = [...groups.values(), ...aggregates.flatMap((aggregate) => aggregate.finish(count))];
  return vectorFrame(
    plan.columns.map(({ type }, index) => {
      const vector = vectors[index];
      if (!vector) throw new PlanError(`summarize has no value for column ${index}`);
      return { type, constant: false, vector };
    }),
    count,
  );
};
