import type { Plan } from '../plan';
import type { TypedVector } from '../registry';
import { gatherOrNull, nullVector } from '../vectors';
import { PlanError } from './expression';
import { type Frame, vectorFrame } from './frame';
import { createGroupIndex } from './group-index';
import { collect } from './sort';

type Join = Extract<Plan, { op: 'join' }>;

/** Rows of an output frame at most, so that a join that multiplies rows still streams. */
const frameRows = 65_536;

/** Right rows by key number: those of key `k` are `rows[starts[k] .. starts[k + 1])`. */
const groupRows = (ids: Int32Array, length: number, groups: number) => {
  const starts = new Int32Array(groups + 1);
  for (let row = 0; row < length; row++) starts[(ids[row] ?? 0) + 1] = (starts[(ids[row] ?? 0) + 1] ?? 0) + 1;
  for (let group = 0; group < groups; group++) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const next = starts.slice();
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const at = next[ids[row] ?? 0] ?? 0;
    rows[at] = row;
    next[ids[row] ?? 0] = at + 1;
  }
  return { starts, rows };
};

const columnReader = (plan: Plan, frame: Frame, names: readonly string[]): TypedVector[] =>
  names.map((name) => {
    const index = plan.columns.findIndex((column) => column.name === name);
    if (index < 0) throw new PlanError(`join on ${name}, which its side does not have`);
    return frame.column(index);
  });

const keepsUnmatchedLeft = (kind: Join['kind']): boolean => kind === 'leftouter' || kind === 'fullouter';
const keepsUnmatchedRight = (kind: Join['kind']): boolean => kind === 'rightouter' || kind === 'fullouter';

/** Hash join: the right side is held, the left side streams. Row order follows the left side, then the right. */
export async function* joinFrames(
  plan: Join,
  left: AsyncIterable<Frame>,
  right: AsyncIterable<Frame>,
): AsyncGenerator<Frame> {
  const leftNames = plan.on.map((pair) => pair.left);
  const rightNames = plan.on.map((pair) => pair.right);
  const held = await collect(plan.right.columns, right);
  const keyTypes = rightNames.map((name) => {
    const column = plan.right.columns.find((candidate) => candidate.name === name);
    if (!column) throw new PlanError(`join on ${name}, which the right side does not have`);
    return column.type;
  });
  const index = createGroupIndex(keyTypes);
  const ids = index.assign(columnReader(plan.right, held, rightNames), held.length).slice(0, held.length);
  const { starts, rows } = groupRows(ids, held.length, index.size());
  const matched = new Uint8Array(index.size());
  // Both sides of an output column, looked up once: position and type.
  const sources = plan.output.map(({ side, name }) => {
    const from = side === 'left' ? plan.left.columns : plan.right.columns;
    const position = from.findIndex((column) => column.name === name);
    const type = from[position]?.type;
    if (!type) throw new PlanError(`join output ${name} is on neither side`);
    return { side, position, type };
  });
  const output = (frame: Frame | undefined, leftRows: Int32Array, rightRows: Int32Array, count: number): Frame =>
    vectorFrame(
      sources.map(({ side, position, type }): TypedVector => {
        const source = side === 'left' ? frame?.column(position) : held.column(position);
        const chosen = side === 'left' ? leftRows : rightRows;
        if (!source) return { type, constant: false, vector: nullVector(type, count) };
        const vector = gatherOrNull(
          source.vector,
          type,
          source.constant ? chosen.map((row) => Math.min(row, 0)) : chosen,
          count,
        );
        return { type, constant: false, vector };
      }),
      count,
    );

  const { kind } = plan;
  for await (const frame of left) {
    if (frame.length === 0) continue;
    const found = index.find(columnReader(plan.left, frame, leftNames), frame.length);
    if (kind === 'leftsemi' || kind === 'leftanti') {
      const kept = new Int32Array(frame.length);
      let count = 0;
      for (let row = 0; row < frame.length; row++)
        if ((found[row] ?? -1) >= 0 === (kind === 'leftsemi')) kept[count++] = row;
      if (count > 0) yield output(frame, kept, new Int32Array(count).fill(-1), count);
      continue;
    }
    let leftRows = new Int32Array(frameRows);
    let rightRows = new Int32Array(frameRows);
    let count = 0;
    for (let row = 0; row < frame.length; row++) {
      const id = found[row] ?? -1;
      if (id < 0) {
        if (!keepsUnmatchedLeft(kind)) continue;
        leftRows[count] = row;
        rightRows[count++] = -1;
      } else {
        const first = matched[id] === 0;
        matched[id] = 1;
        if (kind === 'rightsemi' || kind === 'rightanti' || (kind === 'innerunique' && !first)) continue;
        const end = starts[id + 1] ?? 0;
        for (let at = starts[id] ?? 0; at < end; at++) {
          leftRows[count] = row;
          rightRows[count++] = rows[at] ?? 0;
          if (count === frameRows) {
            yield output(frame, leftRows, rightRows, count);
            leftRows = new Int32Array(frameRows);
            rightRows = new Int32Array(frameRows);
            count = 0;
          }
        }
      }
      if (count === frameRows) {
        yield output(frame, leftRows, rightRows, count);
        leftRows = new Int32Array(frameRows);
        rightRows = new Int32Array(frameRows);
        count = 0;
      }
    }
    if (count > 0) yield output(frame, leftRows, rightRows, count);
  }
  if (kind === 'rightsemi' || kind === 'rightanti' || keepsUnmatchedRight(kind)) {
    const chosen = new Int32Array(held.length);
    let count = 0;
    for (let row = 0; row < held.length; row++) {
      if ((matched[ids[row] ?? 0] === 1) === (kind === 'rightsemi')) chosen[count++] = row;
    }
    if (count > 0) yield output(undefined, new Int32Array(count).fill(-1), chosen, count);
  }
}
