import type { Plan } from '../plan';
import type { TypedVector } from '../registry';
import { gather } from '../vectors';
import { PlanError } from './expression';
import { type Frame, spread, vectorFrame } from './frame';
import { createGroupIndex } from './group-index';
import { collect } from './sort';

type Partition = Extract<Plan, { op: 'partition' }>;

const columnsOf = (plan: Partition, frame: Frame, names: readonly string[]): TypedVector[] =>
  names.map((name) => {
    const index = plan.input.columns.findIndex((column) => column.name === name);
    if (index < 0) throw new PlanError(`partition has no column ${name}`);
    return frame.column(index);
  });

/** `partition` and `mv-apply`: the subquery's rows for each group, in the order the groups first occur. */
export async function* partitionFrames(
  plan: Partition,
  frames: AsyncIterable<Frame>,
  runSub: (rows: Frame) => AsyncIterable<Frame>,
): AsyncGenerator<Frame> {
  const all = await collect(plan.input.columns, frames);
  const keys = columnsOf(plan, all, plan.by);
  const index = createGroupIndex(keys.map(({ type }) => type));
  const ids = index.assign(keys, all.length);
  const groups: number[][] = Array.from({ length: index.size() }, () => []);
  for (let row = 0; row < all.length; row++) groups[ids[row] ?? 0]?.push(row);
  for (const rows of groups) {
    const [first = 0] = rows;
    const group = all.select(Int32Array.from(rows), rows.length);
    const carried = columnsOf(plan, all, plan.carried).map((column): TypedVector => {
      if (column.constant) return column;
      return { ...column, constant: true, vector: gather(column.vector, Int32Array.of(first), 1) };
    });
    for await (const frame of runSub(group)) {
      if (frame.length === 0) continue;
      const { length } = frame;
      const own = plan.sub.columns.map((_, at) => frame.column(at));
      yield vectorFrame(
        [...carried, ...own].map((column) => ({ ...column, constant: false, vector: spread(column, length) })),
        length,
      );
    }
  }
}
